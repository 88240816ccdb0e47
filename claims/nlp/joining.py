"""Joins tagged spans into attributions along the links that the model gives."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from claims.nlp import decoding
from claims.nlp.decoding import Range, Reading, Tagged
from claims.nlp.pieces import Pieces
from claims.nlp.spans import Attribution, Span, Spans

_SOURCE = slice(1, 3)
_NEARLY_SOURCE = 0.15  # how likely a piece must be part of a source that only a link gives


@dataclass(slots=True)
class Draft:
    """An attribution in the making, in pieces."""

    cue: Range
    source: Range | None = None
    contents: list[Range] = field(default_factory=list)


class Joiner:
    """Takes the readings of a text in order and gives its attributions."""

    def __init__(self, read: Pieces) -> None:
        self.drafts: list[Draft] = []
        self.sources: list[Range] = []
        self.waiting: list[Range] = []  # contents without a cue so far
        self.breaks: NDArray[np.bool_] = np.zeros(len(read) + 1, dtype=np.bool_)
        self.breaks[[first for first, _ in read.lines]] = True
        self.words = read.words
        self.quoted = read.features[:, 2]
        self.tag = 0  # of the last word

    def add(self, reading: Reading) -> None:
        known = len(self.drafts)
        for tagged in self._tagged(reading):
            self._place(tagged)
        for draft in self.drafts[known:]:
            draft.source = self._source(draft, reading)
        self.waiting = [content for content in self.waiting if not self._attached(content, reading)]

    def _tagged(self, reading: Reading) -> Iterable[Tagged]:
        """The new spans, of whole words: a word has the tag of its first piece."""
        words = np.flatnonzero(self.words[reading.fresh : reading.end])
        if not len(words):
            return ()
        new = words + reading.fresh
        path = decoding.best(reading.tags[new - reading.start], self.breaks[new], self.tag)
        self.tag = path[-1]
        ends = [*new[1:].tolist(), reading.end]
        return [
            Tagged(tagged.role, int(new[tagged.first]), ends[tagged.last - 1])
            for tagged in decoding.spans(path, 0)
        ]

    def _place(self, tagged: Tagged) -> None:
        where = (tagged.first, tagged.last)
        if tagged.role == "cue":
            self.drafts.append(Draft(where))
        elif tagged.role == "source":
            self.sources.append(where)
        else:
            self.waiting.append(where)

    def _source(self, draft: Draft, reading: Reading) -> Range | None:
        """The source that a cue points to: a tagged one, or where none is tagged, the words pointed to."""
        to = reading.links[_rows(draft.cue, reading)].mean(axis=0)
        visible = [s for s in reversed(self.sources) if s[0] >= reading.start]
        masses = [float(to[1 + s[0] - reading.start : 1 + s[1] - reading.start].sum()) for s in visible]
        nobody, best = float(to[0]), max(masses, default=0.0)
        place = int(to[1:].argmax())
        if to[1 + place] > max(nobody, best):
            return _around(place, reading)
        return visible[masses.index(best)] if best > nobody else None

    def _attached(self, content: Range, reading: Reading) -> bool:
        """Whether a content has found its cue, to which it then belongs."""
        if content[0] < reading.start:
            return False
        to = reading.links[_rows(content, reading)].mean(axis=0)
        best, chosen = 0.0, None
        for draft in reversed(self.drafts):
            if draft.cue[0] < reading.start:
                break
            mass = float(to[1 + draft.cue[0] - reading.start : 1 + draft.cue[1] - reading.start].sum())
            if mass > best and self._may_belong(content, draft.cue):
                best, chosen = mass, draft
        if chosen is None:
            return False
        chosen.contents.append(content)
        return True

    def _may_belong(self, content: Range, cue: Range) -> bool:
        """Only a quotation runs over from another paragraph; what else stands there is a headline or a thought."""
        first, last = min(content[0], cue[0]), max(content[0], cue[0])
        apart = self.breaks[first + 1 : last + 1].any()
        return not apart or bool(self.quoted[content[0] : content[1]].mean() > 0.5)


def _rows(where: Range, reading: Reading) -> slice:
    return slice(where[0] - reading.start, where[1] - reading.start)


def _around(place: int, reading: Reading) -> Range:
    """The pieces around a place that are likely part of a source."""
    likely = np.exp(reading.tags[:, _SOURCE]).sum(axis=1)
    first = last = place
    while first > 0 and likely[first - 1] > _NEARLY_SOURCE:
        first -= 1
    while last + 1 < len(likely) and likely[last + 1] > _NEARLY_SOURCE:
        last += 1
    return reading.start + first, reading.start + last + 1


def attributions(read: Pieces, readings: Iterable[Reading]) -> tuple[Attribution, ...]:
    """The attributions of a text in order of their cues."""
    joiner = Joiner(read)
    for reading in readings:
        joiner.add(reading)
    return tuple(
        Attribution(
            source=_spans(read, [draft.source] if draft.source else []),
            cue=_spans(read, [draft.cue]),
            content=_spans(read, sorted(draft.contents)),
        )
        for draft in joiner.drafts
        if draft.contents
    )


def _spans(read: Pieces, ranges: list[Range]) -> Spans:
    return tuple(Span(int(read.starts[first]), int(read.ends[last - 1])) for first, last in ranges)
