"""Pages and bytes."""

from datetime import UTC, date, datetime

import pytest

from articles.reading import MAX_BYTES, Unreadable, read, read_html
from tests.articles.pages import BODY, FIRST, SECOND, TITLE, html


def test_a_page_gives_its_article_alone():
    page = read_html(html())

    assert (page.title, page.text, page.language) == (TITLE, BODY, "en")
    assert (page.media_type, page.original, page.kept) == ("text/html", html(), ())


@pytest.mark.parametrize(
    ("head", "above", "expected"),
    [
        ("<meta name='author' content='Mara Lind'>", "", {"byline": "Mara Lind"}),
        ("<meta name='author' content='Reuters'>", "", {"byline": "", "agency": "Reuters"}),
        ("", "<p>By Mara Lind</p>", {"byline": "Mara Lind"}),
        ("", "<p>By Mara Lind</p><p>Nov. 19, 2019</p>", {"published": date(2019, 11, 19)}),
        ("<meta property='og:site_name' content='Grey Bay Herald'>", "", {"outlet": "Grey Bay Herald"}),
        ("<link rel='canonical' href='/pier?utm_source=x'>", "", {"url": "https://herald.example/pier"}),
        ("<link rel='canonical' href='/'>", "", {"url": ""}),
        (
            "<meta property='article:published_time' content='2019-11-19T08:30:00+09:00'>"
            "<meta property='article:modified_time' content='2020-01-01T00:00:00Z'>",
            "",
            {"published": datetime(2019, 11, 18, 23, 30, tzinfo=UTC)},
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",'
            ' "datePublished": "2019-11-19", "publisher": {"name": "Herald"},'
            ' "author": [{"name": "Mara Lind"}, {"name": "Tom Oke"}]}]}</script>',
            "",
            {"published": date(2019, 11, 19), "outlet": "Herald", "byline": "Mara Lind and Tom Oke"},
        ),
        ("", "<time datetime='2019-11-19' pubdate>today</time>", {"published": date(2019, 11, 19)}),
        ("<meta property='article:modified_time' content='2020-01-01'>", "", {"published": None}),
        ("<meta name='copyright' content='2018'>", "<p>Updated Nov. 19, 2019</p>", {"published": None}),
    ],
)  # fmt: skip
def test_a_page_states_its_facts(head, above, expected):
    page = read_html(html(head, above), url="https://herald.example/pier/?id=7")

    assert {name: getattr(page, name) for name in expected} == expected
    assert page.text == BODY


def test_a_fragment_of_markup_is_its_paragraphs():
    assert read(f"<p>{FIRST}</p>").text == FIRST


def test_leftovers_in_a_page_are_cut_and_its_dateline_read():
    page = read_html(
        html(body=[f"SEOUL (Reuters) - {FIRST}", "Advertisement", f"{SECOND} (Reporting by Mara Lind)"])
    )

    assert page.text == f"SEOUL (Reuters) - {FIRST}\n\n{SECOND}"
    assert (page.place, page.agency) == ("SEOUL", "Reuters")


@pytest.mark.parametrize(
    "page", ["<html><body></body></html>", "<html><body><nav>Home World</nav></body></html>", "<p>"]
)
def test_a_page_without_an_article_is_refused(page):
    with pytest.raises(Unreadable, match="No article"):
        read(page, media_type="text/html")


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_bytes_are_decoded_without_being_told_how(codec):
    assert read(f"{TITLE}\n\n{BODY}".encode(codec)).text == BODY


def test_a_named_charset_is_used():
    text = "Министр заявил в понедельник, что новый причал обойдётся в 40 миллионов долларов."

    assert read(text.encode("koi8-r"), charset="koi8-r").text == text
    assert read(text.encode(), charset="windows-1251x").text == text


def test_a_charset_in_the_markup_is_used():
    assert (
        read(html("<meta charset='shift_jis'>").replace("harbour", "港").encode("shift_jis", "replace")).title
        == "Pier plan divides 港 town"
    )


def test_utf8_that_calls_itself_latin1_is_utf8():
    assert "“We" in read(BODY.encode(), charset="iso-8859-1").text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (" \n\t \u200b\n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image"),
        (bytes(range(256)) * 40, "encoding|binary"),
        ("pier\0" * 50, "binary"),
        (b"\0" * 5000, "encoding|binary|empty"),
        ("Министр заявил в понедельник".encode("cp1251") * 9, "encoding"),
        ("“Pier” — the minister’s ‘plan’ ".encode().decode("cp1252", "ignore") * 9, "encoding"),
        ("\N{REPLACEMENT CHARACTER}ier plan " * 90, "encoding"),
        (b"\xff\xfeodd", "UTF-16"),
        ("<?xml version='1.0'?><rss><channel/></rss>", "XML"),
        (b"x" * (MAX_BYTES + 1), "20 MB"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data, message):
    with pytest.raises(Unreadable, match=message):
        read(data)


@pytest.mark.parametrize("media_type", ["application/pdf", "image/png", "application/json; charset=utf-8"])
def test_other_media_types_are_refused(media_type):
    with pytest.raises(Unreadable, match=media_type.split(";")[0]):
        read(BODY, media_type=media_type)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (html(), "text/html"),
        (f"\n<!-- x --><p>{FIRST}</p><p>{SECOND}</p>", "text/html"),
        (f"<pier> {BODY}", "text/plain"),
    ],
)
def test_markup_and_text_are_told_apart(data, media_type):
    assert read(data).media_type == media_type
