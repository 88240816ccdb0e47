"""Parts of periods: "early 2026", "the end of the year", "the second quarter", "last Friday of May"."""

from datetime import date

from claims.nlp import numbers, periods
from claims.nlp.dates_absolute import ORDINALS, spelled_day
from claims.nlp.dates_reading import Match, When
from claims.nlp.lexemes import Lexemes
from claims.nlp.periods import Period
from claims.nlp.tables import table
from claims.nlp.units import singular

WEEKDAYS = {form: int(number) for form, number in table("weekdays.tsv").items()}
PARTS = {
    "early": "early", "mid": "mid", "late": "late", "beginning": "early", "start": "early", "middle": "mid",
    "end": "late", "close": "late", "earlier": "so far", "later": "rest", "rest": "rest", "remainder": "rest",
    "year": "late", "month": "late", "quarter": "late", "midyear": "mid", "midweek": "mid",
    "eoy": "late", "eom": "late",
}  # fmt: skip
_ADJECTIVES = frozenset({"early", "mid", "late", "earlier", "later"})
_CODED = {"eoy": "year", "eom": "month"}
_SOLID = frozenset({"year", "month", "quarter", "midyear", "midweek", *_CODED})
_UNITS = frozenset({"year", "month", "week", "quarter", "decade", "century"})
_SIZES = {"quarter": 3, "half": 6, "month": 1, "qtr": 3}
ENDINGS = frozenset({"st", "nd", "rd", "th"})


def part(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "early 2026", "mid-November", "the end of the year", "late last month", "year-end"."""
    word, place = lexemes[index].lower, index + 1
    tied = lexemes.hyphen(place)
    if word in _SOLID:
        return _solid(lexemes, index, when)
    if word in _ADJECTIVES:
        place += tied or lexemes.at(place).lower == "in"
    elif lexemes.at(place).lower == "of" or tied:
        place += 1
    else:
        return None
    inner = _whole(
        lexemes, place, when, bare=word not in {"early", "mid", "late"} or (tied and word == "mid")
    )
    if inner is None or inner.grain == "part":
        return None
    if inner.grain == "day":
        return inner if word in _ADJECTIVES and lexemes.at(place - 1).lower != "in" else None
    return _narrowed(inner, PARTS[word], when)


def _solid(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "year-end", "by year end 2026", "midweek"."""
    word, place = lexemes[index].lower, index + 1
    if word in _CODED:
        match = Match(place, when.around(_CODED[word]))
        return _narrowed(match, "late", when) if lexemes[index].text.isupper() else None
    if word.startswith("mid"):
        unit = word.removeprefix("mid")
        return _narrowed(Match(place, when.around(unit), grain=unit), "mid", when)
    place += lexemes.hyphen(place)
    if lexemes.at(place).lower != "end" or lexemes.at(index - 1).lower in {"a", "each", "every", "fiscal"}:
        return None
    year = when.other(lexemes, place + 1) if word == "year" else None
    whole = year if year and year.grain == "year" else Match(place + 1, when.around(word), grain=word)
    return _narrowed(whole, "late", when)


def _narrowed(inner: Match, which: str, when: When) -> Match:
    make = inner.in_year
    narrowed = (lambda number: _narrow(make(number), which, when)) if make else None
    return Match(inner.stop, _narrow(inner.period, which, when), narrowed, grain="part")


def _narrow(period: Period | None, which: str, when: When) -> Period | None:
    if period is None or which not in {"so far", "rest"}:
        return periods.thirds(period, which) if period else None
    if when.published is None or not period[0] <= when.published <= period[1]:
        return period if when.published else None
    return (period[0], when.published) if which == "so far" else (when.published, period[1])


def _whole(lexemes: Lexemes, index: int, when: When, *, bare: bool) -> Match | None:
    """What a part is of: a date of a coarser grain, or "the year" for the current one."""
    article = lexemes.at(index).lower == "the"
    place = index + article
    word = lexemes.at(place).lower
    if bare and word in _UNITS and (article or lexemes.at(index - 1).lower in {"of", "-"}):
        return Match(place + 1, when.around(word), grain=word)
    return when.other(lexemes, place)


def ordinal(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """A part told by its number: "second quarter of 2025", "first half", "last Friday of May"."""
    found = _ordinal_number(lexemes, index)
    if found is None:
        return None
    nth, place, suffixed = found
    unit = lexemes.at(place).lower
    if unit == "century" and 10 < nth < 30:
        return Match(place + 1, periods.months((nth - 1) * 100, 1, 1200), grain="century")
    if several := _several(lexemes, place, nth, when):
        return several
    if suffixed and _of_month(lexemes, place):
        unit, place = "day", place - 1
    if unit not in {*_SIZES, "week", "day", "weekend", *WEEKDAYS}:
        return None
    return _nth(lexemes, place + 1, nth, unit, when)


def _of_month(lexemes: Lexemes, index: int) -> bool:
    """What may follow the bare number of a day: "of the month", "of this year", "this month"."""
    if lexemes.at(index).lower == "of":
        return lexemes.at(index + 1).lower in {"the", "this", "next", "last"}
    return lexemes.at(index).lower in {"this", "next", "last"} and lexemes.at(index + 1).lower == "month"


def _ordinal_number(lexemes: Lexemes, index: int) -> tuple[int, int, bool] | None:
    """The number of "second", "2nd", "thirty-first", "third last", the lexeme after it, whether in digits."""
    word = lexemes[index].lower
    suffixed = word.isdigit() and lexemes.at(index + 1).lower in ENDINGS and lexemes.glued(index + 1)
    if suffixed:
        nth, place = (int(word), index + 2) if len(word) <= 2 else (0, index)
    elif word in {"twenty", "thirty"}:
        nth, place = spelled_day(lexemes, index) or (0, index)
    else:
        nth, place = ORDINALS.get(word, 0), index + 1
    if nth > 0 and (after := _from_end(lexemes, place)):
        nth, place = -nth, after
    place += lexemes.hyphen(place)
    return (nth, place, suffixed) if nth else None


def _from_end(lexemes: Lexemes, index: int) -> int:
    """The lexeme after the "last" of "third last" and "second-to-last", 0 where there is none."""
    place = index
    while place < index + 3 and (lexemes.hyphen(place) or lexemes.at(place).lower == "to"):
        place += 1
    return place + 1 if lexemes.at(place).lower == "last" else 0


def _nth(lexemes: Lexemes, stop: int, nth: int, unit: str, when: When) -> Match | None:
    joined = lexemes.at(stop).lower in {"of", "in", ","}
    inner = _whole(lexemes, stop + joined, when, bare=True)
    if inner and inner.grain in {"year", "month", "quarter", "decade"} and (joined or nth > 0):
        make = inner.in_year
        other = (lambda number: nth_in(make(number), nth, unit)) if make else None
        settled = when.settle(other) if other else nth_in(inner.period, nth, unit)
        return Match(inner.stop, settled, other, grain="day" if unit in WEEKDAYS else unit)
    size = _SIZES.get(unit, 0)
    if size < 3 or nth < 1 or nth * size > 12 or lexemes.at(stop).lower == "of":
        return None

    def in_year(number: int) -> Period | None:
        return periods.months(number, (nth - 1) * size + 1, size)

    return Match(stop, when.settle(in_year), in_year, grain="quarter")


def _several(lexemes: Lexemes, index: int, nth: int, when: When) -> Match | None:
    """As in "the first nine months of 2025", "the last two weeks of May"."""
    numeral = numbers.at(lexemes, index) if index < len(lexemes) and nth in {1, -1} else None
    if numeral is None or numeral.low != numeral.high or not 0 < numeral.low < 1000:
        return None
    unit = singular(lexemes.at(numeral.stop).lower)
    if unit not in periods.SPANS or lexemes.at(numeral.stop + 1).lower not in {"of", "in"}:
        return None
    inner = _whole(lexemes, numeral.stop + 2, when, bare=True)
    if inner is None or inner.grain in {"day", "part"}:
        return None
    count, make = int(numeral.low) * nth, inner.in_year
    other = (lambda number: periods.edge(make(number), count, unit)) if make else None
    return Match(inner.stop, periods.edge(inner.period, count, unit), other, grain="part")


def nth_in(period: Period | None, nth: int, unit: str) -> Period | None:
    """The n-th quarter, week, month, day or weekday of a period; -1 is the last, -2 the one before."""
    if period is None:
        return None
    first, last = period
    if unit == "half":
        return _half(period, nth)
    if size := _SIZES.get(unit):
        count = ((last.year - first.year) * 12 + last.month - first.month + 1) // size
        place = nth - 1 if nth > 0 else count + nth
        return periods.months(first.year, first.month + place * size, size) if 0 <= place < count else None
    if unit == "day":
        moved = periods.shift(first, nth - 1, "day") if nth > 0 else periods.shift(last, nth + 1, "day")
    else:  # a week belongs to the month that holds its Thursday
        moved = _nth_weekday(period, WEEKDAYS.get(unit, 3 if unit == "week" else 5), nth)
    if moved is None or not first <= moved <= last:
        return None
    return (moved, moved) if unit == "day" or unit in WEEKDAYS else periods.around(moved, unit)


def _half(period: Period, nth: int) -> Period | None:
    """The first or second half of a month, in days, or of anything longer, in months."""
    first, last = period
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if nth not in {1, 2, -1, -2} or (count % 2 and count > 1):
        return None
    second = nth in {2, -1}
    if count > 1:
        return periods.months(first.year, first.month + second * count // 2, count // 2)
    return (first.replace(day=16), last) if second else (first, first.replace(day=15))


def _nth_weekday(period: Period, weekday: int, nth: int) -> date | None:
    if nth > 0:
        return periods.shift(period[0], (weekday - period[0].weekday()) % 7 + 7 * (nth - 1), "day")
    return periods.shift(period[1], -((period[1].weekday() - weekday) % 7) + 7 * (nth + 1), "day")
