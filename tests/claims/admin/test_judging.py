"""Links decided at the desk by more than one analyst, and as another relation than the program's."""

import pytest

from claims import review
from claims.models import Link
from tests import factories

LIST = "/admin/claims/link/"


@pytest.fixture
def kim(db):
    return factories.analyst(username="kim")


@pytest.fixture
def accepted(kim):
    """A link that another analyst accepted."""
    return review.accept(factories.link(), by=kim)


def decide(desk, link, decision, **fields):
    """What the desk says, in one piece, to a press of a button."""
    answer = desk.post(f"{LIST}{link.pk}/{decision}/decide/", fields, follow=True)
    link.refresh_from_db()
    return said(answer)


def said(answer):
    return " ".join(str(message) for message in answer.context["messages"])


def offered(desk, link):
    """The decisions that a link's page offers, each with the relation that it gives."""
    shown = desk.get(f"{LIST}{link.pk}/change/").content.decode()
    buttons = [words.partition(">")[0] for words in shown.split("<button formaction=")[1:]]
    names = [button.split("/")[5] for button in buttons]
    relations = [button.partition('value="')[2].partition('"')[0] for button in buttons]
    return list(zip(names, relations, strict=True))


@pytest.mark.parametrize("decision", ["accept", "reject", "withdraw"])
def test_what_another_decided_meanwhile_is_not_replaced_and_is_told(desk, accepted, decision):
    told = decide(desk, accepted, decision, replacing="")

    assert (accepted.decision, accepted.decided_by.username) == ("accepted", "kim")
    assert f"accepted by kim on {accepted.decided_at:%-d %b %Y, %H:%M}" in told
    assert "Replace the decision" in told


def test_what_another_decided_is_replaced_on_purpose(desk, analyst, accepted):
    told = decide(desk, accepted, "reject", replacing=accepted.decided_at.isoformat())

    assert (accepted.decision, accepted.decided_by) == ("rejected", analyst)
    assert told == "The link was rejected."


def test_on_purpose_is_of_the_decision_that_was_seen(desk, kim, accepted):
    seen = accepted.decided_at.isoformat()
    review.accept(accepted, by=kim, relation="updates")

    told = decide(desk, accepted, "reject", replacing=seen)

    assert accepted.decision == "accepted"
    assert "accepted as “updates” by kim" in told


@pytest.mark.parametrize("seen", ["", "yesterday", "2019-11-19", "9999-99-99T00:00:00+00:00"])
def test_ones_own_decision_is_changed_from_whichever_page(desk, analyst, seen):
    link = review.accept(factories.link(), by=analyst)

    decide(desk, link, "reject", replacing=seen)

    assert link.decision == "rejected"


def test_a_decision_is_withdrawn(desk, analyst):
    link = review.accept(factories.link(), by=analyst)

    told = decide(desk, link, "withdraw", replacing=link.decided_at.isoformat())

    assert (link.decision, link.decided_by) == ("suggested", None)
    assert "a suggestion again" in told
    assert "nothing to take back" in decide(desk, link, "withdraw")


def test_a_link_is_accepted_as_another_relation(desk):
    link = factories.link(relation="repeats")

    told = decide(desk, link, "accept", relation="updates")

    assert (link.decision, link.relation, link.corrected_from) == ("accepted", "updates", "repeats")
    assert told == "The link was accepted as “updates”."
    assert "the program said “repeats”" in desk.get(f"{LIST}{link.pk}/change/").content.decode()


def test_what_is_no_relation_is_refused(desk):
    link = factories.link()

    assert "no relation" in decide(desk, link, "accept", relation="denies")
    assert desk.post(f"{LIST}{link.pk}/reject/decide/", {"relation": "updates"}).status_code == 404
    assert link.decision == "suggested"


def test_the_analyst_is_told_that_an_acceptance_puts_the_claim_back_in_review(desk, kim):
    link = factories.link(relation="contradicts", score=0.2)
    review.verify(link.claim, by=kim, because="so far")

    assert "in review again" in decide(desk, link, "accept")


def test_a_page_offers_what_may_be_decided_of_its_link(desk, analyst):
    link = factories.link(relation="repeats")
    others = [("accept", "updates"), ("accept", "confirms"), ("accept", "contradicts")]
    assert offered(desk, link) == [("accept", ""), *others, ("reject", "")]

    review.accept(link, by=analyst)
    assert offered(desk, link) == [*others, ("reject", ""), ("withdraw", "")]

    review.reject(link, by=analyst)
    assert offered(desk, link) == [("accept", ""), *others, ("withdraw", "")]


def test_only_anothers_decision_has_to_be_replaced(desk, analyst, accepted):
    page = f"{LIST}{accepted.pk}/change/"
    assert "Replace the decision" in desk.get(page).content.decode()

    review.accept(accepted, by=analyst)

    assert "Replace the decision" not in desk.get(page).content.decode()


def test_many_links_are_decided_but_for_those_that_others_decided(desk, analyst, accepted):
    links = [factories.link(), review.accept(factories.link(), by=analyst), accepted]

    answer = desk.post(
        LIST, {"action": "reject", "_selected_action": [link.pk for link in links]}, follow=True
    )

    assert set(Link.objects.filter(decision="rejected")) == set(links[:2])
    accepted.refresh_from_db()
    assert accepted.decision == "accepted"
    assert said(answer).startswith("2 links were rejected. 1 link was skipped.")
    assert "was accepted by kim" in said(answer)
