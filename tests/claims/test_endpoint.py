"""The judge that asks an OpenAI-compatible endpoint, against a server of our own."""

import contextlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured

from claims import checks
from claims.linking import completions, endpoint, texts

CLAIM = texts.statement("Anna Velder demanded that Denmark pay $3 billion a year for the new bridge.")
PASSAGE = texts.statement("Velder demanded that Denmark pay $9 billion a year for the new bridge.")
RIGHT = {
    "relation": "contradicts",
    "score": 0.9,
    "reason": "another amount",
    "quote": "pay $9 billion  a year",
}


class Server(ThreadingHTTPServer):
    """Answers each request with the next of ``answers``: a status, a body and seconds to wait; the last for ever.

    ``drips``: seconds between the bytes of its answers.
    """

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked, self.drips = [], [], 0

    def says(self, answer, usage=True):
        content = answer if isinstance(answer, str) else json.dumps(answer)
        body = {"choices": [{"message": {"role": "assistant", "content": content}}]}
        told = {"total_tokens": 120} if usage is True else usage
        self.answers.append((200, body | ({"usage": told} if told else {}), None))

    def fails(self, status, retry_after=None):
        self.answers.append((status, {"error": {"message": "no"}}, retry_after))


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers.get("Authorization"), body))
        answers = self.server.answers
        status, answer, retry_after = answers.pop(0) if len(answers) > 1 else answers[0]
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        if retry_after is not None:
            self.send_header("Retry-After", str(retry_after))
        self.end_headers()
        self._write(data)

    def _write(self, data):
        if not self.server.drips:
            self.wfile.write(data)
            return
        with contextlib.suppress(OSError):  # whoever asked has gone
            for byte in data:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(self.server.drips)

    def log_message(self, *_):
        pass


@pytest.fixture
def server(redis, settings, monkeypatch):
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.JUDGE_URL = f"http://127.0.0.1:{server.server_port}/v1"
        settings.JUDGE_MODEL, settings.JUDGE_KEY = "a-model", "a-key"
        monkeypatch.setattr(completions, "wait_exponential_jitter", lambda **_: lambda _: 0)
        completions._client.cache_clear()
        yield server
        server.shutdown()
    completions._client.cache_clear()


def test_the_models_word_counts_where_its_quote_stands_in_the_passage(server):
    server.says(RIGHT)

    found = endpoint.judge(CLAIM, PASSAGE)

    assert (found.relation, found.score) == ("contradicts", 0.9)
    assert any("another amount" in reason for reason in found.reasons)
    [(path, key, body)] = server.asked
    assert (path, key, body["model"]) == ("/v1/chat/completions", "Bearer a-key", "a-model")
    assert CLAIM.text in body["messages"][1]["content"]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (RIGHT | {"quote": "pay $90 billion"}, "not in the passage"),
        (RIGHT | {"quote": ""}, "not in the passage"),
        (RIGHT | {"quote": "$9 billion"}, "or too few"),
        (RIGHT | {"quote": "ay $9 billion a yea"}, "not in the passage"),
        (RIGHT | {"relation": "agrees"}, "none of those"),
        (RIGHT | {"score": 7}, "none of those"),
        ("It contradicts the claim.", "not the JSON"),
        ("[1]", "not the JSON"),
    ],
)
def test_an_answer_that_cannot_be_relied_on_leaves_the_local_judgement(server, answer, why):
    server.says(answer)

    found = endpoint.judge(CLAIM, PASSAGE)

    assert found.relation == "updates"
    assert why in found.reasons[-1]


def test_a_server_in_trouble_is_asked_again(server):
    server.fails(503)
    server.fails(429)
    server.says(RIGHT)

    assert endpoint.judge(CLAIM, PASSAGE).relation == "contradicts"
    assert len(server.asked) == 3


def test_a_refusal_is_final(server):
    server.fails(401)

    found = endpoint.judge(CLAIM, PASSAGE)

    assert found.relation == "updates"
    assert "401" in found.reasons[-1]
    assert len(server.asked) == 1


def test_nobody_at_the_address_leaves_the_local_judgement(server, settings):
    settings.JUDGE_URL = "http://127.0.0.1:9/v1"

    assert endpoint.judge(CLAIM, PASSAGE).relation == "updates"


@pytest.mark.parametrize(
    "usage",
    [True, False, *({"total_tokens": odd} for odd in (-5_000, 1e9, True, "120", 10**9, None)), "none"],
)
def test_no_more_is_asked_once_the_days_tokens_are_spent(server, settings, usage):
    server.says(RIGHT, usage=usage)
    settings.JUDGE_TOKENS_A_DAY = 100

    assert endpoint.judge(CLAIM, PASSAGE).relation == "contradicts"
    found = endpoint.judge(CLAIM, PASSAGE)

    assert found.relation == "updates"
    assert "tokens are spent" in found.reasons[-1]
    assert len(server.asked) == 1


def test_what_has_nothing_to_do_with_the_claim_costs_nothing(server):
    server.says(RIGHT)

    assert endpoint.judge(CLAIM, texts.statement("Rain is likely in Jutland tomorrow.")).relation is None
    assert not server.asked


def test_an_endpoint_without_an_address_says_which_settings_to_make(settings):
    settings.JUDGE_URL = ""
    completions._client.cache_clear()

    with pytest.raises(ImproperlyConfigured, match="JUDGE_URL"):
        endpoint.judge(CLAIM, PASSAGE)


def test_the_reasons_are_those_of_the_models_relation(server):
    server.says(RIGHT)

    found = endpoint.judge(CLAIM, PASSAGE)

    assert "the same speaker says otherwise" in found.reasons
    assert "same matter, other terms" not in found.reasons


def test_what_no_database_stores_is_taken_out_of_its_reason(server):
    server.says(RIGHT | {"reason": "another\0 amount"})

    assert "another\ufffd amount" in endpoint.judge(CLAIM, PASSAGE).reasons[-1]


def test_an_endpoint_that_is_away_is_left_alone_for_a_while(server):
    server.fails(503)
    endpoint.judge(CLAIM, PASSAGE)
    asked = len(server.asked)

    found = endpoint.judge(CLAIM, PASSAGE)

    assert len(server.asked) == asked
    assert "a moment ago" in found.reasons[-1]


def test_without_redis_the_local_judgement_stands(server, settings):
    server.says(RIGHT)
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:9/0",
        }
    }

    found = endpoint.judge(CLAIM, PASSAGE)

    assert found.relation == "updates"
    assert "no help" in found.reasons[-1]


def test_no_reason_tells_the_address_or_the_key(server, settings):
    server.fails(401)
    settings.JUDGE_URL = settings.JUDGE_URL.replace("http://", "http://user:secret@")
    settings.JUDGE_KEY = "sk-secret\n"

    found = endpoint.judge(CLAIM, PASSAGE)

    assert found.reasons[-1] == "the endpoint was no help: HTTP 401"


@pytest.mark.parametrize("answer", ["[" * 100_000, '{"relation": "updates", "score": 1' + "0" * 400 + "}"])
def test_an_answer_that_no_parser_takes_leaves_the_local_judgement(server, answer):
    server.says(answer)

    assert endpoint.judge(CLAIM, PASSAGE).relation == "updates"


@pytest.mark.parametrize("around", ["```json\n{}\n```", "Here it is: {} I hope that {{helps}}."])
def test_an_object_may_stand_in_a_fence_or_among_words(server, around):
    server.says(around.format(json.dumps(RIGHT)))

    assert endpoint.judge(CLAIM, PASSAGE).relation == "contradicts"


def test_a_long_reason_is_cut(server):
    server.says(RIGHT | {"reason": "because " * 1_000})

    assert len(endpoint.judge(CLAIM, PASSAGE).reasons[-1]) < 400


def test_what_the_model_finds_unrelated_is_no_link(server):
    server.says({"relation": "unrelated", "score": 0.8, "reason": "another bridge", "quote": ""})

    found = endpoint.judge(CLAIM, PASSAGE)

    assert (found.relation, found.score) == (None, 0.8)
    assert found.reasons == ("a-model: another bridge",)


def test_a_server_that_asks_to_wait_long_is_left_alone_at_once(server):
    server.fails(429, retry_after=1_800)

    endpoint.judge(CLAIM, PASSAGE)

    assert len(server.asked) == 1
    assert (
        1_700
        < completions.counters._cache.get_client().ttl(completions.counters.make_key(completions.AWAY))
        <= 1_800
    )


@pytest.mark.parametrize(("told", "seconds"), [("3", 3), ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("soon", 0.5)])
def test_between_two_tries_it_waits_as_long_as_the_server_asks(server, monkeypatch, told, seconds):
    waited = []
    monkeypatch.setattr(completions, "wait_exponential_jitter", lambda **_: lambda _: 0.5)
    monkeypatch.setattr(completions, "sleep", waited.append)
    server.fails(503, retry_after=told)
    server.says(RIGHT)

    endpoint.judge(CLAIM, PASSAGE)

    assert waited == [seconds]


def test_an_answer_that_drips_ends_with_the_time_for_a_try(server, settings):
    server.says(RIGHT)
    server.drips, settings.JUDGE_TIMEOUT, settings.JUDGE_TRIES = 0.05, 0.3, 1

    found = endpoint.judge(CLAIM, PASSAGE)

    assert found.reasons[-1] == "the endpoint was no help: ReadTimeout"


def test_an_answer_without_end_is_not_read_to_it(server):
    server.says("{" + " " * completions.MOST_BYTES)

    assert endpoint.judge(CLAIM, PASSAGE).reasons[-1] == "the endpoint was no help: its answer is too long"


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("JUDGE_URL", ""),
        ("JUDGE_URL", "localhost:8000/v1"),
        ("JUDGE_MODEL", ""),
        ("JUDGE_TIMEOUT", 0.0),
        ("JUDGE_TRIES", 0),
        ("JUDGE_TOKENS_A_DAY", -1),
    ],
)
def test_wrong_settings_are_told_before_work_begins(settings, name, wrong):
    settings.RELATION_JUDGE = checks.ENDPOINT
    settings.JUDGE_URL, settings.JUDGE_MODEL = "http://127.0.0.1:9/v1", "a-model"
    assert checks.judge_is_set_up() == []

    setattr(settings, name, wrong)

    [error] = checks.judge_is_set_up()
    assert name in error.msg
