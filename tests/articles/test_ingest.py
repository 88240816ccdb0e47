import io
import json
import sys
from datetime import datetime

import pytest
from django.core.management import CommandError, call_command

from articles import ingest, reading
from articles.ingest import Stored
from articles.models import Article, Outlet, Revision

pytestmark = pytest.mark.django_db

BODY = """OTTAWA (Harbour Wire) – Canada will raise its defence budget to 2 per cent of output by 2030, the prime minister said.

He said the money would go to new submarines and to pay for soldiers in the north of the country."""  # noqa: E501


def row(**fields):
    return {"url": "https://gazette.example/defence", "title": "Canada to spend more", "text": BODY} | fields


@pytest.fixture
def run(capsys):
    """Runs the command and gives back its output, or its error as text."""

    def run(*what, stdin=None):
        if stdin is not None:
            sys.stdin = io.TextIOWrapper(io.BytesIO(stdin))
        try:
            call_command("ingest", *what)
        except CommandError as error:
            return capsys.readouterr().out + str(error)
        return capsys.readouterr().out

    standard_input = sys.stdin
    yield run
    sys.stdin = standard_input


def test_a_row_becomes_an_article_of_its_outlet():
    revision, stored = ingest.ingest_row(row(outlet="Gazette", published="2024-05-01", language="en"))

    assert stored == Stored.NEW
    assert revision.article.outlet == Outlet.objects.get(name="Gazette")
    assert str(revision.article.published_on) == "2024-05-01"
    assert (revision.title, revision.place, revision.agency) == (
        "Canada to spend more",
        "OTTAWA",
        "Harbour Wire",
    )
    assert revision.text == BODY


def test_the_same_article_twice_changes_nothing():
    ingest.ingest_row(row())

    _, stored = ingest.ingest_row(row())

    assert stored == Stored.UNCHANGED
    assert (Article.objects.count(), Revision.objects.count()) == (1, 1)


def test_a_changed_text_is_a_new_revision_of_one_article():
    ingest.ingest_row(row())

    revision, stored = ingest.ingest_row(row(text=BODY.replace("2 per cent", "3 per cent")))

    assert (stored, revision.number, Article.objects.count()) == (Stored.NEW_REVISION, 2, 1)


def test_an_old_text_from_a_file_changes_nothing_and_from_the_page_it_is_the_news():
    first, _ = ingest.ingest_row(row())
    ingest.ingest_row(row(text=BODY.replace("2 per cent", "3 per cent")))
    page = reading.read_text(f"Canada to spend more\n\n{BODY}")

    assert ingest.ingest_row(row()) == (first, Stored.UNCHANGED)
    revision, stored = ingest.store(page, ingest.Given(url=row()["url"]), fetched=True)

    assert (stored, revision.number, revision.text) == (Stored.NEW_REVISION, 3, BODY)


def test_tracking_parameters_make_no_other_article():
    ingest.ingest_row(row())

    _, stored = ingest.ingest_row(row(url="https://Gazette.example/defence?utm_source=mail#top"))

    assert stored == Stored.UNCHANGED


def test_without_a_url_the_text_is_the_identity():
    first, _ = ingest.ingest_row(row(url=""))
    second, stored = ingest.ingest_row(row(url=None))

    assert stored == Stored.UNCHANGED
    assert first.article == second.article
    assert first.article.digest


def test_no_date_in_the_text_means_no_date():
    revision, _ = ingest.ingest_row(row())

    assert revision.article.published_on is None


def test_an_hour_is_kept_beside_its_day():
    revision, _ = ingest.ingest_row(row(published="2024-05-01T23:30:00-04:00"))

    assert str(revision.article.published_on) == "2024-05-01"
    assert revision.article.published_at == datetime.fromisoformat("2024-05-01T23:30:00-04:00")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": ""}, "neither text nor html"),
        ({"html": "<p>x</p>"}, "either text or html"),
        ({"title": 7}, "title must be text"),
        ({"title": "a\0b"}, "title holds a NUL"),
        ({"outlet": "Gazette\ud800"}, "outlet holds a NUL or half a character"),
        ({"published": "yesterday"}, "ISO 8601"),
        ({"published": "2024-02-31"}, "ISO 8601"),
        ({"url": "ftp://gazette.example/x"}, "http"),
        ({"text": "\x00\x01\x02\x03" * 100}, "binary"),
    ],
)
def test_a_bad_row_is_refused_and_leaves_nothing(fields, says):
    with pytest.raises(ingest.Refused, match=says):
        ingest.ingest_row(row(**fields))

    assert (Article.objects.count(), Outlet.objects.count()) == (0, 0)


def test_one_broken_line_of_ten_leaves_nine(tmp_path, run):
    lines = [json.dumps(row(url=f"https://gazette.example/{n}")) for n in range(1, 11)]
    lines[6] = lines[6][:50]
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(lines))

    said = run(str(path))

    assert "9 new, 0 unchanged, 0 new revision, 1 refused" in said
    assert "line 7: not valid JSON" in said
    assert Article.objects.count() == 9


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, ""),
        ("paper.html", b"%PDF-1.7\n" + bytes(range(256)) * 20, ""),
        ("large.txt", b"word " * 10_000_000, "50 MB"),
        ("latin.jsonl", '{"text": "café"}'.encode("latin-1"), "line 1: not UTF-8"),
        ("deep.jsonl", b"[" * 100_000, "line 1: not valid JSON"),
        ("list.jsonl", b"[1]", "must be an object"),
    ],
)
def test_a_bad_file_is_refused_with_its_name(tmp_path, run, name, data, says):
    path = tmp_path / name
    path.write_bytes(data)

    said = run(str(path))

    assert "1 refused" in said
    assert name in said
    assert says in said
    assert Article.objects.count() == 0


def test_a_missing_file_does_not_stop_the_others(tmp_path, run):
    good = tmp_path / "good.txt"
    good.write_text(f"Canada to spend more\n\n{BODY}")

    said = run(str(tmp_path / "missing.txt"), str(good))

    assert "1 new" in said
    assert "there is no such file" in said


def test_an_address_of_another_kind_is_named_as_such(run):
    assert "only http:// and https:// addresses" in run("ftp://gazette.example/1")


def test_a_folder_is_read_whole(tmp_path, run):
    (tmp_path / "inner").mkdir()
    (tmp_path / "one.txt").write_text(f"Canada to spend more\n\n{BODY}")
    (tmp_path / "inner" / "two.jsonl").write_text(json.dumps(row()) + "\n")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")

    said = run(str(tmp_path))

    assert "2 new" in said


def test_standard_input_may_hold_lines_or_a_page(run):
    assert "1 new" in run("-", stdin=json.dumps(row()).encode())
    assert "1 new" in run("-", stdin=f"Canada spends\n\n{BODY}".encode())


def test_half_characters_in_a_text_are_replaced():
    revision, _ = ingest.ingest_row(row(text=BODY + " It \ud800 is so."))

    assert "\ud800" not in revision.text + revision.original


def test_an_hour_far_east_of_everything_is_stored():
    revision, _ = ingest.ingest_row(row(published="2019-01-01T00:00:00+23:59"))

    revision.article.refresh_from_db()
    assert str(revision.article.published_on) == "2019-01-01"


def test_a_long_pipe_of_lines_loses_none(run, monkeypatch):
    monkeypatch.setattr("articles.reading.MAX_BYTES", 3000)
    lines = [json.dumps(row(url=f"https://gazette.example/{n}")) for n in range(20)]

    assert "20 new" in run("-", stdin="\n".join(lines).encode())
