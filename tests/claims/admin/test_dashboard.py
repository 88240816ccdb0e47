from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import counts
from claims import review
from claims.admin import palette
from claims.models import Link
from tests import factories


def test_the_dashboard_counts_what_waits(desk, analyst):
    factories.link(relation="contradicts")
    review.decide(factories.claim(), "in_review", by=analyst, because="mine")

    tiles = {tile["title"]: tile["count"] for tile in desk.get("/admin/").context["waiting"]}

    assert tiles["New claims"] == "1"
    assert tiles["In review"] == "1"
    assert tiles["Contradictions to judge"] == "1"


def test_links_of_a_merged_claim_wait_for_nobody(desk):
    merged = factories.claim(merged_into=factories.claim())
    factories.link(relation="contradicts", claim=merged)

    shown = desk.get("/admin/").context

    assert {tile["title"]: tile["count"] for tile in shown["waiting"]}["Contradictions to judge"] == "0"
    assert shown["news"] == []


def test_counting_stops(monkeypatch, desk):
    monkeypatch.setattr(counts, "MOST", 3)
    for _ in range(5):
        factories.claim()

    assert desk.get("/admin/").context["waiting"][0]["count"] == "3+"


def test_contradictions_and_updates_are_news_and_repetitions_are_not(desk):
    news = [factories.link(relation="contradicts"), factories.link(relation="updates")]
    factories.link(relation="repeats")

    assert desk.get("/admin/").context["news"] == news


def test_updates_leave_half_the_room_to_contradictions_and_all_that_these_leave(desk):
    contradictions = [factories.link(relation="contradicts") for _ in range(4)]
    updates = [factories.link(relation="updates") for _ in range(7)]

    assert desk.get("/admin/").context["news"] == contradictions[:0:-1] + updates[:3:-1]

    Link.objects.filter(relation="contradicts").exclude(pk=contradictions[0].pk).delete()
    assert desk.get("/admin/").context["news"] == contradictions[:1] + updates[:1:-1]


def contradiction(score, **fields):
    return factories.link(relation="contradicts", score=score, **fields)


def test_what_nobody_decided_comes_before_what_is_settled(desk, analyst):
    open_still, settled = contradiction(0.2), contradiction(0.9)
    review.accept(settled, by=analyst)

    assert desk.get("/admin/").context["news"] == [open_still, settled]


def test_a_contradiction_of_a_verified_claim_comes_before_a_surer_one(desk, analyst):
    verified = factories.claim()
    review.verify(verified, by=analyst, because="both said so")
    weighty, surest, unsure = contradiction(0.5, claim=verified), contradiction(0.9), contradiction(0.3)

    shown = desk.get("/admin/")
    assert shown.context["news"] == [weighty, surest, unsure]
    assert ">Verified<" in "".join(shown.content.decode().split())

    review.weigh(weighty)  # which puts the claim back in review
    assert desk.get("/admin/").context["news"] == [weighty, surest, unsure]


def test_a_contradiction_of_what_was_refuted_since_waits_its_turn(desk, analyst):
    refuted = factories.claim()
    review.verify(refuted, by=analyst, because="both said so")
    review.refute(refuted, by=analyst, because="the treaty says otherwise")
    surest, unsure = contradiction(0.9), contradiction(0.3, claim=refuted)

    assert desk.get("/admin/").context["news"] == [surest, unsure]


def test_a_contradiction_of_a_much_linked_claim_comes_before_a_surer_one(desk, analyst):
    followed, rejected = factories.claim(), factories.claim()
    for claim in (followed, rejected):
        links = [factories.link(claim=claim) for _ in range(4)]
    review.reject(links[0], by=analyst)
    unsure, weighty, surest = (
        contradiction(0.3, claim=rejected), contradiction(0.5, claim=followed), contradiction(0.9)
    )  # fmt: skip

    assert desk.get("/admin/").context["news"] == [weighty, surest, unsure]


def test_a_link_to_the_claims_own_mention_needs_no_verdict(desk):
    claim = factories.claim()
    factories.link(claim=claim, counterpart=claim, relation="updates")
    factories.link(relation="updates")

    shown = desk.get("/admin/").context

    assert {tile["title"]: tile["count"] for tile in shown["waiting"]}["Updates to judge"] == "1"
    assert len(shown["news"]) == 1


def test_a_passage_is_news_once(desk):
    passage = factories.passage()
    links = [factories.link(relation="updates", passage=passage) for _ in range(3)]

    assert desk.get("/admin/").context["news"] == links[2:]


def test_the_dashboard_asks_as_many_questions_for_much_as_for_little(desk):
    factories.quantity(mention=factories.mention(claim=factories.link(relation="updates").claim))
    with CaptureQueriesContext(connection) as little:
        desk.get("/admin/")

    for _ in range(5):
        link = factories.link(relation="updates", claim=factories.claim(speaker=factories.actor()))
        factories.quantity(mention=factories.mention(claim=link.claim))
    with CaptureQueriesContext(connection) as much:
        desk.get("/admin/")

    assert len(much) == len(little) < 25


def test_each_part_is_for_those_who_may_see_it(client, db):
    client.force_login(User.objects.create_user("guest", is_staff=True))

    shown = client.get("/admin/").context

    assert not [part for part in ("waiting", "news", "articles", "worthy") if part in shown]


def test_the_palette_finds_a_few_of_each_kind(rf, analyst):
    factories.claim(text="the bridge would open")
    factories.matter(name="Bridges")
    factories.actor(name="Bridge Authority")
    factories.revision(title="A bridge too far")
    request = rf.get("/")
    request.user = analyst

    found = [result.title for result in palette.search(request, "bridge")]

    assert found == ["the bridge would open", "Bridges", "Bridge Authority", "A bridge too far"]
