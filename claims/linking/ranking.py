"""In what order claims that were found are worth a look: a small learned model over features that can be shown."""

import json
import math
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from claims.linking import finding
from claims.linking.vectors import written
from claims.models import ClaimIndex, Lexeme
from claims.nlp import bearing, marks
from claims.nlp.alignment import Told

MOST_ROWS = 4_000  # that its words may find: one query has more time than an article's many
LOOKED_AT = 30  # of the claims, those whose words the network reads: 8 ms each
SAMENESS = 0.15  # what its log-odds weigh beside the linear model's
WEIGHTS = Path(__file__).with_name("ranker.json")
FEATURES = (
    "cosine", "cosine_lead", "words", "words_lead", "in_text", "of_text", "in_title", "in_title_and_text",
    "pairs", "shared_names", "other_names", "shared_figures", "other_figures", "by_words", "by_vector",
    "in_both", "length", "speaker_named", "same_speaker", "days_apart", "later",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: a statement, by whom and when where that is known."""

    text: str
    speaker: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    row: ClaimIndex
    score: float
    features: dict[str, float]


def rank(query, rows, vector):
    """The claims of an index for a query, best first, with the features behind each score."""
    words, found = candidates(query, rows, vector)
    if not found:
        return []
    table = features(query, words, found)
    model = _model()
    scores = ((table - model["mean"]) / model["scale"]) @ model["weights"]
    named = [dict(zip(FEATURES, map(float, line), strict=True)) for line in table.round(4)]
    best = np.argsort(-scores)[:LOOKED_AT]
    same = np.array([bearing.sameness(Told(query.text), Told(shown(found[i].row))) for i in best])
    scores += SAMENESS * same.min()
    scores[best] += SAMENESS * (same - same.min())
    for i, value in zip(best, same, strict=True):
        named[i]["sameness"] = round(float(value), 4)
    ranked = [Ranked(e.row, float(s), f) for e, s, f in zip(found, scores, named, strict=True)]
    return sorted(ranked, key=lambda r: -r.score)


def candidates(query, rows, vector):
    """All words of a query, and the rows of an index that are worth a look."""
    [words] = finding.words_of(Lexeme.Of.CLAIMS, [query.text])
    rare = finding.rare_words(words, MOST_ROWS)
    near = written(vector)
    [found] = finding.find(rows, [(rare, near)], column="words")
    finding.load(rows, found, rare, near, column="words")
    return words, found


def shown(row):
    """What the network reads of a claim: its words and the headline."""
    return f"{row.text[:300]} — {row.title}" if row.title else row.text[:400]


@cache
def _model():
    read = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {name: np.array(read[name]) for name in ("mean", "scale", "weights")}


def features(query, words, found):
    """One row of FEATURES a candidate; ``words``: all of the query's."""
    asked = {word.lexeme: word.weight for word in words}
    total = sum(asked.values()) or 1.0
    texts = finding.lexemes(e.row.text for e in found)
    titles = finding.lexemes(e.row.title for e in found)
    named = {*marks.marks(query.text)}
    rows = [
        [
            *_nearness(e, total),
            *_shared(asked, total, texts[i], titles[i]),
            *_marks(named, {*e.row.marks}),
            *_ranks(e),
            math.log((1 + len(e.row.text)) / (1 + len(query.text))),
            *_circumstances(query, e.row),
        ]
        for i, e in enumerate(found)
    ]
    table = np.array(rows, dtype=np.float64)
    for name in ("cosine", "words"):
        column = FEATURES.index(name)
        table[:, FEATURES.index(f"{name}_lead")] = table[:, column] - table[:, column].max()
    return table


def _nearness(entry, total):
    return entry.cosine, 0.0, entry.words / total, 0.0


def _shared(asked, total, text, title):
    """Weights of shared words, of the query's, the claim's and the headline's; and neighbours that stay so."""
    mean = total / len(asked) if asked else 1.0
    weight = lambda words: sum(asked.get(w, 0.0) for w in words)  # noqa: E731
    own = sum(asked.get(w, mean) for w in {*text}) or 1.0
    kept = [w for w in text if w in asked]
    neighbours = sum(1 for a, b in pairwise(text) if a in asked and b in asked)
    return (
        weight({*text}) / total,
        weight({*text}) / own,
        weight({*title}) / total,
        weight({*text, *title}) / total,
        neighbours / max(1, len(kept)),
    )


def _marks(asked, there):
    names, others = ({m for m in side if m[0] == "@"} for side in (asked, there))
    figures, other_figures = ({m for m in side if m[0] == "#"} for side in (asked, there))
    return (
        float(len(names & others)),
        float(bool(names and others and not names & others)),
        float(len(figures & other_figures)),
        float(bool(figures and other_figures and not figures & other_figures)),
    )


def _ranks(entry):
    words, vector = entry.ranks.get("words"), entry.ranks.get("vector")
    return (
        0.0 if words is None else 1 / (1 + words),
        0.0 if vector is None else 1 / (1 + vector),
        float(words is not None and vector is not None),
    )


def _circumstances(query, row):
    speaker = (query.speaker or "").casefold()
    told = f"{row.text} {row.title}".casefold()
    surname = speaker.split()[-1] if speaker else ""
    apart = (query.day - row.said_on).days if query.day and row.said_on else None
    return (
        float(bool(surname) and surname in told),
        float(bool(speaker) and speaker == row.speaker.casefold()),
        0.0 if apart is None else 1 / (1 + abs(apart) / 365),
        float(apart is not None and apart < 0),
    )
