"""Closed classes of English words, read from data/function_words.tsv."""

from functools import cache

from claims.nlp.tables import rows


@cache
def words(name: str) -> frozenset[str]:
    """The words of one class ("modal", "preposition"), in lower case."""
    return frozenset(word for row in rows("function_words.tsv") if row[0] == name for word in row[1].split())


def is_adverb(word: str) -> bool:
    """Whether a word may stand between a subject and its verb: "also", "repeatedly"."""
    return word in words("adverb") or (
        len(word) > 4 and word.endswith("ly") and word not in words("not_adverb")
    )
