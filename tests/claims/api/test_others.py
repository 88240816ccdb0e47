import time
from functools import partial

import pytest

from claims import review
from claims.models import Alias, Change, Claim
from tests import factories
from tests.claims.api import a_full_claim, ids_of_links

pytestmark = pytest.mark.django_db


def test_links_are_filtered(api):
    weak = factories.link(score=0.2, relation="updates")
    factories.link(score=0.9, relation="contradicts")

    ids = partial(ids_of_links, api)

    assert len(ids()) == 2
    assert ids(claim=weak.claim.uuid) == ids(relation="updates") == [weak.pk]
    assert weak.pk not in ids(score_min=0.5)
    assert ids(decision="accepted") == []


def test_an_actor_is_found_by_a_part_of_an_alias(api):
    korea = factories.actor(name="South Korea", kind="government")
    Alias.objects.create(actor=korea, name="Seoul")
    factories.actor()

    answer = api.get("/api/v1/actors/", {"q": "seo", "kind": "government"}).json()

    assert [(actor["name"], actor["aliases"]) for actor in answer["results"]] == [("South Korea", ["Seoul"])]


def test_a_matter_counts_its_claims(api):
    matter = factories.matter()
    kept = factories.claim(matter=matter)
    factories.claim(matter=matter, merged_into=kept)

    answer = api.get(f"/api/v1/matters/{matter.pk}/").json()

    assert answer["claim_count"] == 1


def test_quantities_are_listed_by_their_terms(api):
    wanted = factories.quantity(2, 2, unit="%", per="")
    factories.quantity(2, 2, unit="USD")

    answer = api.get("/api/v1/quantities/", {"unit": "%", "amount_min": 2, "amount_max": 2}).json()

    assert [row["id"] for row in answer["results"]] == [wanted.pk]


@pytest.mark.parametrize(
    ("resource", "queries"), [("links", 1), ("actors", 2), ("matters", 1), ("quantities", 1), ("outlets", 1)]
)
def test_other_lists_cost_the_same_however_long(api, resource, queries, django_assert_num_queries):
    for _ in range(3):
        a_full_claim()

    with django_assert_num_queries(queries):
        answer = api.get(f"/api/v1/{resource}/")

    assert len(answer.json()["results"]) >= 3


@pytest.mark.django_db(transaction=True)
def test_whoever_follows_the_changes_sees_each_once(api):
    for number in range(3):
        review.publish(factories.claim(text=str(number)))
    while Change.objects.settled().count() < 3:  # another test's transaction may still be open
        time.sleep(0.01)
    first = api.get("/api/v1/changes/", {"page_size": 2}).json()
    rest = api.get("/api/v1/changes/", {"after": first["next"]}).json()
    again = api.get("/api/v1/changes/", {"after": rest["next"]}).json()

    uuids = [change["claim"] for change in first["changes"] + rest["changes"]]
    assert uuids == [str(claim.uuid) for claim in Claim.objects.order_by("pk")]
    assert again == {"changes": [], "next": rest["next"]}


@pytest.mark.parametrize("after", ["x", "0-0-0", "ffffffffffffffff-0", "-1-1", "٣-1"])
def test_a_cursor_that_the_feed_did_not_give_is_refused(api, after):
    answer = api.get("/api/v1/changes/", {"after": after})

    assert answer.status_code == 400
    assert "after" in answer.json()["errors"]
