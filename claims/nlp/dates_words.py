"""Years and decades in words: "nineteen eighty-six", "two thousand and eight", "the seventies"."""

from claims.nlp.lexemes import Lexemes
from claims.nlp.numbers import ONES, TENS

Found = tuple[int, int]  # the year, and the lexeme after it
_CENTURIES = {
    word: int(ONES.get(word) or TENS[word])
    for word in ("fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
}
_DECADES = {ten.removesuffix("y") + "ies": int(value) for ten, value in TENS.items()} | {"noughties": 0}
STARTS = frozenset({"two", *_CENTURIES, *_DECADES})
_RECENT = 1930  # "the thirties" and later decades need no century


def year(lexemes: Lexemes, index: int) -> Found | None:
    """The year that starts at a lexeme, of the centuries from the sixteenth on."""
    word = lexemes.at(index).lower
    if word == "two" and lexemes.at(index + 1).lower == "thousand":
        place = index + 2 + (lexemes.at(index + 2).lower == "and")
        rest = below_hundred(lexemes, place)
        return (2000 + rest[0], rest[1]) if rest else (2000, index + 2)
    if word not in _CENTURIES:
        return None
    place = index + 1 + lexemes.hyphen(index + 1)
    if lexemes.at(place).lower == "hundred":
        place += 1 + (lexemes.at(place + 1).lower == "and")
    rest = below_hundred(lexemes, place)
    return (_CENTURIES[word] * 100 + rest[0], rest[1]) if rest and rest[0] > 9 else None


def below_hundred(lexemes: Lexemes, index: int) -> Found | None:
    """As in "five", "twenty-five": the number, and the lexeme after it."""
    word = lexemes.at(index).lower
    if word in ONES:
        return (int(ONES[word]), index + 1) if ONES[word] > 0 else None
    if word not in TENS:
        return None
    place = index + 1 + lexemes.hyphen(index + 1)
    unit = ONES.get(lexemes.at(place).lower)
    return (int(TENS[word] + unit), place + 1) if unit and unit < 10 else (int(TENS[word]), index + 1)


def decade(lexemes: Lexemes, index: int) -> Found | None:
    """The first year of a decade after "the", with its century or of the last hundred years."""
    word = lexemes[index].lower
    if word in _DECADES:
        article = lexemes.at(index - 1).lower in {"the", "early", "late", "mid"}
        number = 2000 if word == "noughties" else 1900 + _DECADES[word]
        return (number, index + 1) if article and (number >= _RECENT or number == 2000) else None
    place = index + 1 + lexemes.hyphen(index + 1)
    tens = _DECADES.get(lexemes.at(place).lower, 0)
    return (_CENTURIES[word] * 100 + tens, place + 1) if word in _CENTURIES and tens else None
