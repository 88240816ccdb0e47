import pytest

from claims import review
from tests import factories
from tests.claims.api import CLAIMS, a_full_claim, found

pytestmark = pytest.mark.django_db


def test_a_claim_in_a_list_says_who_what_to_whom_and_on_what_terms(api):
    claim = a_full_claim()

    shown = api.get(CLAIMS).json()["results"][0]

    assert shown["uuid"] == str(claim.uuid)
    assert shown["speaker"] == {
        "id": claim.speaker_id,
        "name": claim.speaker.name,
        "kind": "person",
        "role": "president",
    }
    assert shown["quantities"] == [
        {
            "low": None,
            "high": "5000000000",
            "unit": "USD",
            "per": "year",
            "approximate": False,
            "trend": "",
            "text": "as much as $5 billion a year",
        }
    ]
    assert shown["deadline"] == {"from": "2019-01-01", "to": "2019-12-31"}
    assert shown["first_article"]["title"] == "Pay more"
    assert (shown["mention_count"], shown["outlet_count"], shown["link_count"]) == (1, 1, 1)


@pytest.mark.parametrize("how_many", [1, 4])
def test_a_list_costs_three_queries_however_long(api, how_many, django_assert_num_queries):
    for _ in range(how_many):
        a_full_claim()

    with django_assert_num_queries(3):
        answer = api.get(CLAIMS)

    assert len(answer.json()["results"]) == how_many


def test_terms_that_two_mentions_repeat_are_shown_once(api):
    claim = factories.claim()
    for _ in range(2):
        factories.quantity(mention=factories.mention(claim=claim))

    shown = api.get(CLAIMS).json()["results"][0]

    assert len(shown["quantities"]) == 1


def test_a_merged_claim_is_left_out_of_lists_and_says_where_it_went(api):
    kept = factories.claim(text="kept")
    merged = factories.claim(text="merged", merged_into=kept)

    answer = api.get(f"{CLAIMS}{merged.uuid}/").json()

    assert found(api) == ["kept"]
    assert answer["merged_into"] == str(kept.uuid)


def test_a_claim_shows_its_mentions_links_and_reviews(api):
    claim = a_full_claim()

    shown = api.get(f"{CLAIMS}{claim.uuid}/").json()

    mention, link, decision = shown["mentions"][0], shown["links"][0], shown["reviews"][0]
    assert mention["content"] == {
        "spans": [[23, 76]],
        "quote": "the budget would grow to as much as $5 billion a year",
    }
    assert mention["source"] == {"spans": [[0, 12]], "quote": "The minister"}
    assert mention["article"]["published_on"] == "2019-11-16"
    assert (link["relation"], link["reasons"]) == ("repeats", ["same speaker"])
    assert link["passage"]["article"]["url"].startswith("https://gazette.example/")
    assert (decision["status"], decision["links"]) == ("verified", [link["id"]])


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_claim_costs_ten_queries_however_often_it_is_said(api, how_many, django_assert_num_queries):
    claim = a_full_claim()
    for number in range(how_many - 1):
        factories.quantity(mention=factories.mention(claim=claim))
        link = factories.link(claim=claim, counterpart=factories.claim())
        factories.link(claim=factories.claim(speaker=factories.actor()), counterpart=claim)
        review.decide(
            claim, ["in_review", "disputed"][number], by=factories.analyst(), because="x", links=[link]
        )

    with django_assert_num_queries(10):
        shown = api.get(f"{CLAIMS}{claim.uuid}/").json()

    assert len(shown["mentions"]) == len(shown["links"]) == len(shown["reviews"]) == how_many
    assert len(shown["links_back"]) == how_many - 1


@pytest.mark.parametrize("name", ["7d9f2c1e-0000-4000-8000-000000000000", "not-a-uuid", "%00", "1" * 5000])
def test_an_unknown_claim_is_answered_in_json(api, name):
    answer = api.get(f"{CLAIMS}{name}/")

    assert answer.status_code == 404
    assert answer.json()["detail"]
