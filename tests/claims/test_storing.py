"""What comes of links that were judged: stored where they still hold, and weighed against decisions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import ingest
from claims import extraction, linking, review
from claims.linking import matters
from claims.models import Claim, Link, Matter
from tests import factories
from tests.claims.test_linking import DEMAND, DENIED, arrives

pytestmark = pytest.mark.django_db
COURIER = "https://courier.example/1"
AGREED = "Anna Velder said that Denmark had agreed to pay $3 billion for the new bridge."


@pytest.fixture
def analyst():
    return factories.analyst()


@pytest.fixture
def agreed():
    arrives(AGREED, "2019-02-12")
    return Claim.objects.get()


def meanwhile(monkeypatch, happens):
    """Something happens after the pairs of an article were judged and before its links are stored."""
    best = linking._best_of_each_passage

    def then(*judged):
        monkeypatch.setattr(linking, "_best_of_each_passage", best)
        happens()
        return best(*judged)

    monkeypatch.setattr(linking, "_best_of_each_passage", then)


def test_what_a_reviewer_rejected_is_no_news_in_the_articles_next_revision(agreed, analyst):
    arrives(DENIED, "2019-02-13", url=COURIER)
    review.reject(agreed.links.get(), by=analyst)
    review.verify(agreed, by=analyst, because="the denial is of another bridge")

    arrives(f"{DENIED}\n\nWork begins in spring.", "2019-02-13", url=COURIER)

    agreed.refresh_from_db()
    assert agreed.links.get().decision == "rejected"
    assert agreed.status == "verified"


def test_no_link_leads_to_a_sentence_that_was_edited_out_while_it_was_judged(agreed, monkeypatch):
    row = {"url": COURIER, "published": "2019-02-13"}

    def edited():
        revision, _ = ingest.ingest_row(row | {"text": "Denmark and Norway held talks about the weather."})
        linking.link(extraction.read(revision))

    meanwhile(monkeypatch, edited)
    arrives(DENIED, **{"day": "2019-02-13", "url": COURIER})

    assert not Link.objects.exists()


def test_a_sentence_of_the_claims_own_article_is_no_other_source_in_a_copy_of_it():
    evidence = "Official figures published on Friday show that Denmark paid $3 billion for the new bridge."
    arrives(f"{AGREED}\n\n{evidence}", "2019-02-12")

    arrives(f"{AGREED}\n\n{evidence}", "2019-02-12", url=COURIER)

    assert not Link.objects.filter(relation="confirms").exists()


def test_a_counterpart_that_was_merged_meanwhile_is_its_successor(agreed, analyst, monkeypatch):
    denial = factories.claim(text="there had been an agreement on the bridge", kind="denial")

    def merged():
        review.merge(
            Claim.objects.get(kind="denial", speaker__name="Denmark"), denial, by=analyst, because="one"
        )

    meanwhile(monkeypatch, merged)
    arrives(DENIED, "2019-02-13")

    assert agreed.links.get(relation="contradicts").counterpart == denial


@pytest.mark.parametrize(
    ("decide", "relation", "features", "status"),
    [
        (review.verify, "contradicts", {}, "in_review"),
        (review.verify, "confirms", {}, "verified"),
        (review.refute, "confirms", {}, "in_review"),
        (review.refute, "confirms", {"same_speaker": 1.0}, "refuted"),
        (review.mark_unverifiable, "confirms", {}, "in_review"),
        (review.mark_unverifiable, "contradicts", {}, "in_review"),
        (review.mark_unverifiable, "repeats", {}, "unverifiable"),
        (review.dispute, "contradicts", {}, "disputed"),
    ],
)
def test_a_decision_is_taken_up_again_where_a_new_link_speaks_against_it(
    analyst, decide, relation, features, status
):
    claim = factories.claim()
    decide(claim, by=analyst, because="so far")

    review.weigh(factories.link(claim=claim, relation=relation, features=features))

    claim.refresh_from_db()
    assert claim.status == status


def test_evidence_that_comes_with_a_merge_is_weighed_too(analyst):
    kept, gone = factories.claim(), factories.claim()
    review.verify(kept, by=analyst, because="both said so")
    factories.link(claim=gone, relation="contradicts")

    review.merge(gone, kept, by=analyst, because="the same")

    kept.refresh_from_db()
    assert kept.status == "in_review"


def test_a_claim_that_an_analyst_took_out_of_a_matter_stays_out():
    arrives(DEMAND, "2019-11-19")
    arrives(DEMAND.replace("$3", "$9"), "2024-10-15")
    claim = Claim.objects.exclude(matter=None).earliest("pk")
    claim.matter = None
    claim.save()

    arrives(DEMAND.replace("$3", "$7"), "2025-10-15", url=COURIER)

    claim.refresh_from_db()
    assert claim.matter is None


def tied(one, other):
    link = factories.link(claim=one, counterpart=other, relation="contradicts")
    matters.suggest([link])
    one.refresh_from_db()
    return one.matter


def test_claims_that_share_one_word_with_each_other_share_no_matter_with_any_two_that_do():
    denmark = factories.actor(name="Denmark")

    def pair(one, other):
        return [factories.claim(text=text, addressee=denmark) for text in (one, other)]

    bridge = tied(*pair("the toll on bridges is unfair", "nobody asked for tolls"))
    road = tied(*pair("a toll for lorries", "tolls hurt farmers"))
    nothing = tied(*pair("the allegation was untrue", "ministers took bribes"))

    assert len({bridge, road, nothing}) == Matter.objects.count() == 3
    assert "allegation" in nothing.name


def test_claims_are_locked_by_their_keys_and_the_others_not_read(agreed):
    Claim.objects.bulk_create(Claim(text=f"the dam would hold {n} litres", kind="plan") for n in range(5_000))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE claims_claim")

    with CaptureQueriesContext(connection) as queries:
        arrives(DENIED, "2019-02-13")

    assert agreed.links.exists()
    locking = [query["sql"] for query in queries if query["sql"].endswith("FOR NO KEY UPDATE")]
    of_claims = [sql for sql in locking if sql.startswith('SELECT "claims_claim"')]
    assert of_claims
    assert not [sql for sql in of_claims if "Seq Scan on claims_claim " in plan(sql)]


def plan(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(line for (line,) in cursor.fetchall())
