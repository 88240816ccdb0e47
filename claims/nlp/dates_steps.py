"""Dates a step away: "last week", "this past Monday", "next December", "the past two years", "that year"."""

from collections.abc import Callable
from datetime import date

from claims.nlp import dates_distances, dates_weekdays, dates_yearly, holidays, numbers, periods
from claims.nlp.dates_absolute import MONTHS
from claims.nlp.dates_parts import WEEKDAYS
from claims.nlp.dates_reading import Match, When, one_day
from claims.nlp.lexemes import HYPHENS, NUMBER, WORD, Lexemes
from claims.nlp.periods import CLOCK, SEASONS, SPANS, Period
from claims.nlp.units import singular

STEPS = {
    "this": 0, "current": 0, "same": 0, "last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1,
    "next": 1, "coming": 1, "following": 1, "upcoming": 1, "recent": -1,
}  # fmt: skip
_ANCHORED = frozenset({"same", "previous", "prior", "preceding", "following"})
_BEGUN_LATELY = 2  # early in the week "this weekend" is rather the last one


def stepped(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """The date that starts with "last", "this", "next" and the like."""
    word = lexemes[index].lower
    step, place = STEPS[word], index + 1
    if word == "this" and lexemes.at(place).lower in {"past", "coming", "last", "next"}:
        step, place = STEPS[lexemes[place].lower], place + 1
    place += lexemes.at(place).lower in {"fiscal", "calendar"}
    unit = dates_distances.SHORT.get(lexemes.at(place).lower, lexemes.at(place).lower)
    if word == "recent":
        return dates_distances.lately(lexemes, place, when)
    if unit in SPANS or (step == 0 and singular(unit) in SPANS and unit != "days"):
        return _unit(lexemes, place + 1, step, singular(unit), _seen_from(lexemes, index, unit, when))
    if unit in WEEKDAYS and (len(unit) > 5 or lexemes[place].is_capital):
        comma = place + 1 + (lexemes.at(place + 1).text in {",", "-"})
        dated = dates_weekdays.dated(lexemes, comma, WEEKDAYS[unit], when)
        return dated or Match(place + 1, _weekday(when, step, WEEKDAYS[unit], word))
    if unit in SEASONS:
        return _yearly(place + 1, step, lambda number: periods.season(number, unit), when)
    if unit in MONTHS and (lexemes[place].is_capital or unit not in {"may", "march", "mar"}):
        return _month(lexemes, place, step, when)
    if found := dates_yearly.named(lexemes, place):
        return _yearly(place + found[0], step, lambda number: holidays.holiday(found[1], number), when)
    return _count(lexemes, place, step, when) if step else None


def _seen_from(lexemes: Lexemes, index: int, unit: str, when: When) -> When:
    """Where "the following year" and "the next day" are told from: the date told last, if there is one."""
    word = lexemes[index].lower
    told = word in _ANCHORED or (word == "next" and unit == "day" and lexemes.at(index - 1).lower == "the")
    grain = when.anchor.grain if when.anchor else ""
    fits = {"day": {"day"}, "week": {"day", "week"}, "month": {"day", "month"}}.get(
        unit, {"day", "month", "quarter", "year"}
    )
    day = when.from_anchor(end=word in {"following", "next"})
    if not told or day is None or grain not in fits:
        return when
    return When(day, when.ahead, when.read, None, when.depth)


def _unit(lexemes: Lexemes, stop: int, step: int, unit: str, when: When) -> Match:
    start = when.published
    if start and unit in {"quarter", "year", "month", "decade", "century"}:
        start = start.replace(day=1)
    if unit == "fortnight" and step:
        return Match(stop, rolling(start, step, unit), grain="part")
    moved = periods.shift(start, step, unit) if start else None
    period = periods.around(moved, unit) if moved else None
    place = stop + (lexemes.at(stop).lower == "on")
    weekday = WEEKDAYS.get(lexemes.at(place).lower) if unit == "week" else None
    if weekday is not None:  # "next week Monday"
        return Match(place + 1, one_day(period[0] if period else None, weekday, "day"))
    if unit == "weekend" and step == 0 and period and start and not when.ahead:
        lately = start.weekday() < _BEGUN_LATELY
        back = one_day(period[0], -7, "day") if lately else None
        period = periods.around(back[0], unit) if back else period
    return Match(stop, period, grain="day" if unit == "night" else unit)


def _weekday(when: When, step: int, weekday: int, word: str) -> Period | None:
    published = when.published
    if published is None:
        return None
    if word in {"past", "last"} or (word == "this" and step < 0):
        return one_day(published, -((published.weekday() - weekday - 1) % 7 + 1), "day")
    if word in {"coming", "upcoming"} or (word == "this" and step > 0):
        return one_day(published, (weekday - published.weekday() - 1) % 7 + 1, "day")
    passed = step == 0 and when.ahead and weekday < published.weekday()
    return one_day(published, weekday - published.weekday() + 7 * (step + bool(passed)), "day")


def _month(lexemes: Lexemes, index: int, step: int, when: When) -> Match | None:
    """As in "next December", "this coming September 30th"."""
    direction = None if step == 0 else step > 0
    dated = When(when.published, direction, when.read, when.anchor, when.depth).other(lexemes, index)
    if dated and dated.grain == "day":
        return dated
    month = MONTHS[lexemes[index].lower]
    return _yearly(index + 1, step, lambda number: periods.months(number, month, 1), when)


def _yearly(stop: int, step: int, make: Callable[[int], Period | None], when: When) -> Match:
    day = when.published
    found = [period for k in range(-2, 3) if (period := make(day.year + k))] if day else []
    if day is None or step == 0:
        now = [period for period in found if day and period[0] <= day <= period[1]]
        return Match(stop, now[0] if now else make(day.year) if day else None, grain="month")
    past = [period for period in found if period[1] < day][-1:]
    ahead = [period for period in found if period[0] > day][:1]
    fits = past if step < 0 else ahead
    return Match(stop, fits[0] if fits else None, grain="month")


def _count(lexemes: Lexemes, index: int, step: int, when: When) -> Match | None:
    """As in "the past two years", "the next 90 days", "the last few weeks"."""
    found = dates_distances.distance(lexemes, index)
    if found is None or found.unit in CLOCK or lexemes.at(index).lower in {"a", "an"}:
        return dates_distances.lately(lexemes, index, when, step)
    if not found.number:
        return Match(found.stop, None, grain="part", loose=dates_distances.side(when, step))
    return Match(found.stop, rolling(when.published, step * found.number, found.unit), grain="part")


def counted(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "the two previous years", "5 coming weeks"."""
    numeral = numbers.at(lexemes, index)
    if numeral is None or lexemes.at(numeral.stop).lower not in STEPS or not 0 < numeral.low < 1000:
        return None
    word = lexemes.at(numeral.stop + 1).lower
    told = lexemes[numeral.stop].lower
    step, unit = STEPS[told], singular(word)
    apart = word == unit and told in {"next", "last"}  # "up from 90 last year"
    if not step or unit not in SPANS or (apart and numeral.low > 1):
        return None
    return Match(numeral.stop + 2, rolling(when.published, step * int(numeral.low), unit), grain="part")


def rolling(start: date | None, count: int, unit: str) -> Period | None:
    """So many units up to a day, or after it; quarters are the calendar's."""
    if start is None or unit not in {"quarter", "business day"}:
        return periods.rolling(start, count, unit) if start else None
    if unit == "business day":
        ends = [periods.workday(start, number) for number in (count, 1 if count > 0 else -1)]
        return (min(ends[0], ends[1]), max(ends[0], ends[1])) if ends[0] and ends[1] else None
    quarter = (start.month - 1) // 3 + (1 if count > 0 else count)
    return periods.months(start.year, quarter * 3 + 1, abs(count) * 3)


def that(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "that year": the one that the text told last."""
    unit = lexemes.at(index + 1).lower
    day = when.from_anchor()
    if day is None or unit not in SPANS or when.anchor is None:
        return None
    fine = {"day": {"day"}, "week": {"day"}, "month": {"day", "month"}}.get(unit, {"day", "month", "quarter"})
    if when.anchor.grain not in {unit, *fine} or lexemes.at(index - 1).lower in {"", "say", "said"}:
        return None
    return Match(index + 2, periods.around(day, unit), grain=unit)


def current(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "shares fell 3% for the week.": the one that the text told last, else that of publication."""
    after, unit = lexemes.at(index + 1), lexemes[index].lower
    if after.kind in {NUMBER, WORD} or after.text in HYPHENS:
        return None
    anchored = when.anchor is not None and when.anchor.grain == unit
    period = when.anchor.period if when.anchor and anchored else when.around(unit)
    return Match(index + 1, period, grain=unit)
