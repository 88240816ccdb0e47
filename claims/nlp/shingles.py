"""A text's own wording as a MinHash of its shingles (Broder 1997): what two texts share is told without the texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from claims.nlp import quotes
from claims.nlp.spans import Span

WORDS_A_SHINGLE = 4
PERMUTATIONS = 192
ROWS_A_BAND = 2  # few, so that a story cut to a third still meets the whole one in some band
MOST_FACTS = 300
_WORD = re.compile(r"\w+")
_PROSE = re.compile(r"^.*[.!?…][\"”’']?$", re.MULTILINE)  # a byline or a link ends otherwise
_FACT = re.compile(r"(?<=[\w,;] )[A-ZÀ-Þ][\w’'-]+|\b\d[\w.,]*\w|\b\d")
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")


@dataclass(frozen=True)
class Signature:
    """The MinHash of a text's shingles, uint32 of shape (192,), and how many shingles there are."""

    minhash: npt.NDArray[np.uint32]
    size: int

    def bands(self) -> list[int]:
        """Keys of locality-sensitive hashing, 64 bits signed: texts that share a few shingles in ten share a key."""
        pairs = np.ascontiguousarray(self.minhash, "<u4").view("<u8")
        place = np.arange(1, len(pairs) + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        keys: list[int] = (pairs ^ place).view(np.int64).tolist()
        return keys

    def shared(self, other: "Signature") -> float:
        """The estimated share of the shorter text's shingles that both have, 0 to 1."""
        alike = np.count_nonzero(self.minhash == other.minhash) / PERMUTATIONS
        common = alike * (self.size + other.size) / (1 + alike)
        return min(1.0, common / min(self.size, other.size))


def shingles(text: str) -> set[str]:
    """Runs of four words outside quotation marks: what somebody said is the same in every newsroom's report."""
    found = set()
    for stretch in _own_words(text):
        words = _WORD.findall(stretch.casefold())
        found |= {" ".join(words[i : i + WORDS_A_SHINGLE]) for i in range(len(words) - WORDS_A_SHINGLE + 1)}
    return found


def facts(text: str) -> set[str]:
    """Names and figures, crudely: capitals inside a sentence, and digits. Reports of one mould differ in them."""
    stated = (fact for line in _PROSE.findall(text) for fact in _FACT.findall(line))
    return set(islice(dict.fromkeys(fact for fact in stated if not _WEEKDAY.fullmatch(fact)), MOST_FACTS))


def signature(text: str) -> Signature | None:
    """The signature of a text; None where it has too few words of its own."""
    from datasketch import MinHash  # imports scipy: a second, that only those pay who read articles

    if not (found := shingles(text)):
        return None
    minhash = MinHash(num_perm=PERMUTATIONS, seed=1, scheme="affine32")  # as the stored ones were made
    minhash.update_batch(shingle.encode() for shingle in sorted(found))
    return Signature(minhash.hashvalues.astype("<u4"), len(found))


def shared(some: set[str], others: set[str]) -> float:
    """The share of the smaller set that both have, 0 to 1."""
    return len(some & others) / min(len(some), len(others)) if some and others else 0.0


def _own_words(text: str) -> Iterator[str]:
    """The stretches of a text that stand in no quotation marks."""
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for quote in quotes.find(text, Span(*line.span())):
            yield text[start : quote.span.start]
            start = quote.span.end
        yield text[start : line.end()]
