"""The series of articles that the judge and the weights of links learn from are what they claim to be."""

import pytest

from claims.linking import relations
from claims.models import Kind
from claims.training import series

EVERY = [(part, one) for part in ("judge", "links") for one in series.read(part)]


@pytest.mark.parametrize(("part", "one"), EVERY, ids=[one["name"] for _, one in EVERY])
def test_marks_point_to_claims_of_earlier_articles(part, one):
    known = set()
    days = [article["published"] for article in one["articles"]]
    assert days == sorted(days)
    for article in one["articles"]:
        for sentence in article["sentences"]:
            assert {link["claim"] for link in sentence["links"]} <= known
            assert {link["relation"] for link in sentence["links"]} <= {*relations.RELATIONS}
            for claim in sentence["claims"]:
                assert claim["words"] in sentence["text"]
                assert claim["kind"] in Kind.values
        known |= {claim["number"] for sentence in article["sentences"] for claim in sentence["claims"]}


def test_no_series_teaches_both():
    names = [one["name"] for _, one in EVERY]
    assert len({*names}) == len(names)


def test_what_is_not_sure_teaches_nothing():
    claim = {"number": 1, "speaker": "Ada Holm", "kind": "promise", "words": "to pay 5 euros"}
    sentence = {"text": "Ada Holm promised to pay 5 euros.", "claims": [claim], "links": []}
    later = [
        {"text": "She paid 5 euros.", "claims": [], "links": [{"claim": 1, "relation": "confirms"}]},
        {"text": "She did.", "claims": [], "links": [{"claim": 1, "relation": "repeats", "sure": False}]},
        {"text": "It rained.", "claims": [], "links": []},
    ]
    first, second = (
        {"published": day, "outlet": "Wire", "title": "", "sentences": sentences}
        for day, sentences in (("2020-01-01", [sentence]), ("2020-02-01", later))
    )
    found = [*series.pairs({"name": "a debt", "articles": [first, second]})]
    assert [(pair["passage"], pair["label"]) for pair in found] == [
        ("She paid 5 euros.", "confirms"),
        ("It rained.", series.NO_LINK),
    ]
    assert found[0]["claim"] == "Ada Holm promised to pay 5 euros"
