"""From scores of tags to spans: the best allowed sequence (Viterbi 1967)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("source", "cue", "content")

Floats = NDArray[np.float32]
Range = tuple[int, int]

_NEVER = -1e9
_INSIDE = (2, 4, 6)  # the tags I- of the three roles


@dataclass(frozen=True, slots=True)
class Tagged:
    """Pieces ``first`` to ``last``, the latter excluded, in one role."""

    role: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of the pieces from ``start`` to ``end``, of which those from ``fresh`` are new.

    ``tags`` are log-probabilities, one row a piece. ``links`` are probabilities, one row a piece: column 0
    that it belongs to nobody, column 1 + i that it belongs to the piece ``start + i``. ``worth`` has two columns:
    what a piece adds to the worth of the statement it stands in, and the logarithm of how much it counts there.
    """

    start: int
    fresh: int
    end: int
    tags: Floats
    links: Floats
    worth: Floats


def best(tags: Floats, breaks: NDArray[np.bool_], before: int) -> list[int]:
    """The likeliest tags, where ``I-`` follows its own role and no break; ``before`` is the tag before."""
    scores = [_NEVER] * len(TAGS)
    scores[before] = 0.0
    came: list[list[int]] = []
    for row, is_break in zip(tags.tolist(), breaks.tolist(), strict=True):
        top = scores.index(max(scores))
        sources = [top] * len(TAGS)
        reached = [scores[top] + value for value in row]
        for inside in _INSIDE:
            sources[inside] = inside - 1 if scores[inside - 1] >= scores[inside] else inside
            reached[inside] = _NEVER if is_break else scores[sources[inside]] + row[inside]
        came.append(sources)
        scores = reached
    path = [scores.index(max(scores))]
    for sources in reversed(came[1:]):
        path.append(sources[path[-1]])
    return path[::-1]


def spans(path: list[int], offset: int) -> Iterator[Tagged]:
    """The spans of a sequence of tags whose first piece is ``offset``; one may begin with ``I-``."""
    start, role = 0, 0
    for i, tag in enumerate([*path, 0]):
        if role and tag != 2 * role:
            yield Tagged(ROLES[role - 1], offset + start, offset + i)
            role = 0
        if tag and not role:
            start, role = i, (tag + 1) // 2
