import datetime

import pytest

from claims.serializers import matter as matters
from tests import factories

pytestmark = pytest.mark.django_db


def said(matter, day, high, story=None, orphaned_at=None, **fields):
    """A claim of a matter, first said on a day in an article of a story, with an amount."""
    revision = factories.revision()
    factories.fingerprint(revision=revision, story=story or factories.story())
    first = {"first_article": revision.article, "first_said_on": datetime.date.fromisoformat(day)}
    claim = factories.claim(matter=matter, **first | fields)
    mention = factories.mention(claim=claim, revision=revision, orphaned_at=orphaned_at)
    factories.quantity(high=high, mention=mention)
    return claim


def shown(api, matter):
    """The evolution that a matter shows."""
    return api.get(f"/api/v1/matters/{matter.pk}/").json()["evolution"]


def points(api, matter):
    return [(point["day"], point["amount"]["high"]) for point in shown(api, matter)["points"]]


def test_a_matter_shows_its_terms_in_order_of_date(api):
    matter, speaker = factories.matter(), factories.actor()
    said(matter, "2024-10-15", 10, kind="demand", negated=True)
    early = said(matter, "2019-11-15", 5, speaker=speaker)

    told = shown(api, matter)

    assert not told["more"]
    assert told["points"][0] == {
        "claim": str(early.uuid),
        "day": "2019-11-15",
        "speaker": {"id": speaker.pk, "name": speaker.name, "kind": "person", "role": ""},
        "kind": "assertion",
        "denied": False,
        "amount": {"low": None, "high": "5", "unit": "USD", "per": "year", "approximate": False},
        "copies": [],
    }
    late = told["points"][1]
    assert (late["day"], late["kind"], late["denied"], late["speaker"]) == (
        "2024-10-15",
        "demand",
        True,
        None,
    )


def test_what_copies_of_one_story_say_of_one_amount_is_one_point(api):
    matter, story = factories.matter(), factories.story()
    first = said(matter, "2019-11-15", 5, story)
    copy = said(matter, "2019-11-16", 5, story)
    said(matter, "2019-11-16", 7, story)
    said(matter, "2019-11-17", 5)

    told = shown(api, matter)["points"]

    assert points(api, matter) == [("2019-11-15", "5"), ("2019-11-16", "7"), ("2019-11-17", "5")]
    assert (told[0]["claim"], told[0]["copies"]) == (str(first.uuid), [str(copy.uuid)])


def test_a_demand_stands_for_its_figure_before_the_lawmakers_who_told_of_it_that_day(api):
    matter, story = factories.matter(), factories.story()
    told_of = said(matter, "2019-11-15", 5, story)
    demand = said(matter, "2019-11-15", 5, story, kind="demand")

    [point] = shown(api, matter)["points"]

    assert (point["claim"], point["copies"]) == (str(demand.uuid), [str(told_of.uuid)])


def test_a_denial_in_the_same_story_is_a_point_of_its_own(api):
    matter, story = factories.matter(), factories.story()
    for negated in (False, True):
        said(matter, "2019-11-15", 5, story, negated=negated)

    assert [point["denied"] for point in shown(api, matter)["points"]] == [False, True]


def test_what_no_article_says_any_more_makes_no_point(api):
    matter = factories.matter()
    said(matter, "2019-11-15", 5, orphaned_at="2024-01-01T00:00Z")
    said(matter, "2019-11-15", 6, merged_into=said(matter, "2019-11-15", 7))

    assert points(api, matter) == [("2019-11-15", "7")]


def test_the_newest_are_shown_where_there_are_too_many(api, monkeypatch):
    monkeypatch.setattr(matters, "MOST_CLAIMS", 2)
    matter = factories.matter()
    for day in ("2019-11-15", "2020-11-15", "2021-11-15"):
        said(matter, day, 5)

    assert [day for day, _ in points(api, matter)] == ["2020-11-15", "2021-11-15"]
    assert shown(api, matter)["more"]


@pytest.mark.parametrize("how_many", [1, 4])
def test_a_matter_costs_three_queries_however_many_claims_it_has(api, how_many, django_assert_num_queries):
    matter = factories.matter()
    for _ in range(how_many):
        said(matter, "2019-11-15", 5, speaker=factories.actor())

    with django_assert_num_queries(3):
        told = shown(api, matter)

    assert len(told["points"]) == how_many


def test_a_figure_that_is_said_not_to_be_so_is_told_as_denied(api):
    matter = factories.matter()
    said(matter, "2019-11-15", 5, text="the number was not five billion")
    said(matter, "2019-11-16", 5, text="the number was five billion")

    assert [point["denied"] for point in shown(api, matter)["points"]] == [True, False]
