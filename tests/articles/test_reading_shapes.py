"""Texts of every shape come out as they went in, or are refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.reading import Unreadable, read, read_text
from tests.articles.pages import BODY, FIRST, SECOND, THIRD, TITLE, kept, paragraphs


def test_wrapped_lines_become_paragraphs():
    wrapped = (
        "Pier plan divides harbour town\nBy Mara Lind\n\n"
        "The harbour minister said on Monday that the new pier would cost as\n"
        "much as $40 million, more than the town has spent in ten years, and\n"
        "that nobody had asked for it.\n\n"
        "She told the port council, which meets again in spring, that the\n"
        "fishermen would pay.\n"
    )

    page = read_text(wrapped)

    assert (page.title, page.byline) == (TITLE, "Mara Lind")
    assert [len(paragraph) for paragraph in paragraphs(page)] == [165, 85]
    assert page.text.count("\n") == 2


def test_single_lines_are_paragraphs_where_they_are_sentences():
    page = read_text(f"{TITLE}\nBy Mara Lind\n{FIRST}\n{SECOND}\n{THIRD}")

    assert paragraphs(page) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "text",
    [
        "The tide comes in\nand no one sees\nthe stones that sleep\n\nThe tide goes out\nand all may see",
        "- rope\n- nails\n- forty bags of sand\n- a boat",
        "import stones\n\n\ndef pier(length):\n    return [stones.next() for _ in range(length)]",
        "Home\n\nA boat came in, and then a storm came after it and took the boat.",
    ],
)
def test_poems_lists_and_programs_survive(text):
    page = read_text(text)

    assert f"{page.title}\n{page.text}".split() == text.split()
    assert "\n".join(kept(page)).split() == text.split()


def test_lines_of_a_poem_stay_lines():
    page = read_text("The tide comes in\nand no one sees\n\nThe tide goes out\nand all may see")

    assert page.text == "The tide comes in\nand no one sees\n\nThe tide goes out\nand all may see"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_kept_spans_hold_title_and_paragraphs_of_the_text_given(newline):
    text = f"\ufeff \n{TITLE}\n\nBy Mara Lind\n\n{BODY}\n\nLeave a Reply\n".replace("\n", newline)

    page = read_text(text)

    assert [text[start:end] for start, end in page.kept] == [TITLE, FIRST, SECOND, THIRD]


def test_marks_that_are_not_seen_leave_the_text_and_not_the_original():
    text = (
        f"{TITLE}\n\n\u202bהשר אמר\u200f ביום שני\u202c כי המזח החדש יעלה 40 מיליון דולר.\0\u200b\n\n{FIRST}"
    )

    page = read_text(text)

    assert paragraphs(page) == ["השר אמר ביום שני כי המזח החדש יעלה 40 מיליון דולר.", FIRST]
    assert page.original == text.replace("\0", "\N{REPLACEMENT CHARACTER}")


LINES = st.sampled_from(
    [
        TITLE,
        FIRST,
        SECOND,
        "By Mara Lind",
        "Leave a Reply",
        "Related Articles",
        "Nov. 19, 2019",
        "Share",
        "\u202e",
        "\0",
    ]
)
TEXTS = st.lists(st.one_of(LINES, st.text()), max_size=12).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", " \n\t\n"]).map(lambda newline: newline.join(lines))
)


@settings(deadline=None)
@given(TEXTS)
def test_any_text_is_a_page_or_unreadable(text):
    try:
        page = read_text(text)
    except Unreadable:
        return

    edges = [edge for span in page.kept for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in page.kept)
    assert "\0" not in page.text + page.original
    assert page.text.strip()


@settings(deadline=None)
@given(
    st.one_of(st.binary(max_size=300), TEXTS.map(str.encode), TEXTS.map(lambda text: f"<p>{text}".encode()))
)
def test_any_bytes_are_a_page_or_unreadable(data):
    try:
        page = read(data)
    except Unreadable:
        return

    assert page.text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "word and more " * 300_000,
        "x" + " " * 4_000_000 + "y",
        "\n" * 100_000 + FIRST,
        "<" * 1_000_000,
        "(Reporting by " * 90_000,
    ],
)
def test_large_inputs_take_linear_time(text):
    assert read(text).text
