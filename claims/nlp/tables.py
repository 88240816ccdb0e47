"""The tables in ``data``: tab-separated, lines that begin with "#" are comments."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("data")


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a tab-separated table in ``data``, comments and blank lines left out."""
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def table(name: str) -> dict[str, str]:
    """A table of two columns, the first of which may hold several forms separated by "|"."""
    return {form: value for forms, value in rows(name) for form in forms.split("|")}


def word_set(name: str) -> frozenset[str]:
    """A set of words of ``words.tsv``."""
    return frozenset(table("words.tsv")[name].split())
