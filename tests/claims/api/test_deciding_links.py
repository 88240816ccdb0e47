import pytest
from django.contrib.auth.models import Permission, User

from claims import review
from tests import factories
from tests.claims.api import client_of

pytestmark = pytest.mark.django_db


def asked(api, link, verb, **body):
    return api.post(f"/api/v1/links/{link.pk}/{verb}/", body, format="json")


@pytest.fixture
def accepted():
    """A link that another reviewer accepted."""
    return review.accept(factories.link(), by=factories.analyst(username="kim"))


@pytest.mark.parametrize(("verb", "decision"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_link_is_decided(api, verb, decision):
    link = factories.link()

    answer = api.post(f"/api/v1/links/{link.pk}/{verb}/")

    link.refresh_from_db()
    assert answer.status_code == 200
    assert link.decision == answer.json()["decision"] == decision


@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_what_another_reviewer_decided_is_not_replaced_unawares(api, accepted, verb):
    answer = asked(api, accepted, verb)

    accepted.refresh_from_db()
    assert answer.status_code == 409
    assert "accepted by kim" in answer.json()["detail"]
    assert (accepted.decision, accepted.decided_by.username) == ("accepted", "kim")


def test_a_decision_is_replaced_by_whoever_names_it(api, accepted):
    answer = asked(api, accepted, "reject", replaces="accepted")

    assert (answer.status_code, answer.json()["decision"]) == (200, "rejected")


@pytest.mark.parametrize("verb", ["accept", "reject", "withdraw"])
def test_a_decision_that_stands_no_more_is_not_replaced(api, accepted, verb):
    answer = asked(api, accepted, verb, replaces="rejected")

    accepted.refresh_from_db()
    assert (answer.status_code, accepted.decision) == (409, "accepted")


def test_a_decision_is_taken_back(api, accepted):
    answer = asked(api, accepted, "withdraw")

    assert answer.status_code == 200
    assert [answer.json()[name] for name in ("decision", "decided_by", "decided_at")] == [
        "suggested",
        None,
        None,
    ]


def test_what_nobody_decided_is_not_taken_back(api):
    answer = asked(api, factories.link(), "withdraw")

    assert answer.status_code == 409
    assert "nothing to take back" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("body", "field"), [({"replaces": "approved"}, "replaces"), ({"instead_of": "accepted"}, "instead_of")]
)
def test_a_malformed_decision_is_refused_by_field(api, body, field):
    answer = asked(api, factories.link(), "accept", **body)

    assert answer.status_code == 400
    assert field in answer.json()["errors"]


@pytest.mark.parametrize("verb", ["accept", "reject", "withdraw"])
def test_whoever_may_decide_on_the_desk_may_decide_here_and_nobody_else(reader, accepted, verb):
    User.objects.get(username="reader").user_permissions.add(Permission.objects.get(codename="change_link"))
    reviewer = User.objects.create_user("reviewer")
    reviewer.user_permissions.add(Permission.objects.get(codename="add_review"))

    refused = asked(reader, accepted, verb, replaces="accepted")
    allowed = asked(client_of(reviewer), accepted, verb, replaces="accepted")

    assert refused.status_code == 403
    assert "claims.add_review" in refused.json()["detail"]
    assert allowed.status_code == 200


def test_a_link_is_accepted_as_another_relation_and_keeps_what_the_program_said(api):
    answer = asked(api, factories.link(relation="repeats"), "accept", relation="updates")

    assert answer.status_code == 200
    told = [answer.json()[name] for name in ("decision", "relation", "corrected_from")]
    assert told == ["accepted", "updates", "repeats"]


def test_another_relation_replaces_no_decision_unawares(api, accepted):
    answer = asked(api, accepted, "accept", relation="updates")

    accepted.refresh_from_db()
    assert (answer.status_code, accepted.relation) == (409, "repeats")


@pytest.mark.parametrize(("verb", "relation"), [("accept", "denies"), ("reject", "updates")])
def test_a_relation_is_one_of_four_and_of_an_acceptance(api, verb, relation):
    answer = asked(api, factories.link(), verb, relation=relation)

    assert answer.status_code == 400
    assert "relation" in answer.json()["errors"]
