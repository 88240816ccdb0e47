"""Weekdays, alone, in a week or with a date; days told by their number alone: "on the 19th"."""

from claims.nlp import dates_absolute, dates_distances, numbers, periods
from claims.nlp.dates_parts import ENDINGS, WEEKDAYS
from claims.nlp.dates_reading import Match, When, one_day
from claims.nlp.lexemes import NUMBER, WORD, Lexemes
from claims.nlp.tables import word_set

_ABBREVIATED = frozenset(form for form in WEEKDAYS if len(form) < 6)
_DOUBTFUL = frozenset({"mon", "wed", "sat", "sun"})  # other words, once they are capital
_LISTED = frozenset({",", "and", "or", "&", "to", "through", "-", "–"})
_BEFORE_ABBREVIATED = frozenset({"on", "by", "until", "till", "since", "from", "to"})
_CLOCK = frozenset({"am", "pm", "a.m", "p.m", "a.m.", "p.m.", "a", "p"})
_EACH = frozenset({"every", "each", "most", "many", "some"})
_WITHIN_WEEK = frozenset({"this", "next", "last", "the", "coming", "following", "previous", "past"})
_AFTER_NUMBER = word_set("after the number of a day")
_MONTHS_AROUND = 14


def weekday(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "Monday", "Mon., Nov. 18, 2019", "Tuesday the 19th", "Friday next week"."""
    word, place = lexemes[index].lower, index + 1
    day = WEEKDAYS[word]
    place += lexemes.at(place).text == "." and word in _ABBREVIATED and lexemes.glued(place)
    stop = place if lexemes.at(place).text and not lexemes[place].is_capital else index + 1
    comma = place + (lexemes.at(place).text in {",", "-"})
    match = (
        dated(lexemes, comma, day, when)
        or _in_week(lexemes, place, day, when)
        or _at_distance(lexemes, comma, day, when)
    )
    if match or _is_no_day(lexemes, index):
        return match
    if found := _beside(lexemes, place, day, when):
        return found
    if when.published is None:
        return Match(stop, None)
    coming, gone = (day - when.published.weekday()) % 7, (when.published.weekday() - day) % 7
    tomorrow = when.ahead is None and coming == 1
    return Match(stop, when.shifted(coming if when.ahead or tomorrow else -gone, "day"))


def _is_no_day(lexemes: Lexemes, index: int) -> bool:
    """Whether a weekday is none in particular, or another word: "every Monday", "on Sundays", "the sun"."""
    word, before, after = lexemes[index], lexemes.at(index - 1).lower, lexemes.at(index + 1)
    if word.lower in _ABBREVIATED:
        return not word.is_capital or not _stands_for_day(lexemes, index)
    if word.lower.endswith("s") or before in _EACH:
        return True
    return before in {"a", "any"} and (after.kind != WORD or len(after.text) < 4)


def _stands_for_day(lexemes: Lexemes, index: int) -> bool:
    """Whether a capital abbreviation is a day: "on Tue.", "Mon.-Fri.", "Sat 9:30", not "the Sun", "Sun Yat-sen"."""
    word, before = lexemes[index].lower, lexemes.at(index - 1)
    dotted = lexemes.at(index + 1).text == "." and lexemes.glued(index + 1)
    after = lexemes.at(index + 1 + dotted)
    back = index - 2 - (lexemes.at(index - 2).text == ".")
    if before.lower in _LISTED and lexemes.at(back).lower in WEEKDAYS:
        return True
    if after.lower in _LISTED and lexemes.at(index + 2 + dotted).lower in WEEKDAYS:
        return True
    named = (after.kind == WORD and after.is_capital) or before.lower == "the"
    if before.lower in _BEFORE_ABBREVIATED or word not in _DOUBTFUL:
        return not named and not (before.is_capital and before.kind == WORD and word not in _DOUBTFUL)
    timed = after.kind == NUMBER and (":" in after.text or lexemes.at(index + 2 + dotted).lower in _CLOCK)
    return timed or (dotted and after.text != "" and not named and not before.is_capital)


def confirmed(lexemes: Lexemes, match: Match, when: When) -> Match:
    """The date with the weekday behind it, where they agree: "Nov. 18 (Monday)"."""
    place = match.stop + (lexemes.at(match.stop).text in {",", "("})
    weekday = WEEKDAYS.get(lexemes.at(place).lower)
    if weekday is None or not lexemes[place].is_capital or match.grain != "day":
        return match
    years = [when.published.year + k for k in (0, -1, 1)] if when.published and match.in_year else []
    tries = [match.in_year(year) for year in years] if match.in_year else [match.period]
    fits = [period for period in tries if period and period[0] == period[1]]
    agreeing = [period for period in fits if period[0].weekday() == weekday]
    stop = place + 1 + (lexemes.at(place - 1).text == "(" and lexemes.at(place + 1).text == ")")
    return Match(stop, agreeing[0]) if agreeing else match


def _beside(lexemes: Lexemes, index: int, day: int, when: When) -> Match | None:
    """As in "the Monday after Easter", "Friday after next"."""
    word, place = lexemes.at(index).lower, index + 1
    if word not in {"before", "after"} or lexemes.at(index - 2).lower not in {"the", "on", "", "a"}:
        return None
    if lexemes.at(place).lower == "next":
        week = when.shifted(14, "day") if word == "after" else None
        return Match(place + 1, one_day(week[0], day - week[0].weekday(), "day") if week else None)
    other = when.other(lexemes, place)
    if other is None or other.grain != "day":
        return None
    start = other.period[0] if other.period else None
    steps = (day - start.weekday() - 1) % 7 + 1 if start else 0
    return Match(other.stop, one_day(start, steps if word == "after" or steps == 7 else steps - 7, "day"))


def dated(lexemes: Lexemes, index: int, weekday: int, when: When) -> Match | None:
    """The day of a month after a weekday, in the year in which they agree."""
    place = index + (lexemes.at(index).lower == "the")
    if place >= len(lexemes):
        return None
    inner = dates_absolute.at(lexemes, place, when)
    if inner is None or inner.grain != "day" or inner.in_year is None or when.published is None:
        return inner if inner and inner.grain == "day" else numbered(lexemes, place, weekday, when)
    tries = [inner.in_year(when.published.year + k) for k in (0, -1, 1)]
    agreeing = [period for period in tries if period and period[0].weekday() == weekday]
    return Match(inner.stop, agreeing[0] if agreeing else inner.period)


def _in_week(lexemes: Lexemes, index: int, day: int, when: When) -> Match | None:
    """The day of "Monday of next week", "Friday last week"."""
    place = index + (lexemes.at(index).lower in {"of", "in", "from"})
    place += lexemes.at(place).lower == "the" and lexemes.at(place + 1).lower in _WITHIN_WEEK
    if lexemes.at(place).lower not in _WITHIN_WEEK or lexemes.at(place + 1).lower != "week":
        return None
    week = when.other(lexemes, place)
    if week is None or week.grain != "week":
        return None
    return Match(week.stop, one_day(week.period[0] if week.period else None, day, "day"))


def _at_distance(lexemes: Lexemes, index: int, day: int, when: When) -> Match | None:
    """The day of "Friday two weeks ago", "Monday, three weeks from now"."""
    if index >= len(lexemes) or lexemes.at(index - 1).text == "-":
        return None
    match = dates_distances.away(lexemes, index, when)
    if match is None or match.grain != "day" or match.period is None:
        return None
    if lexemes[match.stop - 1].lower in {"earlier", "later"}:
        return None
    return Match(match.stop, dates_distances.in_week(match.period[0], day))


def counted(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "two Fridays ago", "three Mondays from now"."""
    numeral = numbers.at(lexemes, index)
    if numeral is None or numeral.low != numeral.high or not 0 < numeral.low < 60:
        return None
    word, place = lexemes.at(numeral.stop).lower, numeral.stop + 1
    after = lexemes.at(place).lower
    back = after in {"ago", "back"}
    if word not in WEEKDAYS or not (back or (after == "from" and lexemes.at(place + 1).lower == "now")):
        return None
    stop, count = place + 1 + (not back), int(numeral.low)
    if when.published is None:
        return Match(stop, None)
    gone = (when.published.weekday() - WEEKDAYS[word] - 1) % 7 + 1
    coming = (WEEKDAYS[word] - when.published.weekday() - 1) % 7 + 1
    days = -gone - 7 * (count - 1) if back else coming + 7 * (count - 1)
    return Match(stop, when.shifted(days, "day"))


def numbered(lexemes: Lexemes, index: int, weekday: int | None, when: When) -> Match | None:
    """As in "the 19th": in the nearest month, and on the weekday named beside it."""
    found = _number(lexemes, index, weekday is not None)
    if found is None:
        return None
    number, stop = found
    if when.published is None:
        return Match(stop, None)
    start = when.published.year * 12 + when.published.month - 1
    months = range(start - _MONTHS_AROUND, start + _MONTHS_AROUND)
    days = [day for k in months if (day := periods.day(k // 12, k % 12 + 1, number))]
    fits = [day for day in days if weekday is None or day[0].weekday() == weekday]
    now, sign = when.published, 1 if when.ahead else -1
    in_time = [day for day in fits if when.ahead is None or (day[0] - now).days * sign >= 0]
    return Match(stop, min(in_time, key=lambda day: abs(day[0] - now), default=None))


def _number(lexemes: Lexemes, index: int, beside_weekday: bool) -> tuple[int, int] | None:
    """The day's number, "19th" or beside a weekday "twenty-seventh", and the lexeme after it."""
    text = lexemes[index].text
    if beside_weekday and (spelled := dates_absolute.spelled_day(lexemes, index)):
        return spelled
    suffixed = lexemes.at(index + 1).lower in ENDINGS and lexemes.glued(index + 1)
    if not (suffixed and text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= 31):
        return None
    after = lexemes.at(index + 2)
    counts = after.kind == WORD and after.lower not in _AFTER_NUMBER and not beside_weekday
    return None if counts else (int(text), index + 2)


def weekend(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """The weekend of "over the weekend": the one that has begun, or the coming one."""
    if lexemes.at(index - 1).lower not in {
        "over",
        "at",
        "during",
        "on",
        "before",
        "after",
        "by",
        "of",
        "through",
        "until",
    }:
        return None
    period = when.around("weekend")
    if period and when.published and not when.ahead and period[0] > when.published:
        back = periods.shift(period[0], -1, "week")
        period = periods.around(back, "weekend") if back else period
    return Match(index + 2, period, grain="week")
