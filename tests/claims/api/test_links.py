import datetime

import pytest

from tests import factories
from tests.claims.api import CLAIMS, ids_of_links

pytestmark = pytest.mark.django_db


def test_a_claim_shows_the_links_of_others_that_lead_to_it(api):
    claim, speaker = factories.claim(), factories.actor(name="Kim")
    said_on = datetime.date(2019, 11, 16)
    other = factories.claim(text="another", speaker=speaker, first_said_on=said_on)
    link = factories.link(claim=other, counterpart=claim, relation="contradicts")
    factories.link(claim=claim, counterpart=claim)

    shown = api.get(f"{CLAIMS}{claim.uuid}/").json()

    assert [back["id"] for back in shown["links_back"]] == [link.pk]
    assert shown["links_back"][0]["relation"] == "contradicts"
    assert shown["links_back"][0]["claim"] == {
        "uuid": str(other.uuid),
        "text": "another",
        "speaker": {"id": speaker.pk, "name": "Kim", "kind": "person", "role": ""},
        "first_said_on": "2019-11-16",
    }


def test_links_are_found_by_counterpart_matter_and_outlet(api):
    matter, outlet = factories.matter(name="Troops"), factories.outlet(name="The Gazette")
    revision = factories.revision(article=factories.article(outlet=outlet))
    link = factories.link(
        claim=factories.claim(matter=matter),
        counterpart=factories.claim(),
        passage=factories.passage(revision=revision),
    )
    factories.link()

    for filters in (
        {"counterpart": link.counterpart.uuid},
        {"matter": matter.pk},
        {"matter": "troops"},
        {"outlet": outlet.pk},
        {"outlet": "the gazette"},
    ):
        assert ids_of_links(api, **filters) == [link.pk], filters


def test_a_link_that_a_merged_claim_kept_is_listed_only_where_asked_for(api):
    kept, merged, passage = factories.claim(), factories.claim(), factories.passage()
    link, left_behind = (factories.link(claim=claim, passage=passage) for claim in (kept, merged))
    factories.merge(merged, kept)

    assert ids_of_links(api) == ids_of_links(api, with_merged="false") == [link.pk]
    assert set(ids_of_links(api, with_merged="true")) == {link.pk, left_behind.pk}
    assert api.get(f"/api/v1/links/{left_behind.pk}/").status_code == 200


def test_a_link_that_a_merged_claim_kept_leads_back_to_nothing(api):
    kept, passage, other = factories.claim(), factories.passage(), factories.claim()
    merged = factories.claim()
    link, _ = (factories.link(claim=claim, passage=passage, counterpart=other) for claim in (kept, merged))
    factories.merge(merged, kept)

    shown = api.get(f"{CLAIMS}{other.uuid}/").json()

    assert [back["id"] for back in shown["links_back"]] == [link.pk]
