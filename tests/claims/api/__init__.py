"""What the tests of the API share."""

import datetime

from django.db.backends.postgresql.psycopg_any import DateRange
from rest_framework.test import APIClient

from claims import review
from tests import factories

CLAIMS = "/api/v1/claims/"


def client_of(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def found(api, **filters):
    """The texts that a filtered list shows."""
    answer = api.get(CLAIMS, filters)
    assert answer.status_code == 200, answer.json()
    return [claim["text"] for claim in answer.json()["results"]]


def ids_of_links(api, **filters):
    """The ids that a filtered list of links shows."""
    answer = api.get("/api/v1/links/", filters)
    assert answer.status_code == 200, answer.json()
    return [link["id"] for link in answer.json()["results"]]


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
