import json

import pytest
from django.contrib.auth.models import Permission, User

from tests import factories
from tests.claims.api import CLAIMS, client_of

pytestmark = pytest.mark.django_db


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

    answer = api.post(f"{CLAIMS}{claim.uuid}/reviews/", json.dumps(asked), content_type="application/json")

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
