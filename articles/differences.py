"""What changed between two texts, word by word. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

MOST_WORDS = 4000  # of one paragraph pair: beyond it, the paragraph as a whole counts as replaced


class Change(StrEnum):
    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    change: Change
    text: str


def paragraphs(old: str, new: str) -> list[list[Piece]]:
    """The paragraphs that changed, each as the pieces kept, removed and added in the order of reading."""
    before, after = _paragraphs(old), _paragraphs(new)
    changed = []
    for step, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if step != "equal":
            changed += _paired(before[a:b], after[c:d])
    return changed


def _paired(before, after):
    """Paragraphs in the same place compared by word; those left over were removed or added."""
    pairs = [_words(old, new) for old, new in zip(before, after, strict=False)]
    pairs += [[Piece(Change.REMOVED, text)] for text in before[len(after) :]]
    return pairs + [[Piece(Change.ADDED, text)] for text in after[len(before) :]]


def _words(old, new):
    before, after = _tokens(old), _tokens(new)
    if len(before) + len(after) > MOST_WORDS:
        return [Piece(Change.REMOVED, old), Piece(Change.ADDED, new)]
    pieces = []
    for step, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if step == "equal":
            pieces.append(Piece(Change.KEPT, "".join(before[a:b])))
            continue
        pieces += [Piece(Change.REMOVED, "".join(before[a:b])), Piece(Change.ADDED, "".join(after[c:d]))]
    return _joined(piece for piece in pieces if piece.text)


def _joined(pieces):
    """Neighbours of one kind as one piece, and removals before additions where only a space parts them."""
    return [
        Piece(change, "".join(piece.text for piece in run))
        for change, run in groupby(pieces, lambda p: p.change)
    ]


def _paragraphs(text):
    return [line for line in re.split(r"\n+", text) if line.strip()]


def _tokens(text):
    return re.findall(r"\s+|\w+|[^\w\s]", text)
