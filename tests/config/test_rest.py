import json

import pytest
from django.db import OperationalError
from django.test import Client
from rest_framework.test import APIClient

from config.rest import errors
from tests import factories

pytestmark = pytest.mark.django_db
API = "/api/v1/"


@pytest.fixture(autouse=True)
def cache_in_memory(settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "rest"}
    }
    from django.core.cache import cache

    cache.clear()


def log_in(client, **login):
    return client.post(f"{API}auth/login/", json.dumps(login), content_type="application/json")


def test_a_name_and_a_password_give_a_token_that_opens_the_api_until_it_is_ended():
    user, client = factories.analyst(), APIClient()

    token = log_in(client, username=user.username, password="a long password").json()
    client.credentials(HTTP_AUTHORIZATION=f"Token {token['token']}")
    open_before = client.get(f"{API}claims/").status_code
    ended = client.post(f"{API}auth/logout/").status_code
    open_after = client.get(f"{API}claims/").status_code

    assert token["expiry"]
    assert (open_before, ended, open_after) == (200, 204, 401)


def test_all_tokens_of_a_user_end_together():
    user = factories.analyst()
    clients = [APIClient(), APIClient()]
    for client in clients:
        token = log_in(client, username=user.username, password="a long password").json()["token"]
        client.credentials(HTTP_AUTHORIZATION=f"Token {token}")

    clients[0].post(f"{API}auth/logoutall/")

    assert [client.get(f"{API}claims/").status_code for client in clients] == [401, 401]


@pytest.mark.parametrize(
    "login",
    [{}, {"username": "x"}, {"username": "x", "password": "y"}, {"username": "\0", "password": "\ud800"}],
)
def test_a_wrong_login_is_refused(login):
    answer = log_in(APIClient(), **login)

    assert answer.status_code == 400
    assert answer.json()["detail"]


def test_guessing_passwords_is_slowed_down_whatever_address_is_claimed():
    client = APIClient()

    answers = [
        client.post(
            f"{API}auth/login/",
            {"username": "x", "password": "y"},
            format="json",
            HTTP_X_FORWARDED_FOR=f"1.1.1.{n}",
        )
        for n in range(11)
    ]

    assert [answer.status_code for answer in answers] == [400] * 10 + [429]
    assert int(answers[-1]["Retry-After"]) > 0


@pytest.mark.parametrize("address", ["", "claims/", "articles/", "changes/", "claims/?amount_mn=1"])
def test_everything_else_needs_a_login(address):
    answer = APIClient().get(f"{API}{address}")

    assert answer.status_code == 401
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    "header", ["Token", "Token x y", "Token nonsense", "Token \xff\xfe", "Bearer x", "\0"]
)
def test_a_broken_token_is_no_error_of_ours(header):
    answer = APIClient().get(f"{API}claims/", HTTP_AUTHORIZATION=header)

    assert answer.status_code == 401


def test_the_session_of_the_admin_opens_the_api():
    client = Client()
    client.force_login(factories.analyst())

    assert client.get(f"{API}claims/").status_code == 200


def test_the_root_lists_the_resources():
    client = APIClient()
    client.force_authenticate(factories.analyst())

    listed = client.get(API).json()

    assert {
        "claims",
        "links",
        "actors",
        "matters",
        "quantities",
        "articles",
        "outlets",
        "changes",
    } == listed.keys()
    assert {client.get(url).status_code for url in listed.values()} == {200}


def test_an_address_without_its_slash_leads_there():
    answer = APIClient().get(f"{API}claims?kind=demand")

    assert answer["Location"] == "/api/v1/claims/?kind=demand"


@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_an_unknown_address_is_answered_in_json(method):
    answer = getattr(Client(enforce_csrf_checks=True), method)(f"{API}nothing/")

    assert answer.status_code == 404
    assert "/api/v1/ lists" in answer.json()["detail"]


def test_a_detail_takes_no_parameters():
    client = APIClient()
    client.force_authenticate(factories.analyst())

    answer = client.get(f"{API}claims/{factories.claim().uuid}/?status=new")

    assert answer.json()["errors"] == {"status": ["There is no such parameter here. Leave it out."]}


def test_a_database_that_does_not_answer_is_said_in_json(rf):
    answer = errors.handle(OperationalError("gone"), {"request": rf.get("/")})

    assert answer.status_code == 503
    assert "try again" in answer.data["detail"]
    assert answer["Retry-After"]
