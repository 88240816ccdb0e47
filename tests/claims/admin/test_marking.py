import pytest
from django.utils.html import escape, strip_tags

from claims.admin.marking import Mark, excerpt, marked, segments

TEXT = "The mayor said that the bridge would open."


def mark(start, end, role="content", mention=1, kind="plan", **fields):
    return Mark(start, end, role, mention, kind, **fields)


@pytest.mark.parametrize(
    "spans",
    [
        [],
        [(0, 42)],
        [(0, 9), (10, 14), (20, 41)],
        [(0, 20), (10, 30)],
        [(0, 41), (4, 9), (4, 9)],
        [(5, 5)],
        [(40, 90)],
        [(90, 95)],
    ],
)
def test_every_character_of_the_text_comes_once_and_in_order(spans):
    marks = [mark(start, end, mention=number) for number, (start, end) in enumerate(spans)]

    assert "".join(segment.text for segment in segments(TEXT, marks)) == TEXT


def test_a_segment_knows_all_marks_that_cover_it():
    outer, inner = mark(0, 20, mention=1), mark(10, 30, mention=2)

    covered = {segment.text: segment.marks for segment in segments(TEXT, [outer, inner])}

    assert covered[TEXT[0:10]] == (outer,)
    assert covered[TEXT[10:20]] == (outer, inner)
    assert covered[TEXT[20:30]] == (inner,)


def test_what_an_article_says_is_never_markup():
    text = "<script>alert('x')</script> & <b onclick=\"y\">bold</b>"

    html = marked(text, [mark(3, 12, label='"><img src=x onerror=z>', link='#"><i>')])

    assert "<script" not in html
    assert "<b " not in html
    assert "<img" not in html
    assert strip_tags(html) == escape(text)


def test_an_emoji_counts_as_one_character():
    html = marked("😀 the tax falls", [mark(2, 9)])

    assert ">the tax</mark>" in html


def test_a_claim_inside_a_claim_leads_to_the_inner_one():
    outer, inner = mark(0, 41, mention=1, link="#outer"), mark(20, 41, mention=2, link="#inner")

    html = marked(TEXT, [outer, inner])

    assert (
        '<a href="#inner" class="mark is-content kind-plan is-shared" data-mentions="1 2">the bridge' in html
    )


def test_an_excerpt_is_the_paragraph():
    text = f"Before.\n\n{TEXT} More.\n\nAfter."

    assert (
        strip_tags(excerpt(text, [mark(text.index("bridge"), text.index("bridge") + 6)])) == f"{TEXT} More."
    )


def test_an_excerpt_of_a_long_paragraph_is_cut_between_words():
    text = "word " * 200 + "the bridge opens" + " word" * 200
    start = text.index("the bridge")

    shown = strip_tags(excerpt(text, [mark(start, start + 16)]))

    assert shown.startswith("… word ")
    assert shown.endswith(" word …")
    assert len(shown) < 600


def test_an_excerpt_of_spans_far_apart_keeps_to_the_content():
    text = "The mayor" + " word" * 1000 + " the bridge opens"

    shown = strip_tags(excerpt(text, [mark(0, 9, "source"), mark(len(text) - 16, len(text))]))

    assert "the bridge opens" in shown
    assert "mayor" not in shown
