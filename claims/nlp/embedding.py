"""Texts as vectors by feature hashing: deterministic, without a model."""

import itertools
import re
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy
from numpy.typing import NDArray

from claims.nlp.tables import table

DIMENSIONS = 384
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_LONGEST_WORD = 40
_WEIGHTS = {"word": 1.0, "pair": 0.7, "grams": 0.35}
_ENDINGS = (
    ("ational", "ate"), ("ization", "ize"), ("isation", "ize"), ("fulness", "ful"), ("iveness", "ive"),
    ("ements", ""), ("ement", ""), ("ments", ""), ("ment", ""), ("ations", ""), ("ation", ""), ("ingly", ""),
    ("edly", ""), ("ies", "y"), ("ied", "y"), ("ing", ""), ("ers", ""), ("ed", ""), ("es", ""), ("er", ""),
    ("ly", ""), ("s", ""),
)  # fmt: skip


def embed(texts: Sequence[str]) -> NDArray[numpy.float32]:
    """One row of ``DIMENSIONS`` float32 a text, of length one; zeros for a text without words.

    Signed feature hashing (Weinberger et al. 2009) of stems, pairs of stems and runs of four characters.
    """
    rows = numpy.zeros((len(texts), DIMENSIONS), dtype=numpy.float32)
    for row, text in zip(rows, texts, strict=True):
        for features in _features(text):
            for place, weight in features:
                row[place] += weight
        length = float(numpy.linalg.norm(row))
        if length:
            row /= length
    return rows


def _features(text: str) -> Iterator[tuple[tuple[int, float], ...]]:
    """The places and signed weights that a text's words add up."""
    words = [_stem(word) for word in _WORD.findall(text.lower())]
    kept = [word for word in words if word not in _stops()] or words
    for word in kept:
        yield _of_word(word)
    for first, second in itertools.pairwise(kept):
        yield (_hashed(f"{first} {second}", _WEIGHTS["pair"]),)


@lru_cache(maxsize=50_000)
def _of_word(word: str) -> tuple[tuple[int, float], ...]:
    padded = f"^{word}$"
    grams = [padded[k : k + 4] for k in range(len(padded) - 3)] if len(padded) > 4 else []
    weight = _WEIGHTS["grams"] / max(1.0, len(grams) ** 0.5) * 2
    return (_hashed(word, _WEIGHTS["word"]), *(_hashed("#" + gram, weight) for gram in grams))


def _hashed(feature: str, weight: float) -> tuple[int, float]:
    code = zlib.crc32(feature.encode("utf-8", "surrogatepass"))
    return code % DIMENSIONS, weight if code & 0x8000_0000 else -weight


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """A word without its commonest endings."""
    word = word[:_LONGEST_WORD].removesuffix("'s").removesuffix("’s")
    for ending, other in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(("ss", "us", "is")):
            return word[: -len(ending)] + other
    return word


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    return frozenset(_stem(word) for word, kind in table("stops.tsv").items() if kind in _FUNCTION_KINDS)


_FUNCTION_KINDS = frozenset({"preposition", "conjunction", "determiner", "auxiliary"})
