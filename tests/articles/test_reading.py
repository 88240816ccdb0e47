"""What stands above an article is taken down: title, byline, date, dateline."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from articles.reading import read_text
from tests.articles.pages import BODY, FIRST, SECOND, TITLE, paragraphs

EST = timezone(timedelta(hours=-5))


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (f"{TITLE}\n\nBy Mara Lind\n\n", {"title": TITLE, "byline": "Mara Lind"}),
        (f"{TITLE}\nBy Mara Lind and Tom Oke\n", {"title": TITLE, "byline": "Mara Lind and Tom Oke"}),
        (f"{TITLE}\n\nBY MARA LIND, Associated Press\n\n", {"byline": "MARA LIND", "agency": "AP"}),
        (f"{TITLE}\n\nMara Lind, Staff Writer\n\n", {"title": TITLE, "byline": "Mara Lind"}),
        (f"{TITLE}\n\nMara Lind\nHarbour correspondent\n\n", {"title": TITLE}),
        (f"{TITLE}\n\nMara Lind\n3 May 2021\n\n", {"byline": "Mara Lind", "published": date(2021, 5, 3)}),
        (f"{TITLE}\n\nBy Reuters\n\n", {"title": TITLE, "byline": "", "agency": "Reuters"}),
        (f"{TITLE}\n\nBy Mara Lind | March 4, 2021\n\n", {"published": date(2021, 3, 4)}),
        (f"{TITLE}\n\nBy José Étoile-Brun\n\n", {"byline": "José Étoile-Brun"}),
        (f"{TITLE}\n\n", {"title": TITLE, "byline": "", "published": None}),
        (f"{TITLE}, say those\nwho fish\n\nBy Mara Lind\n\n", {"title": f"{TITLE}, say those who fish"}),
        (f"Home\nWorld\nPolitics\nSign in\n{TITLE}\nBy Mara Lind\n", {"title": TITLE, "byline": "Mara Lind"}),
        (f"Home | World | Politics | Sport\n\n{TITLE}\n\nShare\nTweet\n4 min read\n\n", {"title": TITLE}),
        ("By Mara Lind\n\n", {"title": "", "byline": "Mara Lind"}),
        ("", {"title": "", "byline": ""}),
    ],
)  # fmt: skip
def test_a_heading_gives_its_facts_and_leaves_the_text(heading, expected):
    page = read_text(heading + BODY)

    assert {name: getattr(page, name) for name in expected} == expected
    assert page.text.endswith(BODY)


def test_a_subtitle_stays_in_the_text():
    page = read_text(f"{TITLE}\n\nA stone pier, or none at all.\n\nBy Mara Lind\n\n{BODY}")

    assert (page.title, page.byline) == (TITLE, "Mara Lind")
    assert paragraphs(page)[0] == "A stone pier, or none at all."


@pytest.mark.parametrize(
    "text", [FIRST, f"{FIRST}\n{SECOND}", BODY, "Pay up", "It costs too much, they say,\n\nand more."]
)
def test_prose_without_a_heading_has_no_title_and_stays_whole(text):
    page = read_text(text)

    assert page.title == ""
    assert page.text.split() == text.split()


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Nov. 19, 2019, 4:05 p.m. EST", datetime(2019, 11, 19, 16, 5, tzinfo=EST)),
        ("Published 19 November 2019", date(2019, 11, 19)),
        ("Tuesday, November 19th, 2019", date(2019, 11, 19)),
        ("Published: 2019-11-19T08:30:00Z", datetime(2019, 11, 19, 8, 30, tzinfo=UTC)),
        ("19 Nov 2019 21:05 UTC+9", datetime(2019, 11, 19, 21, 5, tzinfo=timezone(timedelta(hours=9)))),
        ("12:15 a.m. ET, July 4, 2020", datetime(2020, 7, 4, 4, 15, tzinfo=UTC)),
        ("Nov 19, 2019 16:05", date(2019, 11, 19)),
        ("2019년 11월 19일", date(2019, 11, 19)),
        ("19.11.2019", date(2019, 11, 19)),
        ("Published 19/11/2019", date(2019, 11, 19)),
        ("Published 05/06/2019", None),
        ("Updated Nov. 20, 2019", None),
        ("Published Nov. 19, 2019 | Updated Nov. 20, 2019", date(2019, 11, 19)),
        ("Updated Nov. 20, 2019 | Published Nov. 19, 2019", date(2019, 11, 19)),
        ("February 30, 2019", None),
    ],
)
def test_a_date_line_is_taken_down_and_cut(line, published):
    page = read_text(f"{TITLE}\n\n{line}\n\n{BODY}")

    assert page.published == published
    assert (page.title, page.text) == (TITLE, BODY)


@pytest.mark.parametrize(
    "line", ["In May 2019, the pier fell.", "Nov 19", "Monday", "2019 was a hard year for the port."]
)
def test_what_is_no_date_line_gives_no_date_and_stays(line):
    page = read_text(f"{TITLE}\n\nBy Mara Lind\n\n{FIRST}\n\n{line}\n\n{SECOND}")

    assert page.published is None
    assert line in page.text


@pytest.mark.parametrize(
    ("dateline", "place", "agency", "published"),
    [
        ("SEOUL (Reuters) – ", "SEOUL", "Reuters", None),
        ("WASHINGTON, Nov 19 (Reuters) - ", "WASHINGTON", "Reuters", None),
        ("PARIS — ", "PARIS", "", None),
        ("LONDON (AP) —", "LONDON", "AP", None),
        ("GREY BAY, N.H. (AP) — ", "GREY BAY, N.H.", "AP", None),
        ("Seoul, Nov. 19 (Yonhap) -- ", "Seoul", "Yonhap", None),
        ("WASHINGTON, Nov 19, 2019 (AFP) - ", "WASHINGTON", "AFP", date(2019, 11, 19)),
        ("MOSCOW, November 19. /TASS/. ", "MOSCOW", "TASS", None),
        ("WASHINGTON/SEOUL (Reuters) - ", "WASHINGTON/SEOUL", "Reuters", None),
        ("BRUSSELS (Coast Press) - ", "BRUSSELS", "Coast Press", None),
        ("Nov 19 (Reuters) - ", "", "Reuters", None),
        ("NATO — ", "", "", None),
        ("BREAKING - ", "", "", None),
        ("MINISTER: ", "", "", None),
        ("Mr. Oke (Labour) - ", "", "", None),
    ],
)
def test_a_dateline_is_read_and_stays_in_the_text(dateline, place, agency, published):
    page = read_text(f"{TITLE}\n\n{dateline}{BODY}")

    assert (page.place, page.agency, page.published) == (place, agency, published)
    assert page.text.startswith(f"{dateline}{FIRST}")
