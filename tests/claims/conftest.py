"""What tests of claims share."""

import threading

import pytest

from claims.linking import completions
from tests.claims.completing import Server


@pytest.fixture
def server(redis, settings, monkeypatch):
    """An endpoint for the judge; between two tries nobody waits."""
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.JUDGE_URL = f"http://127.0.0.1:{server.server_port}/v1"
        settings.JUDGE_MODEL, settings.JUDGE_KEY = "a-model", "a-key"
        monkeypatch.setattr(completions, "wait_exponential_jitter", lambda **_: lambda _: 0)
        completions._client.cache_clear()
        yield server
        server.shutdown()
    completions._client.cache_clear()
