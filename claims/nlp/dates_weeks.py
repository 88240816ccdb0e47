"""Weeks by their number in the year: "week 31 of 2027", "calendar week 31", "2027-W31"."""

from claims.nlp import periods
from claims.nlp.dates_reading import Match, When
from claims.nlp.lexemes import Lexemes
from claims.nlp.periods import Period

_LED = frozenset({"in", "of", "by", "until", "since", "before", "after", "calendar", "the", "", "."})
_SEASONS_LAST = 10  # "in week 3" is rather one of a trial, a war or a tournament


def numbered(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "week 31 of 2027", "calendar week 5", "in week 31"; an early week needs its year."""
    number = _number(lexemes.at(index + 1).text)
    if number is None or lexemes[index].lower != "week" or lexemes.hyphen(index + 1):
        return None
    stop = index + 2
    place = stop + (lexemes.at(stop).lower in {"of", "in", ","})
    year = when.other(lexemes, place)
    if year and year.grain == "year":
        return Match(year.stop, week(year.period[0].year, number) if year.period else None, grain="week")
    before = lexemes.at(index - 1).lower
    if before not in _LED or lexemes.at(stop).lower == "of" or lexemes[index].is_capital:
        return None
    if number < _SEASONS_LAST and before != "calendar":
        return None
    now = when.published
    return Match(stop, week(now.year, number) if now else None, lambda year: week(year, number), "week")


def iso(lexemes: Lexemes, index: int) -> Match | None:
    """As in "2027-W31"."""
    if not lexemes.hyphen(index + 1) or lexemes.at(index + 2).text != "W" or not lexemes.glued(index + 3):
        return None
    year, number = lexemes[index].text, _number(lexemes.at(index + 3).text)
    if number is None or len(year) != 4 or not (year.isascii() and year.isdigit()):
        return None
    period = week(int(year), number)
    return Match(index + 4, period, grain="week") if period else None


def _number(text: str) -> int | None:
    fits = text.isascii() and text.isdigit() and len(text) < 3 and 1 <= int(text) <= 53
    return int(text) if fits else None


def week(year: int, number: int) -> Period | None:
    """The n-th week of a year by ISO 8601: week 1 holds the first Thursday."""
    first = periods.day(year, 1, 4)
    moved = periods.shift(first[0], number - 1, "week") if first else None
    return periods.around(moved, "week") if moved else None
