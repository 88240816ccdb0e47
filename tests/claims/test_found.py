"""What training sees of a series is what the product's own search finds in it."""

from random import Random

import pytest

from claims.linking.relations import Statement
from claims.models import Claim
from claims.training import found, series
from claims.training.found import Found

CLAIM = {
    "number": 1,
    "speaker": "Ada Holm",
    "kind": "demand",
    "words": "Norway pay 5 million euros for the bridge",
}
MADE = [
    {
        "text": "Mayor Ada Holm demanded that Norway pay 5 million euros for the bridge.",
        "claims": [CLAIM],
        "links": [],
    }
]
LATER = [
    {
        "text": "Ada Holm now demands that Norway pay 7 million euros for the bridge.",
        "claims": [],
        "links": [{"claim": 1, "relation": "updates"}],
    },
    {
        "text": "Norway may pay for the bridge, the paper said of the 5 million euros.",
        "claims": [],
        "links": [{"claim": 1, "relation": "repeats", "sure": False}],
    },
    {"text": "The bridge to Norway was built in 1961.", "claims": [], "links": []},
]


@pytest.mark.django_db
def test_pairs_carry_what_a_reader_made_of_them_and_nothing_stays_stored():
    articles = [
        {"published": day, "outlet": outlet, "title": "The bridge", "sentences": sentences}
        for day, outlet, sentences in (("2020-01-01", "Wire", MADE), ("2020-02-01", "Post", LATER))
    ]

    pairs = found.find(*series.told([{"name": "a bridge", "articles": articles}]), say=lambda _: None)

    assert {pair.passage.text: pair.relation for pair in pairs} == {
        LATER[0]["text"]: "updates",
        LATER[2]["text"]: None,
    }
    assert {pair.claim.speaker[0] for pair in pairs} == {"Ada Holm"}
    assert not Claim.objects.exists()


def test_a_link_becomes_none_where_its_claim_speaks_of_another_place():
    holm, post = ("Ada Holm", "Holm"), Statement(LATER[0]["text"], told=LATER[0]["text"])
    pay = Statement(
        "that Norway pay for the bridge", "Ada Holm demanded that Norway pay for the bridge", holm
    )
    road = Statement("a road to Denmark", "Ada Holm said a road to Denmark", holm)
    pairs = [Found("wire", 1, 1, pay, post, "updates"), Found("wire", 1, 1, road, post, None)]

    [renamed] = found.elsewhere(pairs, 1, Random(0))

    assert renamed.relation is None
    assert renamed.claim.text == "that Denmark pay for the bridge"
    assert renamed.claim.told == "Ada Holm demanded that Denmark pay for the bridge"
    assert renamed.passage is post
