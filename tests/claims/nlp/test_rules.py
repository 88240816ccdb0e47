from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.nlp import rules
from claims.nlp.spans import ActorKind, Kind

STORY = "\n\n".join(
    [
        "Norland sees no end to ferry talks, official says",
        "By Ana Holm",
        (
            "OSTBY (Newswire) – Norland expects no quick deal on the ferry fund, a senior transport official "
            "said."
        ),
        (
            "The official, speaking to a few journalists on Tuesday, said that Norland would not change its "
            "offer."
        ),
        "“There is reason to hope,” the official said. “We all want the boats to sail.”",
        (
            "The Sudland Ports Agency did not immediately respond to a request for comment, but has said "
            "that it paid its share."
        ),
        (
            "Former Premier Karl Brandt, likely to stand again in the spring, had accused Germany, an old "
            "partner, of “hitching a ride” on the boats, called for ending what he called “idle” night "
            "trips, and demanded that Berlin pay as much as $3 billion a year for the fleet."
        ),
        "If Brandt wins, Germany will work with him, the official said.",
    ]
)


@pytest.fixture(scope="module")
def story():
    return rules.extract(STORY, published=date(2024, 3, 6))


def of(claim):
    return " ".join(span.of(STORY) for span in claim.content)


def by(story, name):
    return [claim for claim in story.claims if claim.speaker and claim.speaker.name == name]


def test_a_sentence_with_three_verbs_makes_three_claims_of_one_speaker(story):
    claims = by(story, "Karl Brandt")

    assert [claim.kind for claim in claims] == [Kind.ACCUSATION, Kind.DEMAND, Kind.DEMAND]
    assert [claim.addressee and claim.addressee.name for claim in claims] == ["Germany", None, "Germany"]
    assert claims[0].speaker.role == "Former Premier"


def test_a_demand_has_its_terms(story):
    demand = by(story, "Karl Brandt")[-1]
    (amount,) = (story.quantities[i] for i in demand.quantities)

    assert of(demand) == "that Berlin pay as much as $3 billion a year for the fleet"
    assert (amount.low, amount.high, amount.per) == (None, 3_000_000_000, "year")


def test_an_unnamed_official_is_one_actor(story):
    claims = [claim for claim in story.claims if claim.speaker.kind is ActorKind.UNNAMED]

    assert {claim.speaker.name for claim in claims} == {"senior transport official"}
    assert len(claims) == 5


def test_no_comment_is_no_claim(story):
    (claim,) = by(story, "Sudland Ports Agency")

    assert of(claim) == "that it paid its share"


def test_the_day_of_saying_is_read_from_outside_the_content(story):
    (claim,) = (claim for claim in story.claims if "offer" in of(claim))

    assert claim.said_on == date(2024, 3, 5)


def test_a_condition_is_part_of_the_claim(story):
    assert story.claims[-1].condition == "If Brandt wins"


def test_a_deadline_is_the_date_behind_by():
    text = "The mayor promised to open the bridge by 2028."

    (claim,) = rules.extract(text).claims

    assert claim.deadline.first == date(2028, 1, 1)


MARKS = list("“”\"'‘’,.?:;—() \n\0😀\u200f\u202e")
WORDS = [
    "''",
    "\n\n",
    " said",
    ", said ",
    " that ",
    "according to ",
    "He",
    "who ",
    "Berg",
    "Seoul",
    "If ",
    "U.S. ",
]
MORE = [
    "Mr. ",
    "10^400",
    "$5 billion",
    "by 2028",
    "a year",
    "THE OFFICIAL SAID",
    " and ",
    "demanded ",
    "to ",
    "accused ",
]
PIECES = st.sampled_from([*MARKS, *WORDS, *MORE])


def check(text):
    extraction = rules.extract(text, published=date(2024, 3, 6))
    for claim in extraction.claims:
        assert claim.content
        for part in (claim.source, claim.cue, claim.content):
            assert list(part) == sorted(part)
            assert all(0 <= span.start < span.end <= len(text) for span in part)
            assert all(a.end <= b.start for a, b in pairwise(part))
        assert 0 <= claim.worthiness <= 1
        assert 0 <= claim.confidence <= 1
    for quantity in extraction.quantities:
        assert quantity.text == text[quantity.start : quantity.end]


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_spans_lie_in_mangled_text(text):
    check(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_spans_lie_in_any_text(text):
    check(text)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(STORY)), st.integers(0, len(STORY)), PIECES)
def test_spans_lie_in_a_broken_story(start, end, piece):
    check(STORY[:start] + piece + STORY[end:])
    check(STORY[start:].upper())
