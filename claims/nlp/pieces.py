"""A text as word pieces with what an uncased vocabulary leaves out: case, spacing, quotation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

CLS, SEP = 101, 102
CASES, SPACES, QUOTED = 5, 3, 2  # how many values each feature has

Ints = NDArray[np.int64]

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_LONG_LINE = re.compile(r".{1,4000}(?=\s|\Z)|.{1,4000}", re.DOTALL)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MARK = re.compile(r"[\"“”„«»]")


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of a text: piece ``i`` covers ``text[starts[i]:ends[i]]``; a line is a range of pieces."""

    ids: Ints
    features: Ints  # one row a piece: case, space before it, whether it is quoted
    starts: Ints
    ends: Ints
    lines: tuple[tuple[int, int], ...]
    words: NDArray[np.bool_]  # whether a word, or a mark of its own, begins with the piece

    def __len__(self) -> int:
        return len(self.ids)


def pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    """The word pieces of a text; any text will do."""
    clean = _SURROGATE.sub("\ufffd", text)
    ids: list[int] = []
    rows: list[tuple[int, int, int]] = []
    spans: list[tuple[int, int]] = []
    lines: list[tuple[int, int]] = []
    for start, end in _lines(clean):
        encoding = tokenizer.encode(clean[start:end], add_special_tokens=False)
        if not encoding.ids:
            continue
        found = [(start + s, start + e) for s, e in encoding.offsets]
        lines.append((len(ids), len(ids) + len(found)))
        ids.extend(encoding.ids)
        spans.extend(found)
        rows.extend(_features(clean, found, _quoted(clean, start, end)))
    offsets = np.array(spans, dtype=np.int64).reshape(-1, 2)
    features = np.array(rows, dtype=np.int64).reshape(-1, 3)
    words = np.array([_begins(clean, start, end) for start, end in spans], dtype=np.bool_)
    words[[first for first, _ in lines]] = True
    return Pieces(np.array(ids, dtype=np.int64), features, offsets[:, 0], offsets[:, 1], tuple(lines), words)


def _begins(text: str, start: int, end: int) -> bool:
    return not start or not (text[start - 1].isalnum() and text[start:end].isalnum())


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text):
        for part in _LONG_LINE.finditer(text, line.start(), line.end()):
            yield part.span()


def _features(
    text: str, spans: list[tuple[int, int]], quoted: list[tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    space, i = 2, 0
    for (start, end), (following, _) in pairwise([*spans, (len(text) + 1, 0)]):
        while i < len(quoted) and quoted[i][1] <= start:
            i += 1
        inside = i < len(quoted) and quoted[i][0] <= start
        yield _case(text[start:end]), space, int(inside)
        space = int(following > end)


def _case(word: str) -> int:
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word.istitle():
        return 2
    return 4 if word.isalpha() else 0


def _quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a line inside double quotation marks, marks included; the line's end closes too."""
    found: list[tuple[int, int]] = []
    opened = -1
    for mark in _MARK.finditer(text, start, end):
        closes = mark.group() in "”»" or (mark.group() == '"' and opened >= 0)
        if closes and opened >= 0:
            found.append((opened, mark.end()))
            opened = -1
        elif not closes and opened < 0:
            opened = mark.start()
    if opened >= 0:
        found.append((opened, end))
    return found
