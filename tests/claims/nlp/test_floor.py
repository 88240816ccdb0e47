"""The floor under the extractor's quality: articles of our own in several styles, marked by a careful reader.

Invented wording about public facts of policy; persons who speak are invented, what governments did is not. A mark
quotes its words: the content stands once in its text, source and cue are the places nearest to it. Scored as
attributions are: spans as sets of words, claims matched one to one by falling overlap of their contents.
"""

import json
import re
from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from claims.nlp import tagged
from claims.nlp.spans import Span

SAMPLE = Path(__file__).parents[2] / "data" / "floor.jsonl"
FLOORS = {"attribution": 91, "speaker": 94, "addressee": 93, "kind": 88}


def places(text, words):
    return [Span(match.start(), match.end()) for match in re.finditer(re.escape(words), text)]


def nearest(text, words, content):
    return min(
        places(text, words),
        key=lambda span: min(max(span.start - part.end, part.start - span.end) for part in content),
    )


def covered(text, spans):
    return frozenset(
        i
        for i, word in enumerate(re.finditer(r"\w+", text))
        if any(span.start < word.end() and word.start() < span.end for span in spans)
    )


def overlap(a, b):
    return len(a & b) / len(a | b) if a | b else 0


def marked(article):
    """The careful reader's claims: words of source and content, and what is said of them."""
    text = article["text"]
    for mark in article["claims"]:
        content = [places(text, part)[0] for part in mark["content"]]
        source = nearest(text, mark["source"], content)
        yield covered(text, [source]), covered(text, content), mark


def found(article):
    for claim in tagged.extract(article["text"]).claims:
        yield covered(article["text"], claim.source), covered(article["text"], claim.content), claim


def pairs(gold, predicted):
    """Gold and predicted claims whose contents agree by half or more, each once, the best first."""
    pairings = product(range(len(gold)), range(len(predicted)))
    scored = sorted(((overlap(gold[i][1], predicted[j][1]), i, j) for i, j in pairings), reverse=True)
    taken = set()
    for score, i, j in scored:
        if score >= 0.5 and not {("gold", i), ("predicted", j)} & taken:
            taken |= {("gold", i), ("predicted", j)}
            yield gold[i], predicted[j]


def named(actor):
    return actor and actor.name.replace("’", "'").casefold()


def same(actor, name):
    return named(actor) == (name and name.casefold())


def tally(articles):
    counts = Counter()
    for article in articles:
        gold, predicted = [*marked(article)], [*found(article)]
        counts.update(gold=len(gold), predicted=len(predicted))
        for (source, _, mark), (its_source, _, claim) in pairs(gold, predicted):
            counts["matched"] += 1
            counts["attribution"] += bool(source & its_source)
            counts["speaker"] += same(claim.speaker, mark["speaker"])
            counts["addressee"] += same(claim.addressee, mark["addressee"])
            counts["kind"] += claim.kind == mark["kind"]
    return counts


@pytest.fixture(scope="module")
def counts():
    return tally(map(json.loads, SAMPLE.read_text(encoding="utf-8").splitlines()))


def test_the_sample_is_large_enough_to_tell(counts):
    assert counts["gold"] >= 60


def test_who_says_what_stays_above_its_floor(counts):
    f1 = 200 * counts["attribution"] / (counts["gold"] + counts["predicted"])

    assert f1 >= FLOORS["attribution"], counts


@pytest.mark.parametrize("name", ["speaker", "addressee", "kind"])
def test_what_is_read_of_a_claim_stays_above_its_floor(counts, name):
    assert 100 * counts[name] / counts["matched"] >= FLOORS[name], counts
