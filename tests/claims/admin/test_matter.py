import json
from datetime import date

from tests import factories


def page(matter):
    return f"/admin/claims/matter/{matter.pk}/change/"


def said(matter, day, high):
    claim = factories.claim(matter=matter, first_said_on=day, speaker=factories.actor())
    factories.quantity(mention=factories.mention(claim=claim), high=high)
    return claim


def test_a_matter_shows_its_terms_in_order_of_date(desk):
    matter = factories.matter()
    late, early = said(matter, date(2024, 10, 15), 10), said(matter, date(2019, 11, 15), 5)

    shown = desk.get(page(matter)).context

    assert shown["claims"] == [early, late]
    assert json.loads(shown["chart"]["data"])["datasets"][0]["data"] == [5.0, 10.0]


def test_one_amount_is_no_chart(desk):
    matter = factories.matter()
    said(matter, date(2024, 10, 15), 10)

    assert desk.get(page(matter)).context["chart"] is None


def test_what_an_analyst_saves_is_a_suggestion_no_more(admin_client):
    matter = factories.matter(suggested=True)

    admin_client.post(page(matter), {"name": "Troops", "description": ""})

    matter.refresh_from_db()
    assert (matter.name, matter.suggested) == ("Troops", False)


def test_a_matter_that_holds_claims_is_not_deleted(admin_client):
    held, empty = factories.claim(matter=factories.matter()).matter, factories.matter()

    assert admin_client.get(f"/admin/claims/matter/{held.pk}/delete/").status_code == 403
    assert admin_client.get(f"/admin/claims/matter/{empty.pk}/delete/").status_code == 200
