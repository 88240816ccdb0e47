"""Attributions in the making, as ranges of an utterance's tokens."""

from dataclasses import dataclass, replace
from itertools import pairwise

from claims.nlp import contents
from claims.nlp.noun_phrases import Range
from claims.nlp.utterances import Utterance


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in ranges of utterance.tokens; ``cut`` is where an earlier content has to end."""

    cue: Range
    source: Range | None
    left: Range | None = None
    right: Range | None = None
    form: str = ""
    cut: int | None = None
    is_act: bool = False  # more than telling: a demand, a promise, an accusation

    @property
    def has_content(self) -> bool:
        return self.left is not None or self.right is not None

    @property
    def is_sound(self) -> bool:
        """Whether its parts lie apart, as they do in any real attribution."""
        parts = sorted(part for part in (self.cue, self.source, self.left, self.right) if part)
        return all(a[1] <= b[0] for a, b in pairwise(parts))


def limited(utterance: Utterance, found: list[Draft]) -> list[Draft]:
    """The drafts with each right-hand content ended where a later cue of the same clause begins."""
    limited: list[Draft] = []
    limits = [len(utterance.tokens)] * len(found)
    nearest = len(utterance.tokens)
    for i in range(len(found) - 1, -1, -1):
        limits[i] = nearest
        if (cut := found[i].cut) is not None:
            nearest = cut
    for draft, limit in zip(found, limits, strict=True):
        if draft.right is None:
            limited.append(draft)
            continue
        start = draft.right[0]
        stop = contents.end(utterance, start, min(limit, draft.right[1]) if limit > start else draft.right[1])
        limited.append(replace(draft, right=(start, stop)))
    return limited


def outermost(found: list[Draft]) -> list[Draft]:
    """The drafts that are not reported by another: of "X said Y wants Z" only what X said.

    Acts are kept: "Y has demanded Z, X said" is a demand of Y's, whoever reports it.
    """
    found = [draft for draft in found if draft.is_sound]
    contents_ = sorted(part for draft in found for part in (draft.left, draft.right) if part)
    kept = []
    reach, i = -1, 0
    for draft in found:
        while i < len(contents_) and contents_[i][0] <= draft.cue[0]:
            reach = max(reach, contents_[i][1])
            i += 1
        if draft.cue[0] >= reach or draft.is_act:
            kept.append(draft)
    return kept
