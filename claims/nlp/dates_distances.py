"""Dates told by a distance: "two weeks ago", "within 30 days", "a year earlier", "in recent months"."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from claims.nlp import numbers, periods
from claims.nlp.dates_absolute import ORDINALS
from claims.nlp.dates_parts import WEEKDAYS
from claims.nlp.dates_reading import Match, When, one_day
from claims.nlp.lexemes import NUMBER, Lexemes
from claims.nlp.periods import CLOCK, SPANS, Period
from claims.nlp.units import singular

SHORT = {"yr": "year", "yrs": "year", "qtr": "quarter", "mth": "month", "wk": "week", "hrs": "hour"}
_ARTICLES = frozenset({"a", "an"})
_VAGUE = frozenset({"few", "several", "many", "some"})
_YEARS = frozenset({"year", "decade", "century"})
_OFTEN = frozenset({"once", "twice", "times", "time", "first", "only", "last", "record", "most", "least"})
_NEAR = 5
_LONGEST = 100_000
_LEADING = frozenset({"the", "in", "over", "for"})
_LONG = frozenset({"month", "quarter", "year"})
_BEGINNING = frozenset({"starting", "beginning", "commencing"})
_PARTS = {"year": ("month", 12), "day": ("hour", 24), "decade": ("year", 10), "century": ("year", 100)}
# what a date must be told by, at least, for a distance in this unit to count from it
_FINE = {"day": {"day"}, "week": {"day", "week"}, "month": {"day", "month"}}
_TELLING = frozenset({"day", "month", "quarter", "year"})


class Distance(NamedTuple):
    """So many units, up to lexeme ``stop``; the number is 0 where it is vague."""

    stop: int
    number: int
    unit: str


def distance(lexemes: Lexemes, index: int) -> Distance | None:
    """As in "two weeks", "a couple of days", "several months", "10 business days", "48 hours"."""
    found = _count(lexemes, index)
    if found is None:
        return None
    place, count = found
    place += lexemes.hyphen(place)
    business = lexemes.at(place).lower in {"business", "working"}
    word = lexemes.at(place + business).lower
    unit = SHORT.get(word, singular(word))
    if unit == "half" or (unit not in SPANS and unit not in CLOCK):
        return None
    if count is None:
        return Distance(place + 1, 0, unit)
    if business:
        return (
            Distance(place + 2, int(count), "business day") if unit == "day" and count == int(count) else None
        )
    if count != int(count) and unit in _PARTS:
        unit, count = _PARTS[unit][0], count * _PARTS[unit][1]
    if unit == "hour" and count >= 24:
        unit, count = "day", -(-count // 24)
    return Distance(place + 1, int(count), unit) if count >= 1 else None


def _count(lexemes: Lexemes, index: int) -> tuple[int, Decimal | None] | None:
    """The lexeme after a number, and the number; None where it is vague."""
    article = lexemes.at(index).lower in _ARTICLES
    word = lexemes.at(index + article).lower
    if word == "couple":
        return index + article + 1 + (lexemes.at(index + article + 1).lower == "of"), Decimal(2)
    if word in _VAGUE:
        return index + article + 1, None
    if article and word not in numbers.SCALES:
        return index + 1, Decimal(1)
    numeral = numbers.at(lexemes, index) if index < len(lexemes) else None
    if numeral is None or numeral.low != numeral.high or not 0 < numeral.low < _LONGEST or numeral.is_part:
        return None
    return numeral.stop, numeral.low


def side(when: When, step: int) -> tuple[date | None, date | None]:
    """The side of publication on which something lies: "in recent months", "in the coming years"."""
    return (None, when.published) if step < 0 else (when.published, None)


def lately(lexemes: Lexemes, index: int, when: When, step: int = -1) -> Match | None:
    """As in "recent weeks", "coming months"."""
    word = lexemes.at(index).lower
    if singular(word) not in SPANS or word in SPANS:
        return None
    return Match(index + 1, None, grain="part", loose=side(when, step))


def away(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "two weeks ago", "three days from now", "a week ago on Friday"."""
    match = _away(lexemes, index, when)
    if match is None or match.grain != "day" or match.period is None:
        return match
    place = match.stop + (lexemes.at(match.stop).lower == "on")
    weekday = WEEKDAYS.get(lexemes.at(place).lower)
    if weekday is None or not lexemes[place].is_capital or lexemes[place - 1].lower in {"earlier", "later"}:
        return match
    return Match(place + 1, in_week(match.period[0], weekday))


def in_week(moment: date, weekday: int) -> Period | None:
    """The weekday of the week in which a day lies."""
    return one_day(moment, weekday - moment.weekday(), "day")


def _away(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "two weeks ago", "three days from now", "two days before Christmas", "a year earlier"."""
    word = lexemes[index]
    if lexemes.at(index + 1).lower == "ago" or (lexemes.hyphen(index + 1) and word.lower in SPANS):
        return _bare(lexemes, index, when)
    if word.kind != NUMBER and word.lower not in numbers.STARTS and word.lower not in {"couple", "many"}:
        return None
    found = distance(lexemes, index)
    if found is None:
        return None
    word = lexemes.at(found.stop)
    if word.lower in {"ago", "back", "hence"}:
        return _moved(found.stop + 1, found, 1 if word.lower == "hence" else -1, when)
    today = lexemes.at(found.stop + 1).lower == "today" and lexemes.at(index - 1).lower != "for"
    if word.lower == "from" and (today or lexemes.at(found.stop + 1).lower == "now"):
        return _moved(found.stop + 2, found, 1, when, to_the_day=today)
    if word.lower in {"earlier", "later"}:
        return told(found, -1 if word.lower == "earlier" else 1, when)
    led = lexemes.at(index - 1).lower in _LEADING and found.unit in _LONG
    if word.lower in {"ended", "ending"} or (led and word.lower in {"to", "through"}):
        return ended(lexemes, found, when)
    lasts = lexemes.at(index - 1).lower == "for" and word.lower == "from"
    if word.lower in _BEGINNING or lasts:
        return _lasting(lexemes, found, when)
    return _beside(lexemes, found, when) if word.lower in {"before", "after", "from"} else None


def _bare(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "years ago", "year-ago"."""
    word = lexemes[index].lower
    if lexemes.hyphen(index + 1):
        ago = lexemes.at(index + 2).lower == "ago"
        return _moved(index + 3, Distance(0, 1, word), -1, when) if ago else None
    if word in SPANS or singular(word) not in SPANS:
        return None
    return Match(index + 2, None, grain="part", loose=side(when, -1))


def _beside(lexemes: Lexemes, found: Distance, when: When) -> Match | None:
    """As in "two days before Christmas", "a week from Tuesday"."""
    if found.unit in CLOCK or not found.number:
        return None
    other = when.other(lexemes, found.stop + 1)
    if other is None or other.grain != "day":
        return None
    count = -found.number if lexemes[found.stop].lower == "before" else found.number
    return Match(other.stop, one_day(other.period[0] if other.period else None, count, found.unit))


def _lasting(lexemes: Lexemes, found: Distance, when: When) -> Match | None:
    """As in "two weeks starting Monday", "for ten days from 18 December"."""
    place = found.stop + 1
    place += lexemes.at(place).lower in {"on", "from"}
    other = when.other(lexemes, place)
    if other is None or other.grain != "day" or not found.number or found.unit in CLOCK:
        return None
    start = other.period[0] if other.period else None
    after = _shift(start, found.number, found.unit)
    last = periods.shift(after, -1, "day") if after else None
    return Match(other.stop, (start, last) if start and last else None, grain="part")


def ended(lexemes: Lexemes, found: Distance, when: When) -> Match | None:
    """As in "the three months ended Sept. 30", "the year ending in March", "the three months to March"."""
    place = found.stop + 1
    other = when.other(lexemes, place + (lexemes.at(place).lower in {"on", "in"}))
    led = lexemes[found.stop].lower in {"to", "through"}
    if led and (other is None or other.grain != "month" or found.unit not in _LONG):
        return None
    if other is None or other.grain not in {"day", "month"} or not found.number or found.unit in CLOCK:
        return None
    if other.period is None:
        return Match(other.stop, None, grain="part")
    last = other.period[1]
    after = periods.shift(last, 1, "day")
    first = periods.shift(after, -found.number, found.unit) if after else None
    return Match(other.stop, (first, last) if first else None, grain="part")


def told(found: Distance, sign: int, when: When) -> Match | None:
    """As in "a year earlier", "three days later": from the date told last, "earlier" else from publication."""
    if found.unit in CLOCK:
        return None
    stop = found.stop + 1
    anchor = when.anchor
    if anchor is None or anchor.period is None:
        return _moved(stop, found, sign, when) if sign < 0 else Match(stop, None)
    if not found.number or anchor.grain not in _FINE.get(found.unit, _TELLING):
        return Match(stop, None)
    moved = periods.shift(anchor.period[0], sign * found.number, found.unit)
    coarse = found.unit in _YEARS and anchor.grain == "day"
    grain = "year" if coarse else anchor.grain
    return Match(stop, periods.around(moved, grain) if moved else None, grain=grain)


def hence(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "in two weeks", "within 30 days"; "twice in a year" is none."""
    found = distance(lexemes, index + 1)
    if found is None or found.unit in CLOCK or lexemes.at(found.stop).lower in {"of", "ago"}:
        return None
    if lexemes[index].lower == "within":
        end = _shift(when.published, found.number, found.unit) if found.number else None
        period = (when.published, end) if when.published and end else None
        return Match(found.stop, period, grain="part", loose=side(when, 1))
    article, after = lexemes.at(index + 1).lower in _ARTICLES, lexemes.at(found.stop).lower
    if article and after in {"in", "when", "that", "where", "which"}:
        return None  # "in a year in which"
    if when.ahead is False or _tells_how_long(lexemes, index):
        return None
    match = _moved(found.stop, found, 1, when)
    time = found.stop + (lexemes.at(found.stop).text in {"'", "’"})
    return replace(match, stop=time + 1) if lexemes.at(time).lower == "time" else match


def _tells_how_long(lexemes: Lexemes, index: int) -> bool:
    """Whether "in two years" is a stretch: "the first time in", "the third visit in", "the worst flood in"."""
    for place in range(index - 1, max(-1, index - 1 - _NEAR), -1):
        word = lexemes[place].lower
        if word in _OFTEN or word in ORDINALS or (word.endswith("est") and len(word) > 5):
            return True
    return False


def _shift(start: date | None, count: int, unit: str) -> date | None:
    if start is None:
        return None
    return periods.workday(start, count) if unit == "business day" else periods.shift(start, count, unit)


def _moved(stop: int, found: Distance, sign: int, when: When, *, to_the_day: bool = False) -> Match:
    if found.unit in CLOCK:
        return Match(stop, when.shifted(0, "day"))
    if not found.number:
        return Match(stop, None, grain="part", loose=side(when, sign))
    moved = _shift(when.published, sign * found.number, found.unit)
    if found.unit in _YEARS and not to_the_day:
        return Match(stop, _year(moved), grain="year")
    return Match(stop, (moved, moved) if moved else None)


def _year(day: date | None) -> Period | None:
    return periods.around(day, "year") if day else None
