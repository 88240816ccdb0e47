"""Attributions found by the tagger, in sentences of our own."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.nlp import tagged, tagger
from claims.nlp.spans import Attribution, Span


def words(text, spans):
    return [span.of(text) for span in spans]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The minister said that the levy would double next year.",
            ["The minister"],
            ["said"],
            ["the levy would double next year"],
        ),
        (
            "“We will not pay,” Ms. Ortega told reporters on Monday.",
            ["Ms. Ortega"],
            ["told"],
            ["We will not pay"],
        ),
        (
            "“The bridge is safe,” said Kim Min-jae, the mayor. “It has been inspected twice.”",
            ["Kim Min-jae"],
            ["said"],
            ["The bridge is safe", "It has been inspected twice."],
        ),
        (
            "The tax has failed, according to a report by the central bank.",
            ["a report by the central bank"],
            ["according to"],
            ["The tax has failed"],
        ),
    ],
)
def test_who_says_what(text, source, cue, content):
    (found,) = tagger.read(text).attributions

    assert len(found.content) == len(content)
    assert all(part in span for part, span in zip(content, words(text, found.content), strict=True))
    assert source[0] in words(text, found.source)[0]
    assert cue[0] in words(text, found.cue)[0]


def test_nothing_is_claimed_where_nobody_says_anything():
    assert tagger.read("The train leaves at nine from the second platform.").attributions == ()
    assert tagger.read("").attributions == ()


FRAGMENTS = st.sampled_from(
    [
        *(
            "“We",
            "will pay,”",
            "said",
            "said that",
            "the minister",
            "according to",
            "Trump",
            ".",
            "—",
            "'",
            '"',
            "$5bn",
        ),
        *(
            "김정은",
            "🙂🏽",
            "ﬁ",
            "İ",
            "<b>",
            "’s",
            "x" * 300,
            "\n",
            "\n\n",
            "\t",
            "\x85",
            "\u200b",
            "\ud800",
            "e\u0301",
        ),
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=20)), max_size=60).map(" ".join))
def test_spans_lie_in_any_text(text):
    for found in tagger.read(text).attributions:
        assert found.cue
        assert found.content
        for span in found.source + found.cue + found.content:
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip()
        assert all(a.end <= b.start for a, b in itertools.pairwise(found.content))


def test_a_long_line_is_read_in_parts():
    text = "The minister said the levy would double. " * 400

    found = tagger.read(text).attributions

    assert len(found) > 300
    assert found[-1].cue[0].start > len(text) - 100


@pytest.mark.parametrize(
    ("text", "parts", "told"),
    [
        (
            "Oslo expects no change in its ties, an aide said.",
            ["Oslo", "no change in its ties"],
            ["Oslo expects no change in its ties"],
        ),
        (
            "If the bill passes, Oslo will sell the port, but keep the ferries, an aide said.",
            ["If the bill passes", "but keep the ferries"],
            ["If the bill passes, Oslo will sell the port, but keep the ferries"],
        ),
        (
            "The port, which opened in 1910, will be sold, an aide said.",
            ["The port", "will be sold"],
            ["The port", "will be sold"],
        ),
        (
            "The port, an aide said, will be sold.",
            ["The port", "will be sold"],
            ["The port", "will be sold"],
        ),
        (
            "The port will be sold. Prices rose. It is old, an aide said.",
            ["The port will be sold", "It is old"],
            ["The port will be sold", "It is old"],
        ),
    ],
)
def test_a_content_has_no_hole_but_for_what_is_put_in(text, parts, told):
    def span(words):
        return Span(text.index(words), text.index(words) + len(words))

    given = Attribution(
        source=(span("an aide"),), cue=(span("said"),), content=tuple(span(words) for words in parts)
    )
    [found, *_] = tagged.find(text, [given])
    assert [part.of(text) for part in found.content] == told


@pytest.mark.parametrize(
    ("text", "kind", "cue", "content"),
    [
        (
            "Italy has warned the envoy that its government would expel him if he went on.",
            "threat",
            ["has warned"],
            "that its government would expel him if he went on",
        ),
        (
            "Minister Karl Ode has sent a letter to the company threatening to revoke its licence.",
            "threat",
            ["has sent a letter", "threatening"],
            "to revoke its licence",
        ),
        (
            "Marta Vik wrote to the council demanding that the road be closed.",
            "demand",
            ["wrote", "demanding"],
            "that the road be closed",
        ),
    ],
)
def test_what_is_done_before_one_content_is_one_claim(text, kind, cue, content):
    [claim] = tagged.extract(text).claims

    assert (claim.kind, words(text, claim.cue), words(text, claim.content)) == (kind, cue, [content])
