"""How much a statement is worth checking, by simple rules read from data/worthiness.tsv."""

import re
from collections.abc import Sequence
from functools import cache

from claims.nlp.spans import Quantity
from claims.nlp.tables import rows

_BASE = 0.25
_AMOUNT = (0.2, "an amount")
_NAMES = (0.1, "names somebody or something")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_SHORT = (-0.2, "very short")
_FEWEST_WORDS = 5
_SEARCHED = 5_000


@cache
def _rules() -> list[tuple[float, str, re.Pattern[str]]]:
    return [
        (float(weight), reason, re.compile(pattern, re.IGNORECASE))
        for weight, reason, pattern in rows("worthiness.tsv")
    ]


def score(text: str, *, quantities: Sequence[Quantity] = ()) -> tuple[float, list[str]]:
    """How worth checking a statement is, 0 to 1, and the reasons."""
    text = text[:_SEARCHED]
    found = [(weight, reason) for weight, reason, pattern in _rules() if pattern.search(text)]
    if quantities and _AMOUNT not in found:
        found.append(_AMOUNT)
    if _NAME.search(text):
        found.append(_NAMES)
    if len(text.split()) < _FEWEST_WORDS:
        found.append(_SHORT)
    total = _BASE + sum(weight for weight, _ in found)
    return round(min(1.0, max(0.0, total)), 3), [f"{reason} ({weight:+.2f})" for weight, reason in found]
