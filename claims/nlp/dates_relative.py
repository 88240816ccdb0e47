"""Any date, absolute or told from the day of publication: "on Monday", "next year", "two weeks ago"."""

from functools import cache

from claims.nlp import (
    dates_absolute,
    dates_distances,
    dates_parts,
    dates_steps,
    dates_weekdays,
    dates_weeks,
    dates_words,
    dates_yearly,
    dates_years,
    numbers,
    periods,
)
from claims.nlp.dates_absolute import MONTHS, ORDINALS
from claims.nlp.dates_distances import Distance
from claims.nlp.dates_parts import ENDINGS, PARTS, WEEKDAYS
from claims.nlp.dates_reading import Match, When, one_day
from claims.nlp.dates_steps import STEPS
from claims.nlp.lexemes import NUMBER, WORD, Lexemes, Phrases
from claims.nlp.numbers import ONES
from claims.nlp.periods import SEASONS, SPANS
from claims.nlp.tables import table

_DAYS = Phrases((form, int(days)) for form, days in table("days.tsv").items())
_HEADS = frozenset({"the", "week", "weekend", "month", "year"})
_BEGINNING = frozenset({"beginning", "starting", "commencing"})
_CURRENT = frozenset({"week", "month", "quarter", "year"})
_ENDED = frozenset({"ended", "ending", "to", "through"})
_DURING = frozenset({"for", "during", "in"})
_ORDINALS = frozenset({*ORDINALS, "twenty", "thirty"})
_OF_DAY = frozenset({"morning", "afternoon", "evening", "night", "nights", "mornings"})
_BEFORE_NUMBER = frozenset({"on", "by", "until", "till", "since"})


@cache
def _starts() -> frozenset[str]:
    """The words with which a date may start, but for numbers."""
    words = {*MONTHS, *ORDINALS, *dates_years.CODED, *dates_words.STARTS, *_DAYS.first_words, *PARTS, *STEPS}
    words |= {*WEEKDAYS, *SEASONS, *_HEADS, *SPANS, *numbers.STARTS, *dates_yearly.holidays().first_words}
    return frozenset(
        words | {"in", "within", "that", "couple", "many", "twenty", "thirty", "turn", "'", "’", "‘"}
    )


def may_start(lexemes: Lexemes, index: int) -> bool:
    """Whether a date may start at a lexeme: a cheap look before the reading."""
    word = lexemes[index]
    if word.kind == NUMBER or word.lower in _starts():
        return True
    return word.kind == WORD and index + 1 < len(lexemes) and lexemes[index + 1].lower == "ago"


def any_at(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """The date that starts at a lexeme, absolute or relative; its period is None where it cannot be known."""
    if not may_start(lexemes, index):
        return None
    match = dates_absolute.at(lexemes, index, when)
    if match:
        match = dates_weekdays.confirmed(lexemes, match, when)
    match = match or _at(lexemes, index, when)
    if match is None:
        return None
    if match.in_year and lexemes.at(match.stop).lower == "of":
        match = _of_year(lexemes, match, when)
    if match.grain == "day" and lexemes.at(match.stop).lower in _OF_DAY:
        return Match(match.stop + 1, match.period, match.in_year, "day", match.loose)
    return match


def _of_year(lexemes: Lexemes, match: Match, when: When) -> Match:
    """As in "March of next year"."""
    year = when.other(lexemes, match.stop + 1) if lexemes.at(match.stop + 1).lower in STEPS else None
    if year is None or year.grain != "year" or match.in_year is None:
        return match
    period = match.in_year(year.period[0].year) if year.period else None
    return Match(year.stop, period, grain=match.grain)


def _at(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """The relative date that starts at a lexeme."""
    word = lexemes[index].lower
    if word in _DAYS.first_words and (found := _DAYS.at(lexemes, index)):
        return Match(index + found[0], when.shifted(found[1], "day"))
    if word in PARTS and (match := dates_parts.part(lexemes, index, when)):
        return match
    ordinal = word in _ORDINALS or lexemes.at(index + 1).lower in ENDINGS
    if ordinal and (match := dates_parts.ordinal(lexemes, index, when)):
        return match
    if word == "following" and lexemes.at(index - 1).lower != "the":
        return None  # "following Monday's debate"
    if word == "turn":
        return dates_years.turn(lexemes, index, when)
    for words, read in _READERS:
        if word in words:
            return read(lexemes, index, when)
    if word in _HEADS and (match := _articled(lexemes, index, when)):
        return match
    return (
        dates_distances.away(lexemes, index, when)
        or dates_yearly.holiday(lexemes, index, when)
        or _counted(lexemes, index, when)
    )


def _counted(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "the two previous years"; and, as the British write, "on 29th"."""
    word = lexemes[index]
    if word.kind == NUMBER and lexemes.at(index - 1).lower == "on":
        return dates_weekdays.numbered(lexemes, index, None, when)
    if word.kind != NUMBER and word.lower not in ONES:
        return None
    return dates_steps.counted(lexemes, index, when) or dates_weekdays.counted(lexemes, index, when)


def _articled(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "the week of October 6", "the month of May", "over the weekend", "the day before Easter"."""
    place = index + (lexemes[index].lower == "the")
    unit, after = lexemes.at(place).lower, lexemes.at(place + 1).lower
    if unit == "week" and place == index and lexemes.at(place + 1).kind == NUMBER:
        return dates_weeks.numbered(lexemes, index, when)
    if unit in {"week", "weekend"} and after in {"of", *_BEGINNING}:
        return _week_of(lexemes, place + 2, unit, when)
    if unit in {"month", "year"} and after == "of":
        return _unit_of(lexemes, place + 2, unit, when)
    if unit == "year" and after == "to" and lexemes.at(place + 2).lower == "date":
        year = when.around("year")
        return Match(place + 3, (year[0], when.published) if year and when.published else None, grain="part")
    return _after_article(lexemes, place, when) if place > index else None


def _after_article(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "the day before Easter", "over the weekend", "by the fall", "for the week", "on the 19th"."""
    unit, before = lexemes.at(index).lower, lexemes.at(index - 2).lower
    after = lexemes.at(index + 1).lower if unit in SPANS else ""
    if after in {"before", "after"} and (match := _beside(lexemes, index, unit, when)):
        return match
    if after in _ENDED and (match := dates_distances.ended(lexemes, Distance(index + 1, 1, unit), when)):
        return match
    if unit == "weekend":
        return dates_weekdays.weekend(lexemes, index - 1, when)
    if unit in SEASONS:
        return dates_yearly.season(lexemes, index, when)
    if unit in _CURRENT and before in _DURING:
        return dates_steps.current(lexemes, index, when)
    numbered = before in _BEFORE_NUMBER and index < len(lexemes)
    return dates_weekdays.numbered(lexemes, index, None, when) if numbered else None


def _week_of(lexemes: Lexemes, index: int, unit: str, when: When) -> Match | None:
    place = index + (lexemes.at(index).lower == "on")
    the = lexemes.at(place).lower == "the" and place + 1 < len(lexemes)
    inner = when.other(lexemes, place)
    if inner is None and the:
        inner = dates_weekdays.numbered(lexemes, place + 1, None, when)
    if inner is None or inner.grain != "day":
        return None
    if unit == "weekend" and dates_yearly.named(lexemes, place):
        return Match(inner.stop, dates_yearly.long_weekend(inner.period), grain="week")
    return Match(inner.stop, periods.around(inner.period[0], unit) if inner.period else None, grain="week")


def _unit_of(lexemes: Lexemes, index: int, unit: str, when: When) -> Match | None:
    inner = when.other(lexemes, index)
    return inner if inner and inner.grain == unit else None


def _beside(lexemes: Lexemes, index: int, unit: str, when: When) -> Match | None:
    """As in "the day before Easter", "the week after next", "the year before last"."""
    back = lexemes[index + 1].lower == "before"
    place = index + 2
    if lexemes.at(place).lower == ("last" if back else "next"):
        moved = when.shifted(-2 if back else 2, unit)
        return Match(place + 1, periods.around(moved[0], unit) if moved else None, grain=unit)
    if lexemes.at(place).kind not in {NUMBER, WORD}:
        return dates_distances.told(Distance(place - 1, 1, unit), -1 if back else 1, when)
    inner = when.other(lexemes, place) if unit in {"day", "night", "week"} else None
    if inner is None or inner.grain != "day":
        return None
    moved = one_day(inner.period[0] if inner.period else None, -1 if back else 1, unit)
    return Match(inner.stop, periods.around(moved[0], unit) if moved else None, grain=unit)


_READERS = (
    (frozenset(STEPS), dates_steps.stepped),
    (frozenset(WEEKDAYS), dates_weekdays.weekday),
    (SEASONS, dates_yearly.season),
    (frozenset({"in", "within"}), dates_distances.hence),
    (frozenset({"that"}), dates_steps.that),
)
