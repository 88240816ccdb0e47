"""How much a statement is worth checking: each word adds to it, as the tagger's network has learned to weigh it."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.nlp import tagger
from claims.nlp.pieces import Pieces
from claims.nlp.spans import Span, Spans

MOST_REASONS = 5
_LEAST = 0.05  # what a word must add or take to be named
_STEEPEST = 15.0
_FEWEST_WORDS = 4
_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*|[$£€%]")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Worth:
    """``score`` lies between 0 and 1; ``reasons`` are the words that moved it most, and by how much."""

    score: float
    reasons: tuple[str, ...] = ()


class Weighed:
    """A text whose pieces have been weighed: what each adds to the worth of what it stands in, and how it counts."""

    def __init__(self, text: str, read: Pieces, values: Floats) -> None:
        self.text = text
        self.read = read
        self.values = values[:, 0]
        self.weights = np.exp(values[:, 1].clip(-_STEEPEST, _STEEPEST))

    def score(self, spans: Spans) -> float:
        """The worth of the words in these spans, 0 to 1; of no words 0."""
        inside = self._inside(spans)
        if not len(inside):
            return 0.0
        whole = min(1.0, int(self.read.words[inside].sum()) / _FEWEST_WORDS)  # one word states nothing
        return round(whole * _pressed(float(self._shares(inside).sum())), 3)

    def worth(self, spans: Spans) -> Worth:
        """The same with its reasons: a word's share of the logarithm of the odds."""
        inside = self._inside(spans)
        if not len(inside):
            return Worth(0.0, ("no words",))
        return Worth(self.score(spans), tuple(self._reasons(inside)))

    def _shares(self, inside: NDArray[np.int64]) -> Floats:
        weights = self.weights[inside]
        return np.asarray(self.values[inside] * weights / weights.sum(), dtype=np.float32)

    def _inside(self, spans: Spans) -> NDArray[np.int64]:
        starts = self.read.starts
        found = [
            np.arange(np.searchsorted(starts, span.start), np.searchsorted(starts, span.end))
            for span in spans
        ]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)

    def _reasons(self, inside: NDArray[np.int64]) -> list[str]:
        """The words that moved the score most, each once with all that it added."""
        starts, shares = self.read.starts[inside], self._shares(inside)
        moved: dict[str, float] = {}
        first, last = int(starts[0]), int(self.read.ends[inside[-1]])
        for match in _WORD.finditer(self.text, first, last):
            a, b = np.searchsorted(starts, match.span())
            if a < b:
                word = match.group().lower()
                moved[word] = moved.get(word, 0.0) + float(shares[a:b].sum())
        ranked = sorted(moved.items(), key=lambda item: -abs(item[1]))[:MOST_REASONS]
        return [f"{word} ({share:+.2f})" for word, share in ranked if abs(share) >= _LEAST]


def weighed(text: str) -> Weighed:
    """A text with its pieces weighed."""
    read = tagger.read(text)
    return Weighed(text, read.pieces, read.worth)


def of(text: str) -> Worth:
    """The worth of a statement, read by itself and without the quotation marks around it."""
    bare = text.strip().strip('"“”')
    return weighed(bare).worth((Span(0, len(bare)),))


def _pressed(odds: float) -> float:
    return 1 / (1 + float(np.exp(-odds)))
