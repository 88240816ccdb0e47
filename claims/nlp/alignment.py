"""Two texts side by side: what each word, amount and date of one has to do with the other's.

A small network compares words well and numbers badly, so it is told how the terms differ.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from math import isfinite, log
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from claims.nlp import dates, quantities, similarity
from claims.nlp.pieces import CASES, CLS, SEP, Ints, Pieces, pieces
from claims.nlp.spans import Quantity
from claims.nlp.words import words

MOST = 128  # pieces of one text; what comes after is not compared
SIZES = (2, CASES, 8, 9, 9)  # how many values each feature has: side, case, word, amount, date

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_NO_WORD, _FUNCTION, _SAME, _SAME_STEM, _ALONE, _NUMBER_ALONE, _NEGATION, _SAME_NEGATION = range(8)
_NOTHING, _EQUAL, _HOLDS, _SAME_FIGURE, _HELD_HIGHER, _HELD_LOWER, _HIGHER, _LOWER, _UNMATCHED = range(9)

_NEAR = 3  # words on either side of an amount that tell what it is of
_FAR = 0.7  # as a logarithm: where counts of other things are at most twice as much
_ALWAYS = date.max.toordinal()

COUNTS = 2 * sum(n - 1 for n in SIZES[2:])

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts as one row of pieces: ``features`` has a row a piece, in the order of ``SIZES``."""

    ids: Ints
    features: Ints
    counts: Floats  # how often each value of words, amounts and dates stands in each text, as shares


@dataclass(frozen=True, slots=True)
class _Side:
    text: str
    words: tuple[tuple[int, int, str], ...]
    amounts: tuple[Quantity, ...]
    days: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A text and when it was published, from which its relative dates are told."""

    text: str
    published: date | None = None


def aligned(tokenizer: Tokenizer, claim: Told, passage: Told) -> Pair:
    """A claim and a passage as pieces, each with its counterpart's kind in the other text."""
    one, other = _side(claim), _side(passage)
    first, second = _features(tokenizer, one, other, 0), _features(tokenizer, other, one, 1)
    edge = [0] * len(SIZES)
    return Pair(
        ids=np.concatenate(([CLS], first[0], [SEP], second[0], [SEP])),
        features=np.concatenate(([edge], first[1], [edge], second[1], [edge])),
        counts=np.concatenate([_counts(first[1]), _counts(second[1])]),
    )


@lru_cache(maxsize=4_000)
def _side(told: Told) -> _Side:
    found = tuple((m.start(), m.end(), m.group().casefold()) for m in _WORD.finditer(told.text))
    return _Side(told.text, found, quantities.find(told.text), tuple(_intervals(told)))


@lru_cache(maxsize=400)
def _pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    return pieces(tokenizer, text)


def _intervals(told: Told) -> Iterator[tuple[int, int, int, int]]:
    """Where each date stands, its first day and its last, as ordinals; an open end is at the end of time."""
    for found in dates.find(told.text, published=told.published):
        if found.first or found.last:
            first = found.first.toordinal() if found.first else 0
            yield found.start, found.end, first, found.last.toordinal() if found.last else _ALWAYS


def _features(tokenizer: Tokenizer, one: _Side, other: _Side, side: int) -> tuple[Ints, Ints]:
    read = _pieces(tokenizer, one.text)
    size = min(len(read), MOST)
    starts = read.starts[:size]
    rows = np.zeros((size, len(SIZES)), dtype=np.int64)
    rows[:, 0] = side
    rows[:, 1] = read.features[:size, 0]
    columns = (
        zip(one.words, _words(one, other), strict=True),
        zip(((q.start, q.end) for q in one.amounts), _amounts(one, other), strict=True),
        zip(one.days, _days(one, other), strict=True),
    )
    for column, marked in enumerate(columns, start=2):
        _mark(rows[:, column], starts, marked)
    return read.ids[:size], rows


def _mark(column: Ints, starts: Ints, marked: Iterable[tuple[Sequence[Any], int]]) -> None:
    for span, value in marked:
        first, last = np.searchsorted(starts, span[:2])
        column[first:last] = value


def _words(one: _Side, other: _Side) -> list[int]:
    there = {word for _, _, word in other.words}
    stems = {similarity.stem(word) for word in there}
    return [_word(word, there, stems) for _, _, word in one.words]


def _word(word: str, there: set[str], stems: set[str]) -> int:
    if word in words("negation"):
        return _SAME_NEGATION if there & words("negation") else _NEGATION
    if word in there:
        return _FUNCTION if similarity.is_common(word) else _SAME
    if similarity.is_common(word):
        return _FUNCTION
    if word[0].isdigit():
        return _NUMBER_ALONE
    return _SAME_STEM if similarity.stem(word) in stems else _ALONE


def _amounts(one: _Side, other: _Side) -> list[int]:
    there = [(amount, _around(other, amount)) for amount in other.amounts]
    return [_against(amount, _around(one, amount), there) for amount in one.amounts]


def _around(side: _Side, amount: Quantity) -> frozenset[str]:
    """The stems of the words next to an amount, which tell whose it is where several have its unit."""
    before = [w for s, e, w in side.words if e <= amount.start][-_NEAR:]
    after = [w for s, e, w in side.words if s >= amount.end][:_NEAR]
    inside = [w for s, e, w in side.words if s >= amount.start and e <= amount.end and not w[0].isdigit()]
    return frozenset(similarity.stem(w) for w in (*before, *inside, *after) if not similarity.is_common(w))


def _against(amount: Quantity, around: frozenset[str], others: list[tuple[Quantity, frozenset[str]]]) -> int:
    """How an amount stands to its counterpart: the nearest of the same unit, or else of none."""
    alike = [o for o in others if o[0].unit == amount.unit]
    if not alike and _is_count(amount):
        alike = [o for o in others if _is_count(o[0]) and _apart(amount, o[0]) < _FAR]
    elif not alike:
        alike = [o for o in others if not o[0].unit]
    if not alike:
        return _UNMATCHED
    nearest = min(alike, key=lambda o: _apart(amount, o[0]) - min(2, len(around & o[1])) / 2)
    return _relation(amount, nearest[0])


def _is_count(amount: Quantity) -> bool:
    return not amount.unit or amount.unit[0].islower()


def _apart(a: Quantity, b: Quantity) -> float:
    """How far two figures lie apart: the logarithm of their ratio, at most 3."""
    x, y = float(_figure(a)), float(_figure(b))
    if x == y:
        return 0.0
    return min(3.0, abs(log(x / y))) if x > 0 and y > 0 and isfinite(x) and isfinite(y) else 3.0


_ENDLESS = Decimal("Infinity")


def _relation(a: Quantity, b: Quantity) -> int:
    """How the figure that ``b`` prints stands to ``a``; of "over 93 million" that is 93 million."""
    if (a.low, a.high) == (b.low, b.high):
        return _EQUAL
    figure, other = _figure(a), _figure(b)
    if figure == other:
        return _SAME_FIGURE
    if _is_inside(other, a):
        return _HOLDS
    higher = other > figure
    if _is_inside(figure, b):
        return _HELD_HIGHER if higher else _HELD_LOWER
    return _HIGHER if higher else _LOWER


def _figure(amount: Quantity) -> Decimal:
    figure = amount.high if amount.high is not None else amount.low
    return _ENDLESS if figure is None else figure


def _is_inside(figure: Decimal, amount: Quantity) -> bool:
    low = -_ENDLESS if amount.low is None else amount.low
    high = _ENDLESS if amount.high is None else amount.high
    return low <= figure <= high


def _days(one: _Side, other: _Side) -> list[int]:
    return [_day(first, last, other.days) for _, _, first, last in one.days]


def _day(first: int, last: int, others: tuple[tuple[int, int, int, int], ...]) -> int:
    found = []
    for _, _, begin, end in others:
        if (first, last) == (begin, end):
            found.append(_EQUAL)
        elif first <= begin and end <= last:
            found.append(_HOLDS)
        elif begin <= first and last <= end:
            found.append(_HELD_HIGHER)
        else:
            found.append(_HIGHER if begin > first else _LOWER)
    return min(found, default=_UNMATCHED)


def _counts(rows: Ints) -> Floats:
    size = max(1, len(rows))
    parts = [np.bincount(rows[:, column], minlength=SIZES[column])[1:] / size for column in (2, 3, 4)]
    return np.concatenate(parts).astype(np.float32)
