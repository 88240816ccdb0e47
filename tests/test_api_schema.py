"""The API against its own description: the real WSGI application, the real database, invented requests."""

import contextlib
import re

import pytest
import schemathesis
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck, settings
from knox.models import AuthToken
from schemathesis.config import SchemathesisConfig

from claims import review
from config.wsgi import application
from tests import factories

CHECKS = {"positive_data_acceptance": {"enabled": False}}  # a schema cannot say “a cursor that was given”
described = schemathesis.openapi.from_wsgi(
    "/api/v1/schema/", application, config=SchemathesisConfig.from_dict({"checks": CHECKS})
)


@pytest.fixture
def rows(transactional_db):
    """One row of each resource, by the word of its address."""
    mention = factories.mention(
        revision=factories.revision(article=factories.article(outlet=factories.outlet()))
    )
    claim = mention.claim
    claim.speaker, claim.matter = factories.actor(), factories.matter()
    claim.save()
    factories.quantity(mention=mention)
    link = factories.link(claim=claim)
    review.verify(claim, by=factories.analyst(), because="seen on tape", links=[link])
    return {
        "actors": claim.speaker_id,
        "articles": mention.revision.article_id,
        "links": link.pk,
        "matters": claim.matter_id,
        "outlets": mention.revision.article.outlet_id,
        "claims": str(claim.uuid),
    }


@pytest.fixture
def token(transactional_db):
    return AuthToken.objects.create(factories.analyst())[1]


@described.parametrize()
@settings(
    max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)
def test_the_api_does_what_it_says(case, rows, token):
    resource = case.path.removeprefix("/api/v1/").partition("/")[0]
    own = {"id": rows.get(resource), "uuid": rows["claims"], "number": 1}
    case.path_parameters = {name: own[name] for name in case.path_parameters or {}}

    case.call_and_validate(headers={"Authorization": f"Token {token}"})


def test_the_description_is_valid_and_complete(tmp_path, capsys):
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yaml"))

    assert "openapi: 3.1" in (tmp_path / "schema.yaml").read_text()


@pytest.mark.django_db  # closing an answer looks at the connections that other tests left open
def test_its_page_loads_nothing_from_another_host():
    page = Client().get("/api/v1/docs/").content.decode()

    assert "swagger-ui" in page
    assert not re.findall(r"""(?:src|href|url)\s*[=:]\s*["'](?:https?:)?//""", page)
    for address in re.findall(r'(?:src|href)="([^"]+)"', page):
        with contextlib.closing(Client().get(address)) as answer:
            assert answer.status_code == 200, address
