"""The places that many spans take up together, asked in logarithmic time."""

from bisect import bisect_left
from collections.abc import Iterable

from claims.nlp.spans import Span


class Cover:
    """The union of spans."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def touches(self, spans: Iterable[Span]) -> bool:
        """Whether any of some spans shares a place with it."""
        return any(self._touches(span) for span in spans)

    def _touches(self, span: Span) -> bool:
        i = bisect_left(self._starts, span.end) - 1
        return i >= 0 and self._ends[i] > span.start
