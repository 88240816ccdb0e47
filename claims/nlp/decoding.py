"""From scores of tags to spans: the best allowed sequence (Viterbi 1967)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("source", "cue", "content")

Floats = NDArray[np.float32]
Range = tuple[int, int]

_NEVER = -1e9


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
    scores = _allowed()[before] + tags[0] + (_inside() if breaks[0] else 0)
    came: list[NDArray[np.intp]] = []
    for row, is_break in zip(tags[1:], breaks[1:], strict=True):
        paths = scores[:, None] + _allowed()
        came.append(paths.argmax(axis=0))
        scores = paths.max(axis=0) + row
        if is_break:
            scores = scores + _inside()
    path = [int(scores.argmax())]
    for backwards in reversed(came):
        path.append(int(backwards[path[-1]]))
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


@cache
def _allowed() -> Floats:
    table = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for role in (1, 2, 3):
        table[:, 2 * role] = _NEVER
        table[[2 * role - 1, 2 * role], 2 * role] = 0
    return table


@cache
def _inside() -> Floats:
    """What a break costs each tag."""
    return np.array([0, 0, _NEVER, 0, _NEVER, 0, _NEVER], dtype=np.float32)
