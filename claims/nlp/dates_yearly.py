"""What comes every year, told with or without the year: holidays and seasons."""

from collections.abc import Callable
from functools import cache

from claims.nlp import dates_years, periods
from claims.nlp.dates_reading import Match, When
from claims.nlp.holidays import holiday as days_of
from claims.nlp.lexemes import Lexemes, Phrases
from claims.nlp.periods import Period
from claims.nlp.tables import table

_AROUND = frozenset({"in", "by", "during", "since", "until", "till", "through", "into"})
_AROUND_THE = _AROUND | {"over", "for", "of", "before", "after", "from", "throughout"}
_GOES_ON = frozenset({"of", "from", "in", "-", "water", "training", "guy", "onion", "onions"})


@cache
def holidays() -> Phrases[str]:
    """The days of ``holidays.tsv``, without the possessive that lexemes of dates lack."""
    return Phrases(
        (form.lower().replace("'s ", " ").removesuffix("'s"), rule)
        for form, rule in table("holidays.tsv").items()
    )


def named(lexemes: Lexemes, index: int) -> tuple[int, str] | None:
    """The length of a holiday's name, and its rule; "lent" is a verb."""
    return holidays().at(lexemes, index) if lexemes.at(index).text != "lent" else None


def holiday(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "Christmas", "Easter 2024", "Thanksgiving of last year", "Labor Day weekend"."""
    found = named(lexemes, index)
    if found is None:
        return None
    rule, stop = found[1], index + found[0]
    if lexemes.at(stop).lower == "weekend":
        match = _yearly(lexemes, stop + 1, lambda number: long_weekend(days_of(rule, number)), when)
        return Match(match.stop, match.period, match.in_year, "week")
    match = _yearly(lexemes, stop, lambda number: days_of(rule, number), when)
    if lexemes.at(match.stop).lower == "weekend":
        return Match(match.stop + 1, long_weekend(match.period), grain="week")
    return match


def long_weekend(day: Period | None) -> Period | None:
    """The weekend with the holiday that lengthens it."""
    weekend = periods.around(day[0], "weekend") if day else None
    if day is None or weekend is None:
        return None
    if day[0].weekday() < 2:
        before = periods.shift(weekend[0], -1, "week")
        return (before, day[0]) if before else None
    return (min(day[0], weekend[0]), weekend[1])


def _yearly(lexemes: Lexemes, stop: int, make: Callable[[int], Period | None], when: When) -> Match:
    """A yearly period in the year named after it, or in the one that fits."""
    place = stop + (lexemes.at(stop).lower in {"of", "in", ","})
    found = when.other(lexemes, place)
    if found and found.grain == "year":
        return Match(found.stop, make(found.period[0].year) if found.period else None)
    if named := dates_years.number_of(lexemes, stop):
        return Match(named[1], make(named[0]))
    return Match(stop, when.settle(make), make)


def season(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "summer 2025", "spring of next year", "by the fall", "early spring"; the bare word is none."""
    word = lexemes[index].lower
    match = _yearly(lexemes, index + 1, lambda number: periods.season(number, word), when)
    if match.in_year is not None and not _stands_as_season(lexemes, index):
        return None
    return Match(match.stop, match.period, match.in_year, "season")


def _stands_as_season(lexemes: Lexemes, index: int) -> bool:
    before, earlier = lexemes.at(index - 1).lower, lexemes.at(index - 2).lower
    if lexemes.at(index + 1).lower in _GOES_ON:
        return False
    if before == "the":
        return earlier in _AROUND_THE
    if before == "of":
        return earlier in {"end", "start", "beginning", "middle", "rest"}
    return (
        before in _AROUND
        or before in {"early", "late", "mid"}
        or (before == "-" and earlier in {"mid", "late"})
    )
