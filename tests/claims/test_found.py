"""What training sees of a series is what the product's own search finds in it."""

import pytest

from claims.models import Claim
from claims.training import found, series

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
