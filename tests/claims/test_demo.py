"""The demo corpus goes through the real extractor and judge; what a careful reader finds in it is a floor."""

from collections import Counter

import pytest
from django.db import connection

from articles.models import Article, Revision
from claims import extraction, linking
from claims.demo import corpus, desk
from claims.linking import copies
from claims.models import Claim, Link, Matter, Relation, Review

pytestmark = pytest.mark.django_db


def found(expected):
    """The link that a careful reader expects, or None."""
    claim = desk.find(expected["claim"]["url"], expected["claim"]["quote"])
    for link in expected["links"]:
        quote = link["quote"]
        yield (
            link["relation"],
            any(
                quote in made.passage.text or made.passage.text in quote
                for made in Link.objects.filter(
                    claim=claim, relation=link["relation"], passage__revision__article__url=link["url"]
                )
            ),
        )


def analyze():
    """What one transaction stores, PostgreSQL does not count for itself: plans for empty tables take minutes."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.fixture
def loaded():
    desk.load()
    read = [extraction.read(r) for r in Revision.objects.select_related("article").order_by("pk")]
    analyze()
    for extracted in read:
        linking.link(extracted)
    analyze()
    desk.curate()


def test_the_corpus_shows_what_the_product_does(loaded):
    reader = corpus.expected()

    assert Article.objects.count() >= 30
    assert len(desk.tour()) == len(reader["tour"])
    assert {*Relation.values} <= {stop.get("relation") for stop in reader["tour"]}
    assert {*Link.objects.values_list("relation", flat=True)} == {*Relation.values}

    claims = [desk.find(one["claim"]["url"], one["claim"]["quote"]) for one in reader["claims"]]
    assert sum(claim is not None for claim in claims) >= 38

    speakers = [claim and claim.speaker and claim.speaker.name for claim in claims]
    expected = [one["claim"]["speaker"] for one in reader["claims"]]
    assert sum(map(str.__eq__, map(str, speakers), expected)) >= 32

    links = Counter(pair for one in reader["claims"] for pair in found(one))
    assert all(links[relation, True] >= 3 for relation in Relation.values), links
    assert sum(links[relation, True] for relation in Relation.values) >= 62, links  # 69 when it was set

    edited = Article.objects.get(url__contains="seoul-and-washington-agree")
    assert [
        bool(m.orphaned_at) for m in Claim.objects.get(text__contains="1.25 trillion").mentions.all()
    ] == [True]
    assert edited.revisions.count() == 2

    stops = {stop["what"]: stop for stop in reader["tour"] if "what" in stop}
    wire, kept, broken = (
        desk.find(stops[what]["url"], stops[what]["quote"])
        for what in ("wire copies", "promise kept", "promise broken")
    )
    assert (kept.outcome, broken.outcome) == ("met", "not_met")
    revisions = [mention.revision for mention in wire.mentions.select_related("revision__article")]
    assert any(len(group) == 2 for group in copies.fold(revisions))

    assert Matter.objects.filter(suggested=False).count() >= 5

    before = [model.objects.count() for model in (Revision, Claim, Review, Matter)]
    desk.load()
    desk.curate()
    assert [
        model.objects.count() for model in (Revision, Claim, Review, Matter)
    ] == before  # twice changes nothing
