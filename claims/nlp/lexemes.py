"""Words, numbers and marks of a text, finer than tokens ("F-16" is three), and tables over them."""

import re
from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

NUMBER, WORD, MARK = "number", "word", "mark"
HYPHENS = frozenset("-‐‑–—−")
_LEXEME = re.compile(
    r"(?P<number>\d+(?:[.,:/⁄]\d+)*)"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<mark>\S)"
)
Value = TypeVar("Value")


class Lexeme(NamedTuple):
    text: str
    lower: str
    start: int
    end: int
    kind: str

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()


NOTHING = Lexeme("", "", -1, -1, "")


class Lexemes(list[Lexeme]):
    """The lexemes of one text, in order. ``at`` gives an empty one beyond either end."""

    def __init__(self, text: str) -> None:
        super().__init__(
            Lexeme(word := match.group(), word.lower(), match.start(), match.end(), match.lastgroup or MARK)
            for match in _LEXEME.finditer(text)
        )
        self.text = text

    def at(self, index: int) -> Lexeme:
        return self[index] if 0 <= index < len(self) else NOTHING

    def glued(self, index: int) -> bool:
        """Whether nothing stands between a lexeme and the one before it."""
        return 0 < index < len(self) and self[index - 1].end == self[index].start

    def hyphen(self, index: int) -> bool:
        """Whether a lexeme is a hyphen that ties its two neighbours."""
        return self.at(index).text in HYPHENS and self.glued(index) and self.glued(index + 1)


class Phrases(Generic[Value]):
    """A table from phrases to values that finds the longest one at, or before, a place."""

    def __init__(self, entries: Iterable[tuple[str, Value]], *, exact: bool = False) -> None:
        self._exact = exact
        self._first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        self._last: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in entries:
            words = tuple(word.text if exact else word.lower for word in Lexemes(phrase))
            self._first.setdefault(words[0], []).append((words, value))
            self._last.setdefault(words[-1], []).append((words, value))
        for choices in (*self._first.values(), *self._last.values()):
            choices.sort(key=lambda choice: -len(choice[0]))
        self.first_words = frozenset(self._first)

    def _key(self, lexeme: Lexeme) -> str:
        return lexeme.text if self._exact else lexeme.lower

    def at(self, lexemes: Lexemes, index: int) -> tuple[int, Value] | None:
        """The number of lexemes of the longest phrase that starts here, and its value."""
        for words, value in self._first.get(self._key(lexemes.at(index)), ()):
            if len(words) == 1 or self._stands(words, lexemes, index):
                return len(words), value
        return None

    def before(self, lexemes: Lexemes, index: int) -> tuple[int, Value] | None:
        """The same, of the longest phrase that ends just before ``index``."""
        for words, value in self._last.get(self._key(lexemes.at(index - 1)), ()):
            if len(words) == 1 or self._stands(words, lexemes, index - len(words)):
                return len(words), value
        return None

    def _stands(self, words: tuple[str, ...], lexemes: Lexemes, first: int) -> bool:
        return all(self._key(lexemes.at(first + k)) == word for k, word in enumerate(words))
