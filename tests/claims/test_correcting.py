"""A link accepted as another relation than the program's: what is kept of both, and what follows."""

import pytest
from django.db import IntegrityError

from claims import review
from claims.models import Claim
from tests import factories
from tests.claims.test_linking import DENIED, arrives

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst():
    return factories.analyst()


@pytest.fixture
def corrected(analyst):
    """A link that the program called a repetition, accepted as an update."""
    return review.accept(factories.link(relation="repeats"), by=analyst, relation="updates")


def relations(link):
    link.refresh_from_db()
    return link.decision, link.relation, link.corrected_from


def test_what_the_program_said_is_kept(corrected):
    assert relations(corrected) == ("accepted", "updates", "repeats")


def test_a_correction_is_in_the_links_history_and_in_the_feed(corrected, analyst):
    last = corrected.events.latest("pgh_id")

    assert (last.relation, last.decision, last.decided_by) == ("updates", "accepted", analyst)
    assert last.pgh_context.metadata["user"] == analyst.pk
    assert corrected.claim.changes.count() == 1


@pytest.mark.parametrize(
    ("decide", "decision"), [(review.reject, "rejected"), (review.withdraw, "suggested")]
)
def test_what_is_rejected_or_taken_back_is_what_the_program_said(corrected, analyst, decide, decision):
    decide(corrected, by=analyst)

    assert relations(corrected) == (decision, "repeats", "")


def test_a_correction_is_corrected_in_its_turn(corrected, analyst):
    review.accept(corrected, by=analyst, relation="confirms")
    assert relations(corrected) == ("accepted", "confirms", "repeats")

    review.accept(corrected, by=analyst, relation="repeats")
    assert relations(corrected) == ("accepted", "repeats", "")


def test_a_correction_that_is_accepted_as_it_stands_stays_one(corrected):
    review.accept(corrected, by=factories.analyst())

    assert relations(corrected) == ("accepted", "updates", "repeats")


def test_what_is_no_relation_is_not_allowed(analyst):
    link = factories.link()

    with pytest.raises(review.NotAllowed, match="no relation"):
        review.accept(link, by=analyst, relation="denies")

    assert relations(link) == ("suggested", "repeats", "")


def test_the_database_keeps_a_correction_beside_an_acceptance_alone():
    with pytest.raises(IntegrityError, match="corrected_link_is_accepted_as_another_relation"):
        factories.link(relation="updates", corrected_from="repeats")


@pytest.mark.parametrize(("relation", "status"), [("contradicts", "in_review"), ("updates", "verified")])
def test_a_correction_is_weighed_as_what_it_is_now(analyst, relation, status):
    link = factories.link(relation="repeats", score=0.9)
    review.verify(link.claim, by=analyst, because="so far")

    review.accept(link, by=analyst, relation=relation)

    link.claim.refresh_from_db()
    assert link.claim.status == status


def test_a_correction_stays_when_the_article_comes_again(analyst):
    arrives("Anna Velder said that Denmark had agreed to pay $3 billion for the new bridge.", "2019-02-12")
    claim = Claim.objects.get()
    address = {"url": "https://courier.example/1"}
    arrives(DENIED, "2019-02-13", **address)
    link = claim.links.get()
    assert link.relation == "contradicts"
    review.accept(link, by=analyst, relation="updates")

    arrives(f"{DENIED}\n\nWork begins in spring.", "2019-02-13", **address)

    assert claim.links.get() == link
    assert relations(link) == ("accepted", "updates", "contradicts")


@pytest.mark.parametrize("relation", ["repeats", "updates"])
def test_a_correction_holds_for_the_claim_into_which_its_own_is_merged(corrected, analyst, relation):
    twin = factories.link(passage=corrected.passage, relation=relation)

    review.merge(corrected.claim, twin.claim, by=analyst, because="the same")
    assert relations(twin)[:2] == ("accepted", "updates")

    review.unmerge(corrected.claim, by=analyst, because="not the same")
    assert relations(twin) == ("suggested", relation, "")
