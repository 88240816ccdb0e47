import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Alias, Claim, Quantity
from tests import factories
from tests.claims.api import CLAIMS, found

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("filters", "is_found"),
    [
        ({"amount_min": 5_000_000_000}, True),
        ({"amount_min": 5_000_000_001}, False),
        ({"amount_max": 1}, True),  # “as much as” may be as little as that
        ({"amount_min": "4e9", "amount_max": "6e9", "unit": "USD", "per": "year"}, True),
        ({"amount_min": "4e9", "unit": "usd"}, True),
        ({"amount_min": "4e9", "unit": "KRW"}, False),
        ({"amount_min": "4e9", "per": "month"}, False),
    ],
)
def test_amounts_are_found_by_overlap(api, filters, is_found):
    factories.quantity(None, 5_000_000_000)

    assert bool(found(api, **filters)) == is_found


def test_amount_unit_and_period_hold_of_one_quantity(api):
    mention = factories.mention()
    factories.quantity(28_500, 28_500, mention=mention, unit="troops", per="")
    factories.quantity(5, 5, mention=mention, unit="USD", per="year", start=0, end=5)

    assert found(api, amount_min=20_000, unit="troops")
    assert not found(api, amount_min=20_000, unit="USD")


def test_amounts_are_looked_up_in_their_index(api):
    Quantity.objects.bulk_create(
        Quantity(
            claim=mention.claim,
            mention=mention,
            start=number,
            end=number + 1,
            text="x",
            amount=(number, number),
            unit="USD",
        )
        for mention in [factories.mention()]
        for number in range(5_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE claims_quantity")

    with CaptureQueriesContext(connection) as queries:
        assert found(api, amount_min=70, amount_max=71)

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {queries[0]['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "quantity_by_amount" in plan


@pytest.mark.parametrize("said", ["South Korea", "seoul", "{id}"])
def test_an_actor_is_found_by_name_alias_or_id(api, said):
    korea = factories.actor(name="South Korea", kind="government")
    Alias.objects.create(actor=korea, name="Seoul")
    factories.claim(text="said by Korea", speaker=korea)
    factories.claim(text="said to Korea", addressee=korea)

    assert found(api, speaker=said.format(id=korea.pk)) == ["said by Korea"]
    assert found(api, addressee=said.format(id=korea.pk)) == ["said to Korea"]


def test_choices_may_be_given_several_times(api):
    for kind in ("demand", "promise", "denial"):
        factories.claim(text=kind, kind=kind)

    assert found(api, kind=["demand", "denial"]) == ["denial", "demand"]


def test_outlet_and_article_count_what_still_stands(api):
    outlet, article = factories.outlet(name="The Gazette"), factories.article()
    article.outlet = outlet
    article.save()
    revision = factories.revision(article=article)
    factories.mention(claim=factories.claim(text="stands"), revision=revision)
    factories.mention(
        claim=factories.claim(text="gone"), revision=revision, cue=[], orphaned_at="2024-01-01T00:00Z"
    )

    assert found(api, outlet="the gazette") == ["stands"]
    assert found(api, outlet=outlet.pk) == ["stands"]
    assert found(api, article=article.pk) == ["stands"]


def test_the_other_filters(api):
    matter = factories.matter(name="Troops")
    claim = factories.claim(
        text="Seoul must pay for the troops",
        matter=matter,
        negated=True,
        first_said_on=datetime.date(2019, 11, 16),
    )
    factories.claim(text="another", first_said_on=datetime.date(2024, 10, 15))

    for filters in (
        {"matter": "troops"},
        {"matter": matter.pk},
        {"negated": "true"},
        {"said_to": "2019-11-16"},
        {"q": "paying troop -Japan"},
        {"status": "new", "said_from": "2019-11-16", "said_to": "2019-12-01"},
    ):
        assert found(api, **filters) == [claim.text], filters


def test_a_mirror_asks_for_what_changed_since(api):
    factories.claim(text="old")
    Claim.objects.update(updated_at="2020-01-01T00:00Z")
    factories.claim(text="fresh")

    assert found(api, updated_since="2020-01-01T00:00:01Z") == ["fresh"]


@pytest.mark.parametrize(
    ("parameter", "value", "says"),
    [
        ("amount_mn", "5", "Did you mean amount_min?"),
        ("speakers", "x", "Did you mean speaker?"),
        ("status", "verifed", "among the choices: new, in_review"),
        ("kind", "", "It is empty"),
        ("negated", "maybe", "true or false"),
        ("said_from", "16/11/2019", "2024-10-15"),
        ("said_from", "99999-01-01", "2024-10-15"),
        ("updated_since", "yesterday", "2024-10-15T08:30:00Z"),
        ("amount_min", "NaN", "Write a number"),
        ("amount_min", "Infinity", "Write a number"),
        ("amount_min", "1e999999999", "60 digits"),
        ("amount_max", "1e-999999999", "digits"),
        ("article", "99999999999999999999999", "digits"),
        ("speaker", "x" * 501, "at most 500"),
        ("q", "nul\0byte", "Null characters"),
        ("unit", "\0", "Null characters"),
        ("page_size", "501", "from 1 to 500"),
        ("page_size", "-1", "from 1 to 500"),
        ("ordering", "speaker", "choose one of"),
        ("cursor", "nonsense", "no cursor of this list"),
    ],
)
def test_a_bad_parameter_is_refused_by_name(api, parameter, value, says):
    answer = api.get(CLAIMS, {parameter: value})

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [parameter]
    assert says in answer.json()["detail"]


def test_a_range_upside_down_is_refused(api):
    answer = api.get(CLAIMS, {"amount_min": 2, "amount_max": 1})

    assert answer.status_code == 400


def test_one_parameter_given_twice_is_refused(api):
    answer = api.get(f"{CLAIMS}?speaker=1&speaker=2")

    assert answer.json()["errors"] == {"speaker": ["It was given more than once; give one value."]}


@pytest.mark.parametrize(
    "query", ["q=%ED%A0%80", "q=%FF", "speaker=%ED%A0%80", "cursor=%ED%A0%80:%FF", "%ED%A0%80=1"]
)
def test_broken_unicode_is_no_error_of_ours(api, query):
    assert api.get(f"{CLAIMS}?{query}").status_code in (200, 400)
