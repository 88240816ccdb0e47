import pytest

from claims import review
from claims.linking import duplicates
from tests import factories

pytestmark = pytest.mark.django_db
TEXT = "South Korea should pay for the troops"


@pytest.fixture
def speaker():
    return factories.actor(name="Anna Velder")


def said(speaker, text=TEXT, high=5_000_000_000, **fields):
    claim = factories.claim(**{"text": text, "kind": "demand", "speaker": speaker} | fields)
    if high:
        factories.quantity(mention=factories.mention(claim=claim), high=high)
    return claim


def suggested(claim):
    return [found.claim for found in duplicates.suggest(claim)]


def test_a_claim_in_nearly_the_same_words_on_the_same_terms_may_be_the_same(speaker):
    claim, other = said(speaker), said(speaker, "South Korea must pay more for troops")

    [found] = duplicates.suggest(claim)

    assert found.claim == other
    assert found.reasons == [
        "same speaker, Anna Velder",
        "same amount, up to 5 billion USD a year",
        "shares 4 of 4 words",
    ]
    assert suggested(other) == [claim]


def test_a_link_that_says_so_makes_up_for_other_words(speaker):
    claim, other = said(speaker), said(speaker, "Seoul has to pay for the American soldiers there")
    assert suggested(claim) == []

    factories.link(claim=claim, counterpart=other, relation="repeats", score=0.83)

    assert suggested(claim) == [other]
    assert "a link says that one repeats the other, score 0.83" in duplicates.suggest(other)[0].reasons


@pytest.mark.parametrize(
    "other",
    [
        {"high": 10_000_000_000},
        {"high": None},
        {"kind": "threat"},
        {"negated": True},
        {"condition": "if she wins"},
        {"text": "Japan should open its market for rice"},
    ],
)
def test_other_terms_kinds_or_words_make_another_claim(speaker, other):
    claim = said(speaker)
    said(speaker, **other)

    assert suggested(claim) == []


def test_what_another_speaker_says_is_another_claim(speaker):
    claim, other = said(speaker), said(factories.actor())
    factories.link(claim=claim, counterpart=other, relation="repeats")

    assert suggested(claim) == []


def test_a_rejected_link_suggests_nothing(speaker):
    claim, other = said(speaker), said(speaker, "Seoul has to pay for the American soldiers there")
    link = factories.link(claim=claim, counterpart=other, relation="repeats")

    review.reject(link, by=factories.analyst())

    assert suggested(claim) == []


def test_claims_that_were_kept_apart_or_set_apart_are_not_suggested_again(speaker):
    claim, other, third = (said(speaker) for _ in range(3))
    analyst = factories.analyst()

    review.keep_apart(other, claim, by=analyst, because="another year")
    review.merge(third, claim, by=analyst, because="the same")
    assert suggested(claim) == []
    review.unmerge(third, by=analyst, because="they differ")

    assert suggested(claim) == []
    assert suggested(other) == [third]


def test_a_merged_claim_and_one_without_a_speaker_have_no_suggestions(speaker):
    claim, other, nobodys = said(speaker), said(speaker), said(None)
    said(None)
    review.merge(other, claim, by=factories.analyst(), because="the same")

    assert [suggested(each) for each in (claim, other, nobodys)] == [[], [], []]


def test_suggesting_asks_no_more_for_many_claims(speaker, django_assert_max_num_queries):
    claims = [said(speaker) for _ in range(8)]

    with django_assert_max_num_queries(6):
        assert len(duplicates.suggest(claims[0])) == duplicates.MOST


def test_a_plan_may_be_the_same_as_a_prediction():
    speaker = factories.actor()
    plan = factories.claim(speaker=speaker, kind="plan", text="The fund will have 100 billion euros.")
    foreseen = factories.claim(
        speaker=speaker, kind="prediction", text="The fund would have 100 billion euros."
    )

    assert [found.claim for found in duplicates.suggest(plan)] == [foreseen]
