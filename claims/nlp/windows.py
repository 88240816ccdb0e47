"""Cuts a text's pieces into windows that the model can read."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from claims.nlp.pieces import Pieces

LIMIT = 254  # pieces in a window, besides the two that mark its ends
CONTEXT = 40  # pieces of the lines before that are read again
MOST = 214  # new pieces in a window


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``start`` to ``end``; those before ``fresh`` were read before and are context."""

    start: int
    fresh: int
    end: int


def windows(read: Pieces, *, most: int = MOST, context: int = CONTEXT) -> Iterator[Window]:
    """Whole lines packed into windows, each piece new in exactly one; a long line is cut."""
    starts = [first for first, _ in read.lines]
    fresh = 0
    while fresh < len(read):
        end = len(read)
        if end - fresh > most:
            whole = starts[bisect_right(starts, fresh + most) - 1]
            end = whole if whole > fresh else fresh + most
        yield Window(_start(starts, fresh, context), fresh, end)
        fresh = end


def _start(starts: list[int], fresh: int, context: int) -> int:
    """Where the context begins: at a line, or inside a long one as far back as allowed."""
    earliest = max(0, fresh - context)
    line = starts[bisect_left(starts, earliest)] if starts[-1] >= earliest else earliest
    return line if line <= fresh else earliest
