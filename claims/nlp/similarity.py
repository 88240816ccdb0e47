"""How much two texts speak of the same thing, by their words."""

import re
from functools import lru_cache

from claims.nlp.names import governments, occurrences
from claims.nlp.tables import word_set

_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ed", "es", "s", "al", "ly", "e")
_COMMON = word_set("common words")
_MONTHS = frozenset(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its ending: crude, and the same for "pay", "pays" and "paying"."""
    word = word.casefold().replace("’", "'").removesuffix("'s").replace(".", "")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def is_common(word: str) -> bool:
    """Whether a word carries no meaning of its own."""
    return word.casefold() in _COMMON


def content_words(text: str) -> list[str]:
    """The words that carry meaning, as they stand, numbers left out."""
    found = (m.group() for m in _WORD.finditer(text))
    return [w for w in found if not is_common(w) and not w[0].isdigit()]


@lru_cache(maxsize=20_000)
def words(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(map(stem, content_words(text)))


@lru_cache(maxsize=20_000)
def plain_words(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning and name nobody."""
    named = " ".join(occurrence.named.name for occurrence in occurrences(text))
    return words(text) - words(named)


@lru_cache(maxsize=20_000)
def names(text: str) -> frozenset[str]:
    """Who and what the text names: states under one name each, persons by surname."""
    found = (occurrence.named.name for occurrence in occurrences(text))
    return frozenset(governments().get(name) or name.split()[-1].casefold() for name in found if name)


def figures_agree(a: str, b: str) -> bool:
    """Whether no text names a year, a month or a number where the other names another one."""
    some, others = _figures(a), _figures(b)
    return some <= others or others <= some


def _figures(text: str) -> frozenset[str]:
    found = (m.group() for m in _WORD.finditer(text))
    return frozenset(w.casefold() for w in found if w[0].isdigit() or w in _MONTHS)


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Twice the shared words over all words of both (Dice), 0 to 1."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def containment(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of a's words that b has, 0 to 1."""
    return len(a & b) / len(a) if a else 0.0
