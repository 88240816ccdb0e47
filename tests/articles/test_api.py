import datetime
import json

import pytest
from django.contrib.auth.models import User
from rest_framework.test import APIClient

from articles.models import Article, Revision
from tests import factories

pytestmark = pytest.mark.django_db
ARTICLES = "/api/v1/articles/"
TEXT = "The minister said on Monday that the budget would grow. It has grown every year since 2019."


@pytest.fixture
def api():
    client = APIClient()
    client.force_authenticate(factories.analyst())
    return client


def row(**fields):
    return {
        "url": "https://gazette.example/budget",
        "title": "The budget grows",
        "text": TEXT,
        "outlet": "The Gazette",
        "published": "2024-10-15",
    } | fields


def titles(api, **filters):
    return [article["title"] for article in api.get(ARTICLES, filters).json()["results"]]


def test_an_article_comes_with_its_newest_text_and_its_revisions(api):
    article = factories.article(outlet=factories.outlet(name="The Gazette"))
    factories.revision("First.", article=article, title="First")
    factories.revision(
        "Second.", article=article, title="Second", number=2, byline="A. Writer", place="SEOUL"
    )

    shown = api.get(f"{ARTICLES}{article.pk}/").json()

    assert shown["outlet"]["name"] == "The Gazette"
    assert shown["latest"]["text"] == "Second."
    assert (shown["latest"]["byline"], shown["latest"]["place"]) == ("A. Writer", "SEOUL")
    assert [revision["title"] for revision in shown["revisions"]] == ["First", "Second"]


def test_an_older_text_can_still_be_read(api):
    article = factories.article()
    factories.revision("First.", article=article)
    factories.revision("Second.", article=article, number=2)

    assert api.get(f"{ARTICLES}{article.pk}/revisions/1/").json()["text"] == "First."
    assert api.get(f"{ARTICLES}{article.pk}/revisions/3/").status_code == 404
    assert api.get(f"{ARTICLES}{article.pk}/revisions/{10**30}/").status_code == 404


def test_articles_are_filtered(api):
    gazette = factories.outlet(name="The Gazette")
    old = factories.article(outlet=gazette, published_on=datetime.date(2019, 11, 16))
    factories.revision(article=old, title="Old 100% news")
    factories.revision(article=factories.article(published_on=datetime.date(2024, 10, 15)), title="New")

    for filters in (
        {"outlet": "the gazette"},
        {"outlet": gazette.pk},
        {"published_to": "2019-11-16"},
        {"published_from": "2019-11-16", "published_to": "2020-01-01"},
        {"url": old.url},
        {"q": "100%"},
    ):
        assert titles(api, **filters) == ["Old 100% news"], filters


def test_newest_come_first_and_undated_last(api):
    for day in (None, datetime.date(2019, 1, 1), datetime.date(2024, 1, 1)):
        factories.revision(article=factories.article(published_on=day), title=str(day))

    assert titles(api) == ["2024-01-01", "2019-01-01", "None"]


@pytest.mark.parametrize("how_many", [2, 5])
def test_a_list_of_dated_articles_costs_two_queries(api, how_many, django_assert_num_queries):
    for _ in range(how_many):
        factories.revision(article=factories.article(outlet=factories.outlet(), published_on="2024-01-01"))

    with django_assert_num_queries(2):  # the second looks for articles without a day
        assert len(titles(api)) == how_many


def test_an_article_costs_three_queries(api, django_assert_num_queries):
    article = factories.revision(article=factories.article(outlet=factories.outlet())).article

    with django_assert_num_queries(3):
        api.get(f"{ARTICLES}{article.pk}/")


def test_an_article_is_new_then_unchanged_then_revised(api):
    answers = [
        api.post(ARTICLES, sent, format="json")
        for sent in (row(), row(), row(text=f"{TEXT} So the minister said on Tuesday."))
    ]

    article = Article.objects.get()
    assert [answer.status_code for answer in answers] == [201, 200, 201]
    assert [answer.json()["result"] for answer in answers] == ["new", "unchanged", "new revision"]
    assert answers[2].json() == {
        "result": "new revision",
        "article": article.pk,
        "revision": 2,
        "url": "https://gazette.example/budget",
    }


def test_a_list_is_answered_item_by_item(api):
    sent = [row(), row(url="https://gazette.example/2"), row()]

    answer = api.post(ARTICLES, sent, format="json")

    assert [stored["result"] for stored in answer.json()] == ["new", "new", "unchanged"]


def test_a_refused_item_is_named_and_nothing_is_stored(api):
    answer = api.post(ARTICLES, [row(), row(text="")], format="json")

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["1"]
    assert "neither text nor html" in answer.json()["detail"]
    assert not Revision.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ([], "non_field_errors"),
        ([row()] * 101, "non_field_errors"),
        ("text", "non_field_errors"),
        ([None], "0"),
        ([row(), 5], "1.non_field_errors"),
        (row(publishd="2024-10-15"), "publishd"),
        (row(text="a\ud800b"), "text"),
        (row(title="a\0b"), "title"),
        (row(url="https://gazette.example/" + "x" * 2000), "url"),
        (row(url="https://gazette.example/" + "é" * 900), "0"),
        (row(url="not an address"), "0"),
        (row(published="yesterday"), "0"),
        (row(published="2024-13-45"), "0"),
        (row(published="0001-01-01T00:00:00+14:00"), "0"),
        (row(published="9999-12-31T23:59:59-14:00"), "0"),
    ],
)
def test_a_malformed_row_is_refused_by_field(api, sent, field):
    answer = api.post(ARTICLES, json.dumps(sent), content_type="application/json")

    assert answer.status_code == 400
    assert field in answer.json()["errors"]


@pytest.mark.parametrize(
    "body", [b"{", b"\xff", b"[" * 100_000, b'{"text": NaN}', b'{"url": ' + b"9" * 5000 + b"}", b""]
)
def test_a_body_that_is_no_json_is_refused(api, body):
    answer = api.post(ARTICLES, body, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["detail"]


def test_a_body_too_large_is_refused(api):
    answer = api.post(ARTICLES, b" " * (20 * 2**20 + 1), content_type="application/json")

    assert answer.status_code == 413


@pytest.mark.parametrize("hour", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_an_absurd_date_in_a_page_is_no_date(api, hour):
    meta = f'<meta property="article:published_time" content="{hour}">'
    page = f"<html><head>{meta}</head><body><article><p>{TEXT * 5}</p></article></body></html>"

    api.post(ARTICLES, {"html": page}, format="json")

    assert [article["published_at"] for article in api.get(ARTICLES).json()["results"]] == [None]


def test_sending_in_needs_the_permission():
    client = APIClient()
    client.force_authenticate(User.objects.create_user("reader"))

    answer = client.post(ARTICLES, row(), format="json")

    assert answer.status_code == 403
    assert "articles.add_article" in answer.json()["detail"]
