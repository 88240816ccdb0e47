"""Rules that PostgreSQL itself keeps, tried with raw SQL: no code of ours stands in between."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from claims import review
from claims.models import Review
from tests import factories

pytestmark = pytest.mark.django_db


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


@pytest.mark.parametrize("status", ["verified", "disputed", "refuted", "unverifiable"])
def test_a_new_claim_cannot_be_decided_without_being_in_review(status):
    claim = factories.claim()
    Review.objects.create(claim=claim, by=factories.analyst(), status=status, rationale="seen")

    with pytest.raises(DatabaseError, match="Invalid transition"):
        sql("UPDATE claims_claim SET status = %s WHERE id = %s", status, claim.pk)


def test_a_claim_never_becomes_new_again():
    claim = factories.claim()
    sql("UPDATE claims_claim SET status = 'in_review' WHERE id = %s", claim.pk)

    with pytest.raises(DatabaseError, match="Invalid transition"):
        sql("UPDATE claims_claim SET status = 'new' WHERE id = %s", claim.pk)


def test_a_decision_needs_a_review_that_says_so():
    claim = factories.claim()
    sql("UPDATE claims_claim SET status = 'in_review' WHERE id = %s", claim.pk)

    with pytest.raises(DatabaseError, match="its last review does not say so"):
        sql("UPDATE claims_claim SET status = 'verified' WHERE id = %s", claim.pk)


def test_an_outcome_needs_a_review_that_says_so():
    claim = factories.claim(kind="promise")

    with pytest.raises(DatabaseError, match="its last review does not say so"):
        sql("UPDATE claims_claim SET outcome = 'met' WHERE id = %s", claim.pk)


def test_a_claim_is_born_new():
    with pytest.raises(DatabaseError, match="claim_starts_new"):
        factories.claim(status="verified")


def test_an_assertion_has_no_outcome():
    claim = factories.claim(kind="assertion")

    with pytest.raises(DatabaseError):
        sql("UPDATE claims_claim SET outcome = 'open' WHERE id = %s", claim.pk)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claims_review SET rationale = 'another' WHERE claim_id = %s",
        "DELETE FROM claims_review WHERE claim_id = %s",
        "UPDATE claims_change SET kind = 'retract' WHERE claim_id = %s",
        "DELETE FROM claims_change WHERE claim_id = %s",
        "UPDATE claims_claimevent SET status = 'new' WHERE pgh_obj_id = %s",
    ],
)
def test_reviews_changes_and_history_are_append_only(statement):
    claim = factories.claim()
    review.verify(claim, by=factories.analyst(), because="two ministries published it")

    with pytest.raises(DatabaseError, match=r"Cannot (update|delete)"):
        sql(statement, claim.pk)


@pytest.mark.parametrize("column", ["text", "title", "original", "digest"])
def test_a_revision_is_immutable(column):
    revision = factories.revision()

    with pytest.raises(DatabaseError, match="Cannot update"):
        sql(f"UPDATE articles_revision SET {column} = 'changed' WHERE id = %s", revision.pk)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claims_claim SET text = '' WHERE id = %s",
        "UPDATE claims_claim SET kind = 'rumour' WHERE id = %s",
        "UPDATE claims_claim SET worthiness = 2 WHERE id = %s",
        "UPDATE claims_claim SET merged_into_id = id WHERE id = %s",
    ],
)
def test_a_claim_keeps_its_constraints(statement):
    claim = factories.claim()

    with pytest.raises(IntegrityError):
        sql(statement, claim.pk)


def test_a_quantity_has_a_bound():
    quantity = factories.quantity()

    with pytest.raises(IntegrityError, match="quantity_has_a_bound"):
        sql("UPDATE claims_quantity SET amount = '(,)' WHERE id = %s", quantity.pk)


def test_history_says_why():
    claim, analyst = factories.claim(), factories.analyst()

    review.verify(claim, by=analyst, because="the treaty text says so")

    last = claim.events.order_by("-pgh_id").first()
    assert last.status == "verified"
    assert last.pgh_context.metadata["because"] == "the treaty text says so"
