"""Dates told from the day of publication: "on Monday", "next year", "two weeks ago"."""

from collections.abc import Callable
from datetime import date
from functools import cache

from claims.nlp import dates_absolute, dates_parts, dates_weekdays, numbers, periods
from claims.nlp.dates_absolute import MONTHS, ORDINALS
from claims.nlp.dates_parts import ENDINGS, PARTS, WEEKDAYS
from claims.nlp.dates_reading import Ahead, Match
from claims.nlp.lexemes import NUMBER, Lexemes, Phrases
from claims.nlp.periods import CLOCK, SEASONS, SPANS, Period
from claims.nlp.tables import table
from claims.nlp.units import singular

_DAYS = Phrases(
    [
        ("the day before yesterday", -2), ("day before yesterday", -2), ("yesterday", -1), ("last night", -1),
        ("today", 0), ("tonight", 0), ("this morning", 0), ("this afternoon", 0), ("this evening", 0),
        ("tomorrow", 1), ("the day after tomorrow", 2), ("day after tomorrow", 2), ("overnight", 0),
    ]
)  # fmt: skip
_STEPS = {
    "this": 0, "current": 0, "same": 0, "last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1,
    "next": 1, "coming": 1, "following": 1, "upcoming": 1,
}  # fmt: skip
_SHORT = {"yr": "year", "yrs": "year", "qtr": "quarter", "mth": "month", "wk": "week"}
_ARTICLES = frozenset(["a", "an"])
_ABBREVIATED = frozenset(form for form in WEEKDAYS if len(form) < 6)


@cache
def _holidays() -> Phrases[str]:
    return Phrases(table("holidays.tsv").items())


def any_at(lexemes: Lexemes, index: int, when: Ahead) -> Match | None:
    """The date that starts at a lexeme, absolute or relative; its period is None where it cannot be known."""
    inner = when.deeper()
    match = dates_absolute.at(lexemes, index, when) or (at(lexemes, index, inner) if inner else None)
    if match and match.in_year and lexemes.at(match.stop).lower == "of":
        return _of_year(lexemes, match, when)
    return match


def _of_year(lexemes: Lexemes, match: Match, when: Ahead) -> Match:
    """As in "March of next year"."""
    place = match.stop + 1
    year = _stepped(lexemes, place, when) if lexemes.at(place).lower in _STEPS else None
    if year is None or year.grain != "year" or match.in_year is None:
        return match
    period = match.in_year(year.period[0].year) if year.period else None
    return Match(year.stop, period, grain=match.grain)


def at(lexemes: Lexemes, index: int, when: Ahead) -> Match | None:
    """The relative date that starts at a lexeme."""
    word = lexemes[index].lower

    def whole(place: int) -> Match | None:
        return any_at(lexemes, place, when)

    if found := _DAYS.at(lexemes, index):
        return Match(index + found[0], _one_day(when.published, found[1], "day"))
    if word in PARTS and (match := dates_parts.part(lexemes, index, when, whole)):
        return match
    ordinal = word in ORDINALS or lexemes.at(index + 1).lower in ENDINGS
    if ordinal and (match := dates_parts.ordinal(lexemes, index, when, whole)):
        return match
    for words, read in _READERS:
        if word in words:
            return read(lexemes, index, when)
    return _away(lexemes, index, when) or _holiday(lexemes, index, when)


def _one_day(start: date | None, count: int, unit: str) -> Period | None:
    moved = periods.shift(start, count, unit) if start else None
    return (moved, moved) if moved else None


# last, this and next


def _stepped(lexemes: Lexemes, index: int, when: Ahead) -> Match | None:
    """As in "last week", "this past Monday", "next December", "the past two years", "last Easter"."""
    step, place = _STEPS[lexemes[index].lower], index + 1
    if lexemes[index].lower == "this" and lexemes.at(place).lower in {"past", "coming", "last", "next"}:
        step, place = _STEPS[lexemes[place].lower], place + 1
    place += lexemes.at(place).lower in {"fiscal", "calendar"}
    word = lexemes.at(place).lower.removesuffix("'s").removesuffix("’s")
    word = _SHORT.get(word, word)
    if word in SPANS or (step == 0 and singular(word) in SPANS and word != "days"):
        return _step_unit(lexemes, place + 1, step, singular(word), when)
    if word in WEEKDAYS:
        return Match(place + 1, _step_weekday(when.published, step, WEEKDAYS[word], lexemes[index].lower))
    if word in SEASONS:
        return _step_yearly(place + 1, step, lambda number: periods.season(number, word), when)
    if word in MONTHS and (lexemes[place].is_capital or word not in {"may", "march", "mar"}):
        return _step_yearly(place + 1, step, lambda number: periods.months(number, MONTHS[word], 1), when)
    if found := _holidays().at(lexemes, place):
        return _step_yearly(place + found[0], step, lambda number: periods.holiday(found[1], number), when)
    return _step_count(lexemes, place, step, when) if step else None


def _step_unit(lexemes: Lexemes, stop: int, step: int, unit: str, when: Ahead) -> Match:
    start = when.published
    if start and unit in {"quarter", "year", "month", "decade", "century"}:
        start = start.replace(day=1)
    moved = periods.shift(start, step, unit) if start else None
    weekday = WEEKDAYS.get(lexemes.at(stop).lower) if unit == "week" else None
    if weekday is not None:  # "next week Monday"
        period = periods.around(moved, unit) if moved else None
        return Match(stop + 1, _one_day(period[0] if period else None, weekday, "day"))
    return Match(stop, periods.around(moved, unit) if moved else None, grain=unit)


def _step_weekday(published: date | None, step: int, weekday: int, word: str) -> Period | None:
    if published is None:
        return None
    if word in {"past", "last"} or (word == "this" and step < 0):
        return _one_day(published, -((published.weekday() - weekday - 1) % 7 + 1), "day")
    if word in {"coming", "upcoming"} or (word == "this" and step > 0):
        return _one_day(published, (weekday - published.weekday() - 1) % 7 + 1, "day")
    return _one_day(published, weekday - published.weekday() + 7 * step, "day")


def _step_yearly(stop: int, step: int, make: Callable[[int], Period | None], when: Ahead) -> Match:
    day = when.published
    if day is None or step == 0:
        return Match(stop, make(day.year) if day else None, grain="month")
    found = [period for k in range(-2, 3) if (period := make(day.year + k))]
    past = [period for period in found if period[1] < day][-1:]
    ahead = [period for period in found if period[0] > day][:1]
    fits = past if step < 0 else ahead
    return Match(stop, fits[0] if fits else None, grain="month")


def _step_count(lexemes: Lexemes, index: int, step: int, when: Ahead) -> Match | None:
    """As in "the past two years", "the next 90 days"."""
    found = _distance(lexemes, index) if lexemes.at(index).lower not in _ARTICLES else None
    if found is None or found[2] in CLOCK:
        return None
    stop, count, unit = found
    return Match(stop, _rolling(when, step * count, unit), grain="part")


def _rolling(when: Ahead, count: int, unit: str) -> Period | None:
    return periods.rolling(when.published, count, unit) if when.published else None


# distances


def _distance(lexemes: Lexemes, index: int) -> tuple[int, int, str] | None:
    """As in "two weeks": the lexeme after it, the count, the unit."""
    if lexemes.at(index).lower in _ARTICLES and lexemes.at(index + 1).lower not in numbers.SCALES:
        place, count = index + 1, 1
    else:
        numeral = numbers.at(lexemes, index) if index < len(lexemes) else None
        if numeral is None or numeral.low != numeral.high or not 0 < numeral.low < 100_000 or numeral.is_part:
            return None
        place, count = numeral.stop, int(numeral.low)
    word = lexemes.at(place).lower
    unit = _SHORT.get(word, singular(word))
    return (place + 1, count, unit) if unit in SPANS or unit in CLOCK else None


def _away(lexemes: Lexemes, index: int, when: Ahead) -> Match | None:
    """As in "two weeks ago", "three days from now", "two days before Christmas"."""
    word = lexemes[index]
    if word.kind != NUMBER and word.lower not in numbers.STARTS:
        return None
    found = _distance(lexemes, index)
    if found is None:
        return None
    stop, count, unit = found
    word = lexemes.at(stop)
    if word.lower in {"ago", "back", "hence"}:
        return _moved(stop + 1, count if word.lower == "hence" else -count, unit, when)
    if word.lower == "from" and lexemes.at(stop + 1).lower in {"now", "today"}:
        return _moved(stop + 2, count, unit, when)
    if word.lower in {"before", "after", "from"} and unit not in CLOCK and stop + 1 < len(lexemes):
        other = any_at(lexemes, stop + 1, when)
        if other and other.grain == "day":
            step = -count if word.lower == "before" else count
            return Match(other.stop, _one_day(other.period[0] if other.period else None, step, unit))
    return None


def _hence(lexemes: Lexemes, index: int, when: Ahead) -> Match | None:
    """As in "in two weeks", "within 30 days"; "twice in a year" is none."""
    found = _distance(lexemes, index + 1)
    if found is None or found[2] in CLOCK or lexemes.at(found[0]).lower in {"of", "ago"}:
        return None
    stop, count, unit = found
    if lexemes[index].lower == "within":
        end = periods.shift(when.published, count, unit) if when.published else None
        return Match(stop, (when.published, end) if when.published and end else None, grain="part")
    often = lexemes.at(index - 1).lower in {"once", "twice", "times", "time", "first"}
    return None if often else _moved(stop, count, unit, when)


def _moved(stop: int, count: int, unit: str, when: Ahead) -> Match:
    if unit in CLOCK:
        return Match(stop, _one_day(when.published, 0, "day"))
    moved = periods.shift(when.published, count, unit) if when.published else None
    if moved and unit in {"year", "decade", "century"}:
        return Match(stop, periods.around(moved, "year"), grain="year")
    return Match(stop, (moved, moved) if moved else None)


# weekdays, seasons, holidays


def _weekday(lexemes: Lexemes, index: int, when: Ahead) -> Match | None:
    """As in "Monday", "Mon., Nov. 18, 2019", "Tuesday the 19th", "Friday next week"."""
    word, place = lexemes[index].lower, index + 1
    weekday = WEEKDAYS[word]
    place += lexemes.at(place).text == "." and word in _ABBREVIATED
    comma = place + (lexemes.at(place).text == ",")
    if match := dates_weekdays.dated(lexemes, comma, weekday, when) or _in_week(
        lexemes, place, weekday, when
    ):
        return match
    if word in _ABBREVIATED or word.endswith("s") or lexemes.at(index - 1).lower == "every":
        return None
    if when.published is None:
        return Match(index + 1, None)
    day = when.published.weekday()
    step = (weekday - day) % 7 if when.ahead else -((day - weekday) % 7)
    return Match(index + 1, _one_day(when.published, step, "day"))


def _the(lexemes: Lexemes, index: int, when: Ahead) -> Match | None:
    """As in "on the 19th", "over the weekend", "the week of October 6"."""
    before, after = lexemes.at(index - 1).lower, lexemes.at(index + 1).lower
    if after in {"week", "weekend"} and lexemes.at(index + 2).lower in {"of", "beginning", "starting"}:
        inner = any_at(lexemes, index + 3, when) if index + 3 < len(lexemes) else None
        if inner and inner.grain == "day":
            return Match(
                inner.stop, periods.around(inner.period[0], after) if inner.period else None, grain="week"
            )
    if after == "weekend" and before in {"over", "at", "during", "on"}:
        period = periods.around(when.published, "weekend") if when.published else None
        begun = period is None or when.ahead or (when.published is not None and period[0] <= when.published)
        earlier = None if begun or period is None else periods.shift(period[0], -1, "week")
        moved = periods.around(earlier, "weekend") if earlier else period
        return Match(index + 2, moved, grain="week")
    if before in {"on", "by", "until", "since"} and index + 1 < len(lexemes):
        return dates_weekdays.numbered(lexemes, index + 1, None, when)
    return None


def _in_week(lexemes: Lexemes, index: int, weekday: int, when: Ahead) -> Match | None:
    """The day of "Monday of next week", "Friday last week"."""
    place = index + (lexemes.at(index).lower in {"of", "in"})
    place += lexemes.at(place).lower == "the" and lexemes.at(place + 1).lower in _STEPS
    if lexemes.at(place).lower not in _STEPS or lexemes.at(place + 1).lower != "week":
        return None
    week = _stepped(lexemes, place, when)
    if week is None or week.grain != "week":
        return None
    return Match(week.stop, _one_day(week.period[0] if week.period else None, weekday, "day"))


def _yearly(
    lexemes: Lexemes, stop: int, make: Callable[[int], Period | None], when: Ahead, grain: str
) -> Match:
    """A yearly period in the year named after it, or in the one that fits: "Christmas 2024", "Easter"."""
    place = stop + (lexemes.at(stop).lower in {"of", "in", ","})
    found = any_at(lexemes, place, when) if place < len(lexemes) else None
    if found and found.grain == "year":
        return Match(found.stop, make(found.period[0].year) if found.period else None, grain=grain)
    return Match(stop, when.settle(make), make, grain=grain)


def _season(lexemes: Lexemes, index: int, when: Ahead) -> Match | None:
    """As in "summer 2025", "spring of next year"; a season alone is left open."""
    word = lexemes[index].lower
    match = _yearly(lexemes, index + 1, lambda number: periods.season(number, word), when, "month")
    return match if match.in_year is None else None


def _holiday(lexemes: Lexemes, index: int, when: Ahead) -> Match | None:
    found = _holidays().at(lexemes, index)
    if found is None:
        return None
    return _yearly(lexemes, index + found[0], lambda number: periods.holiday(found[1], number), when, "day")


_Read = Callable[[Lexemes, int, Ahead], Match | None]
_READERS: tuple[tuple[frozenset[str], _Read], ...] = (
    (frozenset(_STEPS), _stepped),
    (frozenset(WEEKDAYS), _weekday),
    (SEASONS, _season),
    (frozenset({"in", "within"}), _hence),
    (frozenset({"the"}), _the),
)
