import pytest

from claims import review
from claims.models import Change, Review
from tests import factories

pytestmark = pytest.mark.django_db


def test_verifying_takes_a_new_claim_through_review():
    claim = factories.claim()

    review.verify(claim, by=factories.analyst(), because="the text of the treaty says so")

    claim.refresh_from_db()
    assert claim.status == "verified"
    assert [event.status for event in claim.events.order_by("pgh_id")] == ["new", "in_review", "verified"]


def test_a_change_of_mind_is_a_further_review():
    claim, analyst = factories.claim(), factories.analyst()
    review.verify(claim, by=analyst, because="first look")

    review.refute(claim, by=analyst, because="second look")

    claim.refresh_from_db()
    assert claim.status == "refuted"
    assert [r.status for r in claim.reviews.order_by("pk")] == ["verified", "refuted"]


@pytest.mark.parametrize("because", ["", "  \n"])
def test_a_decision_without_a_rationale_changes_nothing(because):
    claim = factories.claim()

    with pytest.raises(review.NotAllowed, match="Say why"):
        review.verify(claim, by=factories.analyst(), because=because)

    claim.refresh_from_db()
    assert (claim.status, Review.objects.count()) == ("new", 0)


def test_deciding_the_same_again_is_not_allowed():
    claim, analyst = factories.claim(), factories.analyst()
    review.dispute(claim, by=analyst, because="sources disagree")

    with pytest.raises(review.NotAllowed, match="already"):
        review.dispute(claim, by=analyst, because="they still do")


def test_a_promise_has_an_outcome_and_an_assertion_has_none():
    promise, assertion, analyst = factories.claim(kind="promise"), factories.claim(), factories.analyst()

    review.conclude(promise, "met", by=analyst, because="the law passed")
    with pytest.raises(review.NotAllowed, match="no outcome"):
        review.conclude(assertion, "met", by=analyst, because="the law passed")

    promise.refresh_from_db()
    assert promise.outcome == "met"


def test_a_decided_claim_reopens_and_a_new_one_stays_new():
    decided, untouched = factories.claim(), factories.claim()
    review.verify(decided, by=factories.analyst(), because="clear")

    for claim in (decided, untouched):
        review.reopen(claim, because="the article was edited")
        claim.refresh_from_db()

    assert (decided.status, untouched.status) == ("in_review", "new")


def test_a_claim_changes_once_a_transaction_in_the_feed():
    claim = factories.claim()

    review.publish(claim)
    review.publish(claim)

    assert Change.objects.filter(claim=claim).count() == 1


def test_a_link_is_accepted_by_somebody():
    link, analyst = factories.link(), factories.analyst()

    review.accept(link, by=analyst)

    link.refresh_from_db()
    assert (link.decision, link.decided_by) == ("accepted", analyst)


def test_a_renamed_matter_has_each_of_its_claims_told_anew():
    matter, analyst = factories.matter(suggested=True), factories.analyst()
    claims = [factories.claim(matter=matter) for _ in range(2)]
    factories.claim()

    review.rename(matter, "The cost of troops", by=analyst)

    matter.refresh_from_db()
    assert (matter.name, matter.suggested) == ("The cost of troops", False)
    assert [change.claim for change in Change.objects.order_by("claim_id")] == claims
    assert matter.events.latest("pgh_id").pgh_context.metadata["user"] == analyst.pk


@pytest.mark.parametrize("how_many", [1, 4])
def test_a_renamed_matter_costs_the_same_however_many_claims_it_holds(how_many, django_assert_num_queries):
    matter, analyst = factories.matter(), factories.analyst()
    for _ in range(how_many):
        factories.claim(matter=matter)

    with django_assert_num_queries(6):  # two of them a savepoint
        review.rename(matter, "The cost of troops", by=analyst)


def test_a_claim_told_already_is_told_once_in_the_transaction_that_renames_its_matter():
    claim = factories.claim(matter=factories.matter())
    review.publish(claim)

    review.rename(claim.matter, "The cost of troops", by=factories.analyst())

    assert claim.changes.count() == 1


def test_a_decision_about_a_link_is_taken_back_and_stays_in_its_history():
    link, analyst = factories.link(), factories.analyst()
    review.reject(link, by=analyst)

    review.withdraw(link, by=analyst)

    link.refresh_from_db()
    events = link.events.order_by("pgh_id")
    assert (link.decision, link.decided_by, link.decided_at) == ("suggested", None, None)
    assert [event.decision for event in events] == ["suggested", "rejected", "suggested"]
    assert events.last().pgh_context.metadata["user"] == analyst.pk
    assert link.claim.changes.exists()


def test_two_reviewers_do_not_replace_each_others_decision_where_they_name_what_they_saw():
    link = factories.link()
    review.accept(link, by=factories.analyst(username="kim"), replacing="suggested")

    with pytest.raises(review.NotAllowed, match="accepted by kim"):
        review.reject(link, by=factories.analyst(), replacing="suggested")


def test_two_reviewers_do_not_replace_each_others_decision_where_they_name_its_moment():
    link = review.accept(factories.link(), by=factories.analyst())
    seen = link.decided_at
    review.accept(link, by=factories.analyst(username="kim"), relation="updates", replacing=seen)

    with pytest.raises(review.AlreadyDecided, match="accepted as “updates” by kim"):
        review.reject(link, by=factories.analyst(), replacing=seen)


@pytest.mark.parametrize(
    ("decide", "relation"), [(review.verify, "contradicts"), (review.refute, "confirms")]
)
def test_an_unlikely_link_speaks_against_a_decision_once_a_reviewer_accepts_it(decide, relation):
    link, analyst = factories.link(relation=relation, score=0.2), factories.analyst()
    decide(link.claim, by=analyst, because="so far")
    review.weigh(link)
    link.claim.refresh_from_db()
    assert link.claim.is_decided

    review.accept(link, by=analyst)

    link.claim.refresh_from_db()
    assert link.claim.status == "in_review"
    assert "a reviewer accepted" in link.claim.events.latest("pgh_id").pgh_context.metadata["because"]


def test_a_link_that_was_accepted_before_is_no_news_when_it_is_accepted_again():
    link, analyst = factories.link(relation="contradicts"), factories.analyst()
    review.accept(link, by=analyst)
    review.verify(link.claim, by=analyst, because="in spite of it")

    review.accept(link, by=factories.analyst())

    link.claim.refresh_from_db()
    assert link.claim.status == "verified"
