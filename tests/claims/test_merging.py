from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from claims import review
from claims.linking import index
from claims.models import Change, Claim, ClaimIndex, Link, Mention, Merge, Quantity, Review
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst():
    return factories.analyst()


def told(day, **fields):
    """A claim of a speaker that an article tells on a day, with an amount and a link of another article."""
    article = factories.article(published_on=day)
    claim = factories.claim(first_said_on=day, first_article=article, **fields)
    mention = factories.mention(claim=claim, revision=factories.revision(article=article))
    factories.quantity(mention=mention)
    factories.link(claim=claim)
    return claim


@pytest.fixture
def pair():
    """A claim, and an earlier one that is the same."""
    speaker = factories.actor()
    return told(date(2021, 5, 1), speaker=speaker), told(
        date(2019, 11, 19), speaker=speaker, matter=factories.matter()
    )


def state():
    """Everything that a merge moves, and what it may change."""
    return {
        "claims": list(
            Claim.objects.order_by("pk").values(
                "pk", "merged_into", "first_said_on", "first_article", "matter", "status", "outcome"
            )
        ),
        **{
            model.__name__: list(model.objects.order_by("pk").values()) for model in (Mention, Quantity, Link)
        },
    }


def test_a_merge_gives_the_mentions_quantities_and_links_to_the_claim_that_stays(pair, analyst):
    kept, gone = pair

    review.merge(gone, kept, by=analyst, because="the same sentence, shortened")

    gone.refresh_from_db()
    assert gone.merged_into == kept
    for rows in ("mentions", "quantities", "links"):
        assert (getattr(kept, rows).count(), getattr(gone, rows).count()) == (2, 0)


def test_the_claim_that_stays_was_said_first_where_either_was(pair, analyst):
    kept, gone = pair

    review.merge(gone, kept, by=analyst, because="the same")

    kept.refresh_from_db()
    assert (kept.first_said_on, kept.first_article) == (gone.first_said_on, gone.first_article)
    assert kept.matter == gone.matter


def test_what_was_merged_comes_back_exactly(pair, analyst):
    kept, gone = pair
    factories.link(claim=kept, passage=gone.links.get().passage)  # both link to one passage
    factories.link(claim=factories.claim(), counterpart=gone)
    factories.link(claim=kept, counterpart=gone)
    before = state()

    review.merge(gone, kept, by=analyst, because="the same")
    assert state() != before
    review.unmerge(gone, by=analyst, because="one is of 2019, the other of 2021")

    assert state() == before


def test_what_came_in_since_a_merge_stays_where_it_was_read(pair, analyst):
    kept, gone = pair
    review.merge(gone, kept, by=analyst, because="the same")
    article = factories.article(published_on=date(2020, 1, 1))
    later = factories.mention(claim=kept, revision=factories.revision(article=article))

    review.unmerge(gone, by=analyst, because="they differ")

    later.refresh_from_db()
    kept.refresh_from_db()
    assert later.claim == kept
    assert (kept.first_said_on, kept.first_article) == (date(2020, 1, 1), article)


def test_links_of_other_claims_lead_to_the_claim_that_stays(pair, analyst):
    kept, gone = pair
    link = factories.link(counterpart=gone)

    review.merge(gone, kept, by=analyst, because="the same")

    link.refresh_from_db()
    assert link.counterpart == kept
    assert Change.objects.filter(claim=link.claim, kind="upsert").exists()


def test_the_feed_tells_of_a_merge_and_of_its_undoing(pair, analyst):
    kept, gone = pair

    review.merge(gone, kept, by=analyst, because="the same")
    review.unmerge(gone, by=analyst, because="they differ")

    changes = [(change.claim, change.kind, change.into) for change in Change.objects.order_by("pk")]
    assert changes == [(gone, "merge", kept), (kept, "upsert", None), (gone, "upsert", None)]


def test_history_keeps_who_merged_and_who_undid_it_and_why(pair, analyst):
    kept, gone = pair

    review.merge(gone, kept, by=analyst, because="the same")
    review.unmerge(gone, by=analyst, because="they differ")

    events = gone.events.order_by("pgh_id")[1:]
    assert [(event.merged_into, event.pgh_context.metadata["because"]) for event in events] == [
        (kept, "the same"),
        (None, "they differ"),
    ]
    assert {event.pgh_context.metadata["user"] for event in events} == {analyst.pk}
    assert [merge.rationale for merge in Merge.objects.order_by("pk")] == ["the same", "they differ"]


def test_a_merge_can_be_made_again_after_it_was_undone(pair, analyst):
    kept, gone = pair
    review.merge(gone, kept, by=analyst, because="the same")
    review.unmerge(gone, by=analyst, because="they differ")

    review.merge(kept, gone, by=analyst, because="the same after all, and the older one stays")

    assert Claim.objects.current().get() == gone


@pytest.mark.parametrize("because", ["", " \n"])
def test_a_merge_without_a_rationale_changes_nothing(pair, analyst, because):
    kept, gone = pair

    with pytest.raises(review.NotAllowed, match="Say why"):
        review.merge(gone, kept, by=analyst, because=because)

    assert not Merge.objects.exists()
    assert Claim.objects.current().count() == 2


def test_merges_make_no_chain_and_no_cycle(pair, analyst):
    kept, gone = pair
    third = factories.claim()
    review.merge(gone, kept, by=analyst, because="the same")

    for claim, into in [(kept, third), (third, gone), (gone, third), (kept, gone), (kept, kept)]:
        with pytest.raises(review.NotAllowed):
            review.merge(claim, into, by=analyst, because="the same")


def test_a_merged_claim_takes_no_review(pair, analyst):
    kept, gone = pair
    review.merge(gone, kept, by=analyst, because="the same")

    with pytest.raises(review.NotAllowed, match="merged"):
        review.verify(gone, by=analyst, because="seen")


def test_a_merge_that_does_not_stand_is_not_undone(pair, analyst):
    with pytest.raises(review.NotAllowed, match="not merged"):
        review.unmerge(pair[0], by=analyst, because="they differ")


class TestDatabase:
    """What PostgreSQL itself keeps, tried past all code of ours."""

    def refuses(self, act, message):
        with pytest.raises(IntegrityError, match=message), transaction.atomic():
            act()

    def merged(self, claim, into):
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE claims_claim SET merged_into_id = %s WHERE id = %s", [into and into.pk, claim.pk]
            )

    def decided(self, claim, into, by):
        Merge.objects.create(claim=claim, into=into, decision="merged", rationale="the same", by=by)

    def test_a_merge_needs_a_decision(self, pair):
        self.refuses(lambda: self.merged(*pair), "nobody decided so")

    def test_undoing_a_merge_needs_a_decision(self, pair, analyst):
        kept, gone = pair
        review.merge(gone, kept, by=analyst, because="the same")

        self.refuses(lambda: self.merged(gone, None), "nobody decided so")

    def test_merges_make_no_chain(self, pair, analyst):
        kept, gone = pair
        third = factories.claim()
        review.merge(gone, kept, by=analyst, because="the same")

        for claim, into in [(third, gone), (kept, third), (kept, gone)]:
            self.decided(claim, into, analyst)
            self.refuses(lambda claim=claim, into=into: self.merged(claim, into), "no chain")

    def test_a_merge_does_not_move_on(self, pair, analyst):
        kept, gone = pair
        third = factories.claim()
        review.merge(gone, kept, by=analyst, because="the same")
        self.decided(gone, third, analyst)

        self.refuses(lambda: self.merged(gone, third), "nobody decided so")

    def test_a_merged_claim_takes_no_review(self, pair, analyst):
        kept, gone = pair
        review.merge(gone, kept, by=analyst, because="the same")

        self.refuses(
            lambda: Review.objects.create(claim=gone, by=analyst, status="verified", rationale="seen"),
            "takes no review",
        )

    def test_a_claim_is_not_born_merged(self, pair):
        self.refuses(
            lambda: Claim.objects.create(text="x", kind="plan", merged_into=pair[0]), "nobody decided so"
        )

    def test_decisions_about_merges_are_append_only(self, pair, analyst):
        made = review.merge(*pair, by=analyst, because="the same")

        with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
            Merge.objects.filter(pk=made.pk).update(rationale="another")

    def test_only_a_merge_says_where_a_claim_went(self, pair):
        self.refuses(
            lambda: Change.objects.create(claim=pair[0], kind="upsert", into=pair[1]), "merge_says_where"
        )
        self.refuses(lambda: Change.objects.create(claim=pair[0], kind="merge"), "merge_says_where")


def test_the_index_follows_the_day_on_which_a_claim_was_first_said(pair):
    later, earlier = pair
    index.add(pair)

    later.first_said_on = earlier.first_said_on
    later.save()

    assert ClaimIndex.objects.get(claim=later).said_on == date(2019, 11, 19)


def test_what_a_reviewer_decided_of_a_link_holds_for_the_claim_that_stays(pair, analyst):
    kept, gone = pair
    judged, same = gone.links.get(), factories.link(claim=kept, passage=gone.links.get().passage)
    review.reject(judged, by=analyst)

    review.merge(gone, kept, by=analyst, because="the same")

    same.refresh_from_db()
    assert (same.decision, same.decided_by) == ("rejected", analyst)


def test_undoing_a_merge_takes_back_the_decisions_that_came_with_it(pair, analyst):
    kept, gone = pair
    same = factories.link(claim=kept, passage=gone.links.get().passage)
    review.reject(gone.links.get(), by=analyst)
    before = state()

    review.merge(gone, kept, by=analyst, because="the same")
    review.unmerge(gone, by=analyst, because="two claims after all")

    assert state() == before
    same.refresh_from_db()
    assert same.decision == "suggested"


def test_two_merges_that_are_undone_leave_the_day_on_which_the_claim_itself_was_said(analyst):
    speaker = factories.actor()
    kept, one, other = (told(date(year, 5, 1), speaker=speaker) for year in (2021, 2019, 2018))
    for claim in (one, other):
        review.merge(claim, kept, by=analyst, because="the same")

    for claim in (one, other):
        review.unmerge(claim, by=analyst, because="two claims after all")

    kept.refresh_from_db()
    assert kept.first_said_on == date(2021, 5, 1)
