from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.admin import evolution
from claims.linking import copies
from tests import factories


def page(matter):
    return f"/admin/claims/matter/{matter.pk}/change/"


def said(matter, day, high, unit="USD", gone=None, low=None, **fields):
    claim = factories.claim(matter=matter, first_said_on=day, speaker=factories.actor(), **fields)
    mention = factories.mention(claim=claim, orphaned_at=gone)
    factories.quantity(mention=mention, low=low, high=high, unit=unit)
    return claim


def charts(shown):
    return [
        (chart.unit, [(bar.point.claim, bar.amount, bar.height) for bar in chart.bars])
        for chart in shown["charts"]
    ]


def test_a_matter_shows_its_terms_in_order_of_date(desk):
    matter = factories.matter()
    late, early = said(matter, date(2024, 10, 15), 10), said(matter, date(2019, 11, 15), 5)

    shown = desk.get(page(matter)).context

    assert shown["claims"] == [early, late]
    assert charts(shown) == [("USD per year", [(early, "up to 5", 0.5), (late, "up to 10", 1.0)])]


def test_one_amount_is_no_chart(desk):
    matter = factories.matter()
    said(matter, date(2024, 10, 15), 10)

    assert desk.get(page(matter)).context["charts"] == []


def test_each_unit_has_a_chart_the_most_used_first(desk):
    matter = factories.matter()
    for unit, times in [("USD", 2), ("KRW", 3), ("EUR", 1)]:
        for year in range(times):
            said(matter, date(2019 + year, 1, 1), 10 + year, unit=unit)

    shown = charts(desk.get(page(matter)).context)

    assert [(unit, len(bars)) for unit, bars in shown] == [("KRW per year", 3), ("USD per year", 2)]


def test_what_its_article_no_longer_says_is_told_and_not_drawn(desk):
    matter = factories.matter()
    kept = [said(matter, date(2024, 10, 4), 15), said(matter, date(2025, 7, 9), 15)]
    gone = said(matter, date(2024, 10, 4), 12, gone=datetime(2024, 10, 5, tzinfo=UTC))

    answer = desk.get(page(matter))

    assert gone in answer.context["claims"]
    assert [claim for _, bars in charts(answer.context) for claim, *_ in bars] == kept
    assert answer.content.decode().count("gone from its article") == 1


@pytest.mark.parametrize(
    "denial",
    [
        {"text": "$5 billion was not the number"},
        {"text": "the number was $5 billion", "kind": "denial"},
        {"text": "the number was $5 billion", "negated": True},
    ],
)
def test_a_denied_figure_is_not_drawn_as_a_claimed_one(desk, denial):
    matter = factories.matter()
    denied = said(matter, date(2019, 11, 15), 5, low=5, **denial)
    said(matter, date(2024, 10, 15), 10, low=10, text="not more than $10 billion")

    answer = desk.get(page(matter))

    assert charts(answer.context) == [
        ("USD per year", [(denied, "not 5", 0.5), (answer.context["claims"][1], "10", 1.0)])
    ]
    assert answer.context["legend"] == {
        "kinds": ["assertion"], "denied": True, "at_most": False, "at_least": False
    }  # fmt: skip
    assert answer.content.decode().count("is-denied") == 2  # a bar, and the legend
    assert '<td class="is-terms">not 5 USD a year</td>' in answer.content.decode()


def test_a_bar_shows_the_bounds_of_its_figure(desk):
    matter = factories.matter()
    for day, (low, high) in enumerate([(None, 5), (2, None), (3, 4), (5, 5)], 1):
        said(matter, date(2024, 10, day), high, low=low, unit="%")

    [chart] = desk.get(page(matter)).context["charts"]

    assert [(bar.amount, bar.low, bar.is_open) for bar in chart.bars] == [
        ("up to 5%", 0, False),
        ("at least 2%", 1, True),
        ("3 to 4%", 0.75, False),
        ("5%", 1, False),
    ]


def test_copies_of_one_story_are_one_bar_of_a_figure(desk):
    matter, day = factories.matter(), date(2024, 10, 15)
    revisions = [factories.revision(text=f"{factories.TEXT} Copy {number}.") for number in range(2)]
    for revision in revisions:
        copies.place(revision)
    copied = [said(matter, day, 10, first_article=revision.article) for revision in revisions]
    other = said(matter, day, 12, first_article=revisions[0].article)
    apart = said(matter, day, 10)

    [chart] = desk.get(page(matter)).context["charts"]

    assert [(bar.point.claim, bar.point.copies) for bar in chart.bars] == [
        (copied[0], copied[1:]),
        (other, []),
        (apart, []),
    ]


def test_where_there_are_too_many_the_newest_are_drawn(desk, monkeypatch):
    monkeypatch.setattr(evolution, "MOST_CLAIMS", 2)
    matter = factories.matter()
    old, later, last = [said(matter, date(year, 10, 15), year) for year in (2019, 2021, 2024)]

    answer = desk.get(page(matter))

    assert answer.context["claims"] == [old, later]
    assert [claim for _, bars in charts(answer.context) for claim, *_ in bars] == [later, last]
    assert "older claims are not" in answer.content.decode()


def test_a_matter_asks_as_many_questions_for_many_claims_as_for_few(desk, django_assert_num_queries):
    few, many = factories.matter(), factories.matter()
    for matter, how_many in [(few, 2), (many, 6)]:
        for day in range(how_many):
            said(matter, date(2024, 10, 1 + day), 5)
    with CaptureQueriesContext(connection) as asked:
        desk.get(page(few))

    with django_assert_num_queries(len(asked)):
        desk.get(page(many))


def test_what_an_analyst_saves_is_a_suggestion_no_more(admin_client):
    matter = factories.matter(suggested=True)

    admin_client.post(page(matter), {"name": "Troops", "description": ""})

    matter.refresh_from_db()
    assert (matter.name, matter.suggested) == ("Troops", False)


def test_a_new_name_on_the_desk_reaches_the_feed_and_another_description_does_not(admin_client):
    claim = factories.claim(matter=factories.matter(name="Troops"))

    admin_client.post(page(claim.matter), {"name": "Troops", "description": "what they cost"})
    assert not claim.changes.exists()

    admin_client.post(page(claim.matter), {"name": "The cost of troops", "description": "what they cost"})
    assert [change.kind for change in claim.changes.all()] == ["upsert"]


def test_a_matter_that_holds_claims_is_not_deleted(admin_client):
    held, empty = factories.claim(matter=factories.matter()).matter, factories.matter()

    assert admin_client.get(f"/admin/claims/matter/{held.pk}/delete/").status_code == 403
    assert admin_client.get(f"/admin/claims/matter/{empty.pk}/delete/").status_code == 200
