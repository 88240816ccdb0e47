import time

import pytest

from claims import review
from claims.models import Change
from tests import factories
from tests.claims.api import CLAIMS

pytestmark = pytest.mark.django_db


def shown(api, claim):
    return api.get(f"{CLAIMS}{claim.uuid}/").json()


def test_a_claim_tells_whose_place_it_took(api):
    kept, gone, other = factories.claim(), factories.claim(), factories.claim()
    for merged in (gone, other):
        factories.merge(merged, kept)

    assert shown(api, kept)["merged"] == [str(gone.uuid), str(other.uuid)]
    assert shown(api, kept)["merge"] is None


def test_a_merged_claim_tells_who_merged_it_when_and_why(api):
    kept, gone = factories.claim(), factories.claim()
    made = factories.merge(
        gone, kept, by=factories.analyst(username="kim"), because="one sentence, shortened"
    )

    told = shown(api, gone)["merge"]

    assert told.pop("at")[:19] == made.at.isoformat()[:19]
    assert told == {"into": str(kept.uuid), "by": "kim", "rationale": "one sentence, shortened"}


def test_a_merge_that_was_undone_is_told_no_more_and_of_one_made_again_the_last(api):
    kept, gone, analyst = factories.claim(), factories.claim(), factories.analyst()
    factories.merge(gone, kept, because="first look")
    review.unmerge(gone, by=analyst, because="second look")
    undone = shown(api, gone)["merge"], shown(api, kept)["merged"]

    factories.merge(gone, kept, because="third look")

    assert undone == (None, [])
    assert shown(api, gone)["merge"]["rationale"] == "third look"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how_many", [1, 3])
def test_the_feed_tells_whose_place_a_claim_took_by_two_queries(api, how_many, django_assert_num_queries):
    kept = factories.claim()
    gone = [factories.claim(merged_into=kept) for _ in range(how_many)]
    while Change.objects.settled().count() < 2 * how_many:  # another test's transaction may still be open
        time.sleep(0.01)

    with django_assert_num_queries(2):
        changes = api.get("/api/v1/changes/").json()["changes"]

    told = [change["merged"] for change in changes if change["claim"] == str(kept.uuid)]
    assert told == [[str(claim.uuid) for claim in gone]] * how_many
    assert [change["merged"] for change in changes if change["kind"] == "merge"] == [[]] * how_many
