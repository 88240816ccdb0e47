from urllib.parse import urlencode

from django.utils import timezone
from django.utils.html import escape

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


def test_a_link_shows_its_passage_between_its_neighbours_and_the_claims_terms_beside_it(desk):
    sentences = [
        "It rained.",
        "Talks began.",
        "They were long.",
        "Seoul will pay.",
        "Nobody smiled.",
        "All left.",
    ]
    revision = factories.revision(text=" ".join(sentences))
    starts = [revision.text.index(sentence) for sentence in sentences]
    passages = [
        factories.passage(revision=revision, text=sentence, start=start, end=start + len(sentence))
        for sentence, start in zip(sentences, starts, strict=True)
    ]
    claim = factories.claim(
        addressee=factories.actor(name="Republic of Korea"), matter=factories.matter(name="Troops")
    )
    factories.quantity(mention=factories.mention(claim=claim))
    link = factories.link(claim=claim, passage=passages[3])

    for address in (f"{LIST}{link.pk}/change/", f"{claim.get_absolute_url()}"):
        shown = desk.get(address).content.decode()
        assert '<span class="desk-around">Talks began. They were long.</span>' in shown
        assert '<mark class="mark is-passage">Seoul will pay.</mark>' in shown
        assert '<span class="desk-around">Nobody smiled.</span>' in shown
        for said in (
            "Republic of Korea",
            "Troops",
            "up to 5 billion USD a year",
            "New",
            passages[3].get_absolute_url(),
        ):
            assert escape(said) in shown


def test_a_links_page_leads_to_the_next_to_judge_of_its_relation(desk):
    links = [factories.link(relation="updates", score=score) for score in (0.9, 0.7, 0.8)]
    factories.link(relation="repeats", score=0.75)
    factories.link(relation="updates", score=0.78, decision="accepted", decided_by=factories.analyst(),
                   decided_at=timezone.now())  # fmt: skip

    leads = [desk.get(f"{LIST}{link.pk}/change/").context["next_link"] for link in links]

    assert leads == [f"{LIST}{links[at].pk}/change/" for at in (2, 0, 1)]


def test_the_next_link_is_one_of_the_list_that_led_here(desk):
    first, second = factories.link(relation="updates"), factories.link(relation="repeats")
    factories.link(relation="updates")
    filters = urlencode({"_changelist_filters": "relation__exact=repeats&decision__exact=accepted&p=3"})

    shown = desk.get(f"{LIST}{first.pk}/change/?{filters}")

    assert shown.context["next_link"] == f"{LIST}{second.pk}/change/?{filters}"
    assert f'value="{LIST}{first.pk}/change/?{filters}#link-{first.pk}"' in shown.content.decode()
    nonsense = urlencode({"_changelist_filters": "nonsense=1&relation__in=,"})
    assert desk.get(f"{LIST}{first.pk}/change/?{nonsense}").context["next_link"] == ""


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


def test_a_row_says_who_speaks_and_when(desk):
    claim = factories.claim(speaker=factories.actor(name="Donald Trump"), first_said_on="2019-11-19")
    reuters = factories.outlet(name="Reuters")
    article = factories.article(outlet=reuters, published_on="2024-10-15")
    there = factories.claim(speaker=factories.actor(name="Cho Tae-yul"))
    passage = factories.passage(revision=factories.revision(article=article))
    factories.link(claim=claim, passage=passage, counterpart=there)

    shown = desk.get(LIST).content.decode()

    for said in ("Donald Trump, 19 Nov 2019", "Cho Tae-yul", "Reuters", "15 Oct 2024"):
        assert said in shown


def test_the_list_is_narrowed_to_an_outlet_a_matter_or_days(desk):
    outlet, matter = factories.outlet(), factories.matter()
    revision = factories.revision(article=factories.article(outlet=outlet))
    by_outlet = factories.link(passage=factories.passage(revision=revision))
    by_matter = factories.link(claim=factories.claim(matter=matter))
    by_day = factories.link(passage=factories.passage(published_on="2024-10-15"))

    assert listed(desk, passage__article__outlet__id__exact=outlet.pk) == [by_outlet.pk]
    assert listed(desk, claim__matter__id__exact=matter.pk) == [by_matter.pk]
    days = {"passage__published_on_from": "2024-10-15", "passage__published_on_to": "2024-10-16"}
    assert listed(desk, **days) == [by_day.pk]


def test_what_waits_for_a_verdict_is_listed_likeliest_first(desk):
    links = [factories.link(score=score) for score in (0.7, 0.9, 0.8)]

    assert listed(desk, decision__exact="suggested") == [links[at].pk for at in (1, 2, 0)]
    assert listed(desk) == [link.pk for link in links[::-1]]


def test_a_search_finds_who_speaks_in_the_claim_or_in_the_passage(desk):
    trump = factories.actor(name="Donald Trump")
    trump.aliases.create(name="the president")
    claim = factories.claim(speaker=trump)
    links = [factories.link(claim=claim), factories.link(counterpart=claim)]
    factories.link()

    assert listed(desk, q="trump") == listed(desk, q="president") == [link.pk for link in links[::-1]]


def test_a_search_finds_words_of_the_claim_or_of_the_passage(desk):
    link = factories.link(claim=factories.claim(text="bridges"))
    factories.link(passage=factories.passage(revision=factories.revision(text="Tunnels were dug.")))

    assert [found.pk for found in desk.get(LIST, {"q": "bridge"}).context["cl"].result_list] == [link.pk]
    assert len(desk.get(LIST, {"q": "tunnel"}).context["cl"].result_list) == 1
