"""Parts of periods: "early 2026", "the end of the year", "the second quarter", "last Friday of May"."""

from collections.abc import Callable

from claims.nlp import periods
from claims.nlp.dates_absolute import ORDINALS
from claims.nlp.dates_reading import Ahead, Match
from claims.nlp.lexemes import Lexemes
from claims.nlp.periods import Period
from claims.nlp.tables import table

WEEKDAYS = {form: int(number) for form, number in table("weekdays.tsv").items()}
Whole = Callable[[int], Match | None]
PARTS = {
    "early": "early", "mid": "mid", "late": "late", "beginning": "early", "start": "early", "middle": "mid",
    "end": "late", "close": "late", "earlier": "so far", "later": "rest",
}  # fmt: skip
_ADJECTIVES = frozenset({"early", "mid", "late", "earlier", "later"})
_UNITS = frozenset({"year", "month", "week", "quarter", "decade", "century"})
_SIZES = {"quarter": 3, "half": 6, "month": 1, "qtr": 3}
ENDINGS = frozenset({"st", "nd", "rd", "th"})


def part(lexemes: Lexemes, index: int, when: Ahead, whole: Whole) -> Match | None:
    """As in "early 2026", "mid-November", "the end of the year", "late last month", "later this week"."""
    word, place = lexemes[index].lower, index + 1
    tied = lexemes.hyphen(place)
    if word in _ADJECTIVES:
        place += tied or lexemes.at(place).lower == "in"
    elif lexemes.at(place).lower == "of" or tied:
        place += 1
    else:
        return None
    inner = _whole(lexemes, place, when, whole, bare=word not in {"early", "mid", "late"})
    if inner is None or inner.grain in {"day", "part"}:
        return None
    make, which = inner.in_year, PARTS[word]
    narrowed = (lambda number: _narrow(make(number), which, when)) if make else None
    return Match(inner.stop, _narrow(inner.period, which, when), narrowed, grain="part")


def _narrow(period: Period | None, which: str, when: Ahead) -> Period | None:
    if period is None or which not in {"so far", "rest"}:
        return periods.thirds(period, which) if period else None
    if when.published is None or not period[0] <= when.published <= period[1]:
        return None
    return (period[0], when.published) if which == "so far" else (when.published, period[1])


def _whole(lexemes: Lexemes, index: int, when: Ahead, whole: Whole, *, bare: bool) -> Match | None:
    """What a part is of: a date of a coarser grain, or "the year" for the current one."""
    article = lexemes.at(index).lower == "the"
    place = index + article
    word = lexemes.at(place).lower
    if bare and word in _UNITS and (article or lexemes.at(index - 1).lower == "of"):
        period = periods.around(when.published, word) if when.published else None
        return Match(place + 1, period, grain=word)
    return whole(place) if place < len(lexemes) else None


def ordinal(lexemes: Lexemes, index: int, when: Ahead, whole: Whole) -> Match | None:
    """A part told by its number: "second quarter of 2025", "first half", "last Friday of May"."""
    word = lexemes[index].lower
    suffixed = word.isdigit() and lexemes.at(index + 1).lower in ENDINGS and lexemes.glued(index + 1)
    if (not suffixed and word not in ORDINALS) or (suffixed and len(word) > 2):
        return None
    nth = int(word) if suffixed else ORDINALS[word]
    place = index + 1 + suffixed
    place += lexemes.hyphen(place)
    unit = lexemes.at(place).lower
    if unit == "century" and 10 < nth < 30:
        return Match(place + 1, periods.months((nth - 1) * 100 + 1, 1, 1200), grain="century")
    if suffixed and unit == "of" and lexemes.at(place + 1).lower in {"the", "this", "next", "last"}:
        unit, place = "day", place - 1
    if unit not in {*_SIZES, "week", "day", "weekend", *WEEKDAYS}:
        return None
    return _nth(lexemes, place + 1, nth, unit, when, whole)


def _nth(lexemes: Lexemes, stop: int, nth: int, unit: str, when: Ahead, whole: Whole) -> Match | None:
    joined = lexemes.at(stop).lower in {"of", "in", ","}
    inner = _whole(lexemes, stop + joined, when, whole, bare=True)
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


def nth_in(period: Period | None, nth: int, unit: str) -> Period | None:
    """The n-th quarter, week, month, day or weekday of a period; -1 is the last."""
    if period is None:
        return None
    first, last = period
    if size := _SIZES.get(unit):
        count = ((last.year - first.year) * 12 + last.month - first.month + 1) // size
        place = nth - 1 if nth > 0 else count - 1
        return periods.months(first.year, first.month + place * size, size) if 0 <= place < count else None
    if unit == "day":
        moved = periods.shift(first, nth - 1, "day") if nth > 0 else last
    else:  # a week belongs to the month that holds its Thursday
        month = first.month if nth > 0 else last.month
        weekday = WEEKDAYS.get(unit, 3 if unit == "week" else 5)
        moved = periods.nth_weekday(first.year, month, weekday, nth)
    if moved is None or not first <= moved <= last:
        return None
    return (moved, moved) if unit == "day" or unit in WEEKDAYS else periods.around(moved, unit)
