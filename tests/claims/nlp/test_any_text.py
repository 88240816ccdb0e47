"""The default extractor on text that nobody edited: never an exception, and every span equal to its words."""

import json
import string
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.nlp import output, tagged

SAMPLE = Path(__file__).parents[2] / "data" / "floor.jsonl"
STORIES = [json.loads(line)["text"] for line in SAMPLE.read_text(encoding="utf-8").splitlines()]

ODDITIES = {
    "html": "<p>“We <b>will</b> pay,” the mayor said.</p>&nbsp;<script>if (a < b) say('x');</script>",
    "code": "def said(x): return 'x said ' + str(x)  # $5 billion\n\n    if said: raise ValueError(\"no\")",
    "poem": "The river said\nto the sea\n\nI will\n  (it said)\nbe late",
    "capitals": "SEOUL SAID IT WOULD PAY 5 BILLION WON. THE OFFICIAL SAID NO.",
    "unclosed": "“We will pay, the mayor said. He added that it was late.\n\n“And again",
    "straight": '"We will pay," the mayor said. "Never," she added. "',
    "no source": "said. Said that. , said the. “,” said said said",
    "table": "Year\tCost\n2019\t$5bn\n2020\t–\n2021\t1,234,567.89\nTotal said\t€ 3",
    "huge": f"The mayor said it would cost $1{'0' * 400}, or 10^400 euros, by 99999999.",
    "bare sign": "$ said $. £ € ¥ % – the mayor said $",
    "arabic": "قال الوزير إن التكلفة ٥ مليارات دولار. The mayor said ٥٠٠ million dollars by ٢٠٢٦.",
    "korean": "이재명 대통령은 “안 된다”고 said. Lee Jae-myung (이재명) said 1조 5,200억 won.",
    "emoji": "🙂🏽 The mayor 👩‍👩‍👧 said 🎉 “no 😀” 🇰🇷, she said",
    "controls": "The mayor\0 said\u200b that\u202e it \x85was\u2028 late\ufeff.",
    "surrogates": "The mayor said \ud800 that \udfff it was late.",
    "combining": "The mayo\u0301r sa\u0308id “no\u0301,” ﬁnance minister İpek said.",
    "marks": "“”‘’\"'«»„" * 40,
    "one word": "said" * 2_000,
    "nothing": "",
}


def check(text):
    extraction = tagged.extract(text, published=date(2024, 3, 6))
    for claim in extraction.claims:
        assert claim.content
        for part in (claim.source, claim.cue, claim.content):
            assert all(0 <= span.start < span.end <= len(text) for span in part)
            assert all(span.of(text).strip() for span in part)
            assert all(a.end <= b.start for a, b in pairwise(part))
        assert all(actor.name.strip() for actor in (claim.speaker, claim.addressee) if actor)
        assert 0 <= claim.worthiness <= 1
        assert 0 <= claim.confidence <= 1
        inside = [extraction.quantities[i] for i in claim.quantities] + [
            extraction.dates[i] for i in claim.dates
        ]
        assert all(any(s.start <= one.start < one.end <= s.end for s in claim.content) for one in inside)
    for one in (*extraction.quantities, *extraction.dates):
        assert one.text == text[one.start : one.end]
    json.loads(output.line(output.as_json(extraction, "x")))


@pytest.mark.parametrize("name", ODDITIES)
def test_odd_text_is_read(name):
    check(ODDITIES[name])


@pytest.mark.parametrize("name", ODDITIES)
def test_odd_text_inside_a_story_spoils_no_span(name):
    half = len(STORIES[1]) // 2

    check(STORIES[1][:half] + ODDITIES[name] + STORIES[1][half:])


MANGLED = st.sampled_from(
    [*ODDITIES.values(), "\n\n", " said ", "“", "”", '"', "’", "\0", "\ud800", "$", "٣"]
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STORIES), st.integers(0, 1_500), st.integers(0, 1_500), MANGLED)
def test_spans_lie_in_a_broken_story(story, start, end, piece):
    check(story[:start] + piece + story[end:])


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(STORIES), st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_spans_lie_in_a_story_in_another_case(story, change):
    check(change(story))


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(STORIES), st.data())
def test_spans_lie_in_a_story_without_its_marks(story, data):
    lost = data.draw(st.sampled_from([".", ",", " ", "\n", "“”", "".join(string.punctuation)]))

    check(story.translate(dict.fromkeys(map(ord, lost))))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(MANGLED, st.text(max_size=30)), max_size=12).map(" ".join))
def test_spans_lie_in_any_text(text):
    check(text)


def test_a_sentence_of_many_words_is_read():
    text = "The mayor said that " + "the bridge and the road and " * 1_500 + "the tunnel were safe."

    check(text)
