"""How the endpoint of the judge is asked: tried again, left alone, and for no more than the settings allow."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from claims import checks
from claims.linking import completions, endpoint
from tests.claims.completing import CLAIM, PASSAGE, RIGHT


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


def test_an_endpoint_without_an_address_says_which_settings_to_make(settings):
    settings.JUDGE_URL = ""
    completions._client.cache_clear()

    with pytest.raises(ImproperlyConfigured, match="JUDGE_URL"):
        endpoint.judge(CLAIM, PASSAGE)


def test_an_endpoint_that_is_away_is_left_alone_for_a_while(server):
    server.fails(503)
    endpoint.judge(CLAIM, PASSAGE)
    asked = len(server.asked)

    found = endpoint.judge(CLAIM, PASSAGE)

    assert len(server.asked) == asked
    assert "a moment ago" in found.reasons[-1]


def test_no_reason_tells_the_address_or_the_key(server, settings):
    server.fails(401)
    settings.JUDGE_URL = settings.JUDGE_URL.replace("http://", "http://user:secret@")
    settings.JUDGE_KEY = "sk-secret\n"

    found = endpoint.judge(CLAIM, PASSAGE)

    assert found.reasons[-1] == "the endpoint was no help: HTTP 401"


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
