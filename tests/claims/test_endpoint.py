"""The judge that asks an OpenAI-compatible endpoint, against a server of our own."""

import json

import pytest

from claims.linking import endpoint, texts
from tests.claims.completing import CLAIM, PASSAGE, RIGHT


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


def test_what_has_nothing_to_do_with_the_claim_costs_nothing(server):
    server.says(RIGHT)

    assert endpoint.judge(CLAIM, texts.statement("Rain is likely in Jutland tomorrow.")).relation is None
    assert not server.asked


def test_the_reasons_are_those_of_the_models_relation(server):
    server.says(RIGHT)

    found = endpoint.judge(CLAIM, PASSAGE)

    assert "the same speaker says otherwise" in found.reasons
    assert "same matter, other terms" not in found.reasons


def test_what_no_database_stores_is_taken_out_of_its_reason(server):
    server.says(RIGHT | {"reason": "another\0 amount"})

    assert "another\ufffd amount" in endpoint.judge(CLAIM, PASSAGE).reasons[-1]


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
