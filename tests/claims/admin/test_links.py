from claims.models import Link
from tests import factories

LIST = "/admin/claims/link/"


def test_a_link_is_accepted_and_rejected_by_a_button(desk, analyst):
    link = factories.link()

    answer = desk.post(
        f"{LIST}{link.pk}/accept/decide/", {"next": f"/admin/claims/claim/{link.claim_id}/change/"}
    )
    link.refresh_from_db()
    assert (link.decision, link.decided_by) == ("accepted", analyst)
    assert answer.url == f"/admin/claims/claim/{link.claim_id}/change/"

    desk.post(f"{LIST}{link.pk}/reject/decide/")
    link.refresh_from_db()
    assert link.decision == "rejected"


def test_the_button_never_leads_to_another_site(desk):
    link = factories.link()

    answer = desk.post(f"{LIST}{link.pk}/accept/decide/", {"next": "https://evil.example/"})

    assert answer.url.startswith("/admin/claims/claim/")


def test_a_link_is_not_decided_by_following_an_address(desk):
    link = factories.link()

    assert desk.get(f"{LIST}{link.pk}/accept/decide/").status_code == 405


def test_a_link_shows_its_numbers_in_words_the_telling_ones_first(desk):
    numbers = {"as_said": 0.0, "shared_names": 1.0, "repeats": 0.7, "first_one_matter": 0.6}
    link = factories.link(features=numbers)

    shown = desk.get(f"{LIST}{link.pk}/change/").context

    assert shown["features"] == [
        ("close reading: repeats", 0.7),
        ("first reading: one matter", 0.6),
        ("shared names", 1.0),
        ("as said", 0.0),
    ]


def test_many_links_are_decided_at_once(desk):
    links = [factories.link() for _ in range(3)]

    desk.post(LIST, {"action": "reject", "_selected_action": [link.pk for link in links[:2]]})

    assert Link.objects.filter(decision="rejected").count() == 2


def test_the_list_asks_as_many_questions_for_many_links_as_for_one(desk, django_assert_num_queries):
    for _ in range(6):
        factories.link()

    with django_assert_num_queries(5):  # session, user, two of rights, links
        desk.get(LIST)


def listed(desk, **chosen):
    return [link.pk for link in desk.get(LIST, chosen).context["cl"].result_list]


def test_links_of_a_merged_claim_are_listed_on_request(desk):
    of_merged = factories.link(claim=factories.claim(merged_into=factories.claim()))
    link = factories.link()

    assert listed(desk) == [link.pk]
    assert listed(desk, queue="merged") == [of_merged.pk]
    assert listed(desk, queue="any") == [link.pk, of_merged.pk]


def test_links_to_a_claims_own_mentions_are_listed_on_request(desk):
    claim = factories.claim()
    own, link = factories.link(claim=claim, counterpart=claim), factories.link(claim=claim)

    assert listed(desk) == [link.pk]
    assert listed(desk, queue="own") == [own.pk]


def test_a_search_finds_words_of_the_claim_or_of_the_passage(desk):
    link = factories.link(claim=factories.claim(text="bridges"))
    factories.link(passage=factories.passage(revision=factories.revision(text="Tunnels were dug.")))

    assert [found.pk for found in desk.get(LIST, {"q": "bridge"}).context["cl"].result_list] == [link.pk]
    assert len(desk.get(LIST, {"q": "tunnel"}).context["cl"].result_list) == 1
