import datetime
import json
import uuid

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims import review
from claims.models import Alias, Claim, Quantity
from tests import factories

pytestmark = pytest.mark.django_db
CLAIMS = "/api/v1/claims/"


def client_of(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


@pytest.fixture
def api():
    return client_of(factories.analyst())


@pytest.fixture
def reader():
    """Somebody who has logged in and has no permissions."""
    return client_of(User.objects.create_user("reader"))


def found(api, **filters):
    """The texts that a filtered list shows."""
    answer = api.get(CLAIMS, filters)
    assert answer.status_code == 200, answer.json()
    return [claim["text"] for claim in answer.json()["results"]]


def a_full_claim():
    """A claim with something of everything."""
    outlet = factories.outlet()
    article = factories.article(outlet=outlet, published_on=datetime.date(2019, 11, 16))
    claim = factories.claim(
        kind="demand",
        speaker=factories.actor(role="president"),
        addressee=factories.actor(kind="government"),
        matter=factories.matter(),
        deadline=DateRange(datetime.date(2019, 1, 1), datetime.date(2019, 12, 31), "[]"),
        first_article=article,
        first_said_on=article.published_on,
    )
    factories.quantity(
        mention=factories.mention(claim=claim, revision=factories.revision(article=article, title="Pay more"))
    )
    link = factories.link(claim=claim)
    review.verify(claim, by=factories.analyst(), because="seen on tape", links=[link])
    return claim


# Lists


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


# Filters


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
        text="Seoul must pay for the troops", matter=matter, negated=True, first_said_on=datetime.date(2019, 11, 16)
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


@pytest.mark.parametrize("query", ["q=%ED%A0%80", "q=%FF", "speaker=%ED%A0%80", "cursor=%ED%A0%80:%FF", "%ED%A0%80=1"])
def test_broken_unicode_is_no_error_of_ours(api, query):
    assert api.get(f"{CLAIMS}?{query}").status_code in (200, 400)


# Pages


@pytest.mark.parametrize("ordering", ["created_at", "-created_at", "first_said_on", "-first_said_on", "-worthiness"])
def test_pages_skip_and_repeat_nothing_where_keys_tie_or_are_empty(api, ordering):
    days = [None, datetime.date(2020, 1, 1), datetime.date(2020, 1, 1), datetime.date(2021, 1, 1), None, None]
    made = [factories.claim(text=str(number), first_said_on=day, worthiness=0.1) for number, day in enumerate(days)]

    url, seen = f"{CLAIMS}?page_size=1&ordering={ordering}", []
    while url:
        page = api.get(url).json()
        seen += [claim["text"] for claim in page["results"]]
        url = page["next"]

    assert sorted(seen) == [claim.text for claim in made]
    assert len(seen) == len(made)
    if "first_said_on" in ordering:
        assert set(seen[3:]) == {"0", "4", "5"}, "claims without a day come last"


def test_a_cursor_goes_with_its_ordering(api):
    for _ in range(2):
        factories.claim()
    following = api.get(CLAIMS, {"page_size": 1}).json()["next"]

    answer = api.get(f"{following}&ordering=worthiness")

    assert "ordering=-created_at" in answer.json()["errors"]["cursor"][0]


# One claim


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
def test_a_claim_costs_seven_queries_however_often_it_is_said(api, how_many, django_assert_num_queries):
    claim = a_full_claim()
    for number in range(how_many - 1):
        factories.quantity(mention=factories.mention(claim=claim))
        link = factories.link(claim=claim, counterpart=factories.claim())
        review.decide(claim, ["in_review", "disputed"][number], by=factories.analyst(), because="x", links=[link])

    with django_assert_num_queries(7):
        shown = api.get(f"{CLAIMS}{claim.uuid}/").json()

    assert len(shown["mentions"]) == len(shown["links"]) == len(shown["reviews"]) == how_many


@pytest.mark.parametrize("name", [str(uuid.uuid4()), "not-a-uuid", "%00", "1" * 5000])
def test_an_unknown_claim_is_answered_in_json(api, name):
    answer = api.get(f"{CLAIMS}{name}/")

    assert answer.status_code == 404
    assert answer.json()["detail"]


# Reviews


def test_a_review_decides_a_status(api):
    claim, link = factories.claim(), factories.link()
    link.claim = claim
    link.save()

    answer = api.post(
        f"{CLAIMS}{claim.uuid}/reviews/",
        {
            "status": "verified",
            "rationale": "the treaty",
            "evidence": ["https://treaty.example/"],
            "links": [link.pk],
        },
        format="json",
    )

    claim.refresh_from_db()
    assert (answer.status_code, claim.status) == (201, "verified")
    assert answer.json() == api.get(f"{CLAIMS}{claim.uuid}/reviews/").json()["results"][0]
    assert answer.json()["evidence"] == ["https://treaty.example/"]


def test_a_review_says_what_became_of_a_promise(api):
    claim = factories.claim(kind="promise")

    answer = api.post(
        f"{CLAIMS}{claim.uuid}/reviews/", {"outcome": "met", "rationale": "it passed"}, format="json"
    )

    claim.refresh_from_db()
    assert (answer.status_code, claim.outcome) == (201, "met")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"status": "new"}, "new already"),
        ({"outcome": "met"}, "no outcome"),
    ],
)
def test_what_the_claim_forbids_is_a_conflict(api, asked, says):
    claim = factories.claim()

    answer = api.post(f"{CLAIMS}{claim.uuid}/reviews/", asked | {"rationale": "why"}, format="json")

    assert answer.status_code == 409
    assert says in answer.json()["detail"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({}, "rationale"),
        ({"rationale": "x"}, "non_field_errors"),
        ({"rationale": "x", "status": "verified", "outcome": "met"}, "non_field_errors"),
        ({"rationale": " ", "status": "verified"}, "rationale"),
        ({"rationale": "\ud800", "status": "verified"}, "rationale"),
        ({"rationale": "\0", "status": "verified"}, "rationale"),
        ({"rationale": "x", "status": "true"}, "status"),
        ({"rationale": "x", "status": "verified", "because": "x"}, "because"),
        ({"rationale": "x", "status": "verified", "links": [2**70]}, "links.0"),
        ({"rationale": "x", "status": "verified", "links": [0]}, "links.0"),
        ({"rationale": "x", "status": "verified", "links": [2**63 - 1]}, "links"),
        ({"rationale": "x", "status": "verified", "evidence": ["my notes"]}, "evidence.0"),
    ],
)
def test_a_malformed_review_is_refused_by_field(api, asked, field):
    claim = factories.claim()

    answer = api.post(
        f"{CLAIMS}{claim.uuid}/reviews/", json.dumps(asked), content_type="application/json"
    )

    assert answer.status_code == 400
    assert field in answer.json()["errors"]


def test_a_review_needs_the_permission(reader):
    claim = factories.claim()
    asked = {"status": "verified", "rationale": "x"}

    refused = reader.post(f"{CLAIMS}{claim.uuid}/reviews/", asked, format="json")
    user = User.objects.get(username="reader")
    user.user_permissions.add(Permission.objects.get(codename="add_review"))
    allowed = client_of(User.objects.get(pk=user.pk)).post(
        f"{CLAIMS}{claim.uuid}/reviews/", asked, format="json"
    )

    assert refused.status_code == 403
    assert "claims.add_review" in refused.json()["detail"]
    assert allowed.status_code == 201


# Links, actors, matters, quantities, changes


def test_links_are_filtered(api):
    weak = factories.link(score=0.2, relation="updates")
    factories.link(score=0.9, relation="contradicts")

    def ids(**filters):
        return [link["id"] for link in api.get("/api/v1/links/", filters).json()["results"]]

    assert len(ids()) == 2
    assert ids(claim=weak.claim.uuid) == ids(relation="updates") == [weak.pk]
    assert weak.pk not in ids(score_min=0.5)
    assert ids(decision="accepted") == []


@pytest.mark.parametrize(("verb", "decision"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_link_is_decided(api, verb, decision):
    link = factories.link()

    answer = api.post(f"/api/v1/links/{link.pk}/{verb}/")

    link.refresh_from_db()
    assert answer.status_code == 200
    assert link.decision == answer.json()["decision"] == decision


def test_deciding_a_link_needs_the_permission(reader):
    answer = reader.post(f"/api/v1/links/{factories.link().pk}/accept/")

    assert answer.status_code == 403


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
