"""Dates as the calendar names them: "19 November 2019", "2019-11-19", "Q3 2025", "the 2020s"."""

import re
from collections.abc import Callable

from claims.nlp import dates_weeks, dates_words, dates_years, periods
from claims.nlp.dates_reading import Match, When
from claims.nlp.lexemes import HYPHENS, NUMBER, WORD, Lexemes
from claims.nlp.numbers import ONES
from claims.nlp.periods import Period
from claims.nlp.tables import table, word_set

MONTHS = {form: int(number) for form, number in table("months.tsv").items()}
ORDINALS = {form: int(number) for form, number in table("ordinals.tsv").items()}
_WEEKDAYS = frozenset(table("weekdays.tsv"))
_ENDINGS = frozenset(["st", "nd", "rd", "th"])
_SHORT = frozenset(form for form in MONTHS if len(form) <= 4) - {"may", "june", "july"}
_TO = frozenset(["to", "through", "thru", "until", "till"])
_WORDY = frozenset(["may", "march", "mar", "jan", "sept", "sep", "dec", "june", "april", "august"])
_NO_ELECTION = frozenset({"for", "on", "of", "the", "a", "government", "administration", "campaign"})
_BEFORE_MONTH = word_set("before a month")
_BEFORE_NUMBERS = frozenset({"on", "by", "until", "till", "since", "dated"}) | _WEEKDAYS
_BEFORE_RANGE = frozenset({"from", "between"})
_BETWEEN_NUMBERS = frozenset({",", "or", "and", "&", *_TO, *HYPHENS})
_SPOKEN = frozenset({*ORDINALS, *ONES, "twenty", "thirty"})
_LISTED = 6  # so many dates in a row, "on 5/12, 5/14 and 5/16"
_SIGNS = frozenset("$€£¥₩₹")
_NUMERIC = re.compile(r"(\d{1,4})([/.])(\d{4}|\d{1,2})(?:\2(\d{4}|\d{2}))?")


def at(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """The date in the calendar's own words that starts at a lexeme."""
    word = lexemes[index]
    if word.kind == NUMBER:
        return (
            _iso(lexemes, index)
            or _named_month(lexemes, index)
            or _slashed(lexemes, index, when)
            or _day_month(lexemes, index, when)
            or _compact(lexemes, index)
            or dates_weeks.iso(lexemes, index)
            or dates_years.decade(lexemes, index)
            or dates_years.year(lexemes, index)
        )
    if word.text in dates_years.APOSTROPHES and lexemes.glued(index + 1):
        return dates_years.decade(lexemes, index + 1) or dates_years.year_in_words(lexemes, index)
    if word.lower in MONTHS:
        return _month(lexemes, index, when)
    if word.lower in _SPOKEN and (dated := _day_month(lexemes, index, when)):
        return dated
    if word.lower in dates_years.CODED:
        return dates_years.quarter(lexemes, index, when) or dates_years.fiscal(lexemes, index)
    if word.lower not in dates_words.STARTS:
        return None
    return dates_years.decade_in_words(lexemes, index) or dates_years.year_in_words(lexemes, index)


def _iso(lexemes: Lexemes, index: int) -> Match | None:
    """2019-11-19, 2019 10 16, and 10-31-1974 and 31-10-1974 as far as they are clear."""
    if not (lexemes.hyphen(index + 1) and lexemes.hyphen(index + 3)):
        return None
    if dates_years.chain(lexemes, index) != 3:
        return None  # a number of something: "133-03-03-2020"
    parts = [lexemes[index + k].text for k in (0, 2, 4)]
    if not all(part.isascii() and part.isdigit() and len(part) in {1, 2, 4} for part in parts):
        return None
    return _found(index + 5, _ordered([int(part) for part in parts]))


def _named_month(lexemes: Lexemes, index: int) -> Match | None:
    """As in "31-Oct-1974", "2019-Aug-01", "23/Sep/20"."""
    parts = [lexemes.at(index + k) for k in range(5)]
    tied = all(lexemes.glued(index + k) for k in range(1, 5))
    marks = {parts[1].text, parts[3].text}
    if not tied or parts[2].lower not in MONTHS or marks not in ({"-"}, {"/"}):
        return None
    ends = [part.text for part in (parts[0], parts[4])]
    if not all(end.isascii() and end.isdigit() and len(end) in {1, 2, 4} for end in ends):
        return None
    day, number = map(int, ends if len(ends[0]) < 4 else ends[::-1])
    return _found(index + 5, periods.day(_century(number), MONTHS[parts[2].lower], day))


def _century(number: int) -> int:
    """The year that two digits mean."""
    return number if number > 99 else number + (2000 if number < 50 else 1900)


def _slashed(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """11/19/2019, 19.11.2019, 2019/11/19; 3/2025; 5/12 only after "on" and the like."""
    found = _NUMERIC.fullmatch(lexemes[index].text)
    if not found or not found[0].isascii():
        return None
    first, second = int(found[1]), int(found[3])
    if found[0] == "9/11":
        return _found(index + 1, periods.day(2001, 9, 11))
    if found[4]:
        return _found(index + 1, _ordered([first, second, int(found[4])]))
    if "/" in found[0] and 1900 <= first <= 2199 and 1 <= second <= 12:
        return Match(index + 1, periods.months(first, second, 1), grain="month")
    if "/" in found[0] and len(found[3]) == 4 and 1 <= first <= 12 and "1900" <= found[3] <= "2199":
        return Match(index + 1, periods.months(second, first, 1), grain="month")
    if "/" not in found[0] or not (_is_led(lexemes, index) or _begins_range(lexemes, index)):
        return None
    month, day = (first, second) if first <= 12 else (second, first)
    if lexemes.at(index + 1).text == "," and (named := dates_years.number_of(lexemes, index + 1)):
        return _found(named[1], periods.day(named[0], month, day))
    return _yearless(index + 1, lambda number: periods.day(number, month, day), when)


def _is_led(lexemes: Lexemes, index: int) -> bool:
    """Whether a word before 5/12 makes it a date: "on 5/12", "on 5/12 or 5/14", "from 5/12 to 5/14"."""
    place = index
    for _ in range(_LISTED):
        if lexemes.at(place - 1).lower in _BETWEEN_NUMBERS and _looks_numeric(lexemes, place - 2):
            place -= 2
    before = lexemes.at(place - 1).lower
    return before in _BEFORE_NUMBERS or (before in _BEFORE_RANGE and place < index)


def _begins_range(lexemes: Lexemes, index: int) -> bool:
    """Whether 5/12 starts a stretch: "from 5/12 to 5/14", "5/12-5/14/2024"."""
    if lexemes.at(index + 1).lower not in _BETWEEN_NUMBERS or not _looks_numeric(lexemes, index + 2):
        return False
    if lexemes.at(index - 1).lower in _BEFORE_RANGE and _looks_numeric(lexemes, index):
        return True
    return lexemes.hyphen(index + 1) and lexemes[index + 2].text.count("/") == 2


def _looks_numeric(lexemes: Lexemes, index: int) -> bool:
    """Whether a number has the form of a day and a month, and not of a fraction: "3/14", not "1/3"."""
    found = _NUMERIC.fullmatch(lexemes.at(index).text)
    if not found or found[2] != "/" or not found[0].isascii():
        return False
    if lexemes.at(index + 1).text == "," and dates_years.number_of(lexemes, index + 1):
        return True
    fraction = int(found[1]) < int(found[3]) <= 12 and not found[4] and "0" not in found[1][:1] + found[3][:1]
    return not fraction


def _compact(lexemes: Lexemes, index: int) -> Match | None:
    """As in "20191119"."""
    text = lexemes[index].text
    if len(text) != 8 or not (text.isascii() and text.isdigit()) or text[:2] not in {"19", "20"}:
        return None
    if lexemes.at(index - 1).text in _SIGNS or lexemes.at(index + 1).kind == WORD:
        return None
    return _found(index + 1, periods.day(int(text[:4]), int(text[4:6]), int(text[6:])))


def _ordered(parts: list[int]) -> Period | None:
    """Year, month and day in the order that the numbers allow; month before day where both could be."""
    if parts[0] > 31:
        return periods.day(parts[0], parts[1], parts[2])
    number = _century(parts[2])
    return periods.day(number, parts[0], parts[1]) or periods.day(number, parts[1], parts[0])


def _found(stop: int, period: Period | None) -> Match | None:
    return Match(stop, period) if period else None


def _yearless(
    stop: int, make: Callable[[int], Period | None], when: When, grain: str = "day"
) -> Match | None:
    leap = make(2024)
    return Match(stop, when.settle(make), make, grain=grain) if leap else None


def _day_number(lexemes: Lexemes, index: int) -> tuple[int, int] | None:
    """A day of the month, "19" or "19th", and the lexeme after it."""
    text = lexemes.at(index).text
    if spelled := spelled_day(lexemes, index):
        return spelled
    if not (text.isascii() and text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 31):
        return None
    ending = lexemes.at(index + 1).lower in _ENDINGS and lexemes.glued(index + 1)
    return int(text), index + 1 + ending


def spelled_day(lexemes: Lexemes, index: int) -> tuple[int, int] | None:
    """As in "first", "twenty-second"."""
    word = lexemes.at(index).lower
    if word in {"twenty", "thirty"}:
        place = index + 1 + lexemes.hyphen(index + 1)
        unit = ORDINALS.get(lexemes.at(place).lower, 0)
        number = {"twenty": 20, "thirty": 30}[word] + unit
        return (number, place + 1) if 0 < unit < 10 and number <= 31 else None
    number = ORDINALS.get(word, 0) if word not in {"last", "final", "opening"} else 0
    return (number, index + 1) if number > 0 else None


def _day_month(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "19 November 2019", "the fourth of July", "13 to 15 July"."""
    number = _day_number(lexemes, index)
    if number is None and (spoken := dates_words.below_hundred(lexemes, index)):
        told = lexemes.at(spoken[1]).lower in MONTHS and dates_years.number_of(lexemes, spoken[1] + 1)
        number = spoken if told and spoken[0] <= 31 else None
    if number is None or lexemes.at(index - 1).text in _SIGNS:
        return None
    first, place = number
    last = first
    if lexemes.at(place).text in HYPHENS or lexemes.at(place).lower in _TO | {"and"}:
        other = _day_number(lexemes, place + 1 + (lexemes.at(place + 1).lower == "the"))
        if other and other[0] > first and lexemes.at(dates_years.past(lexemes, other[1])).lower in MONTHS:
            last, place = other
    place = dates_years.past(lexemes, place)
    word = lexemes.at(place)
    if word.lower not in MONTHS:
        return None
    verb = word.lower in {"may", "march", "mar"} and not word.is_capital
    if verb and lexemes.at(place - 1).lower != "of" and not dates_years.number_of(lexemes, place + 1):
        return None
    return _in_month(lexemes, place + 1, MONTHS[word.lower], (first, last), when)


def _in_month(lexemes: Lexemes, stop: int, month: int, days: tuple[int, int], when: When) -> Match | None:
    def make(number: int) -> Period | None:
        first, last = periods.day(number, month, days[0]), periods.day(number, month, days[1])
        return (first[0], last[1]) if first and last else None

    stop += lexemes.at(stop).text == "." and dates_years.number_of(lexemes, stop + 1) is not None
    if named := dates_years.number_of(lexemes, stop):
        period = make(named[0])
        return _found(named[1], period)
    return _yearless(stop, make, when)


def _month(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "November 19, 2019", "Nov. 19-20", "November 2019", "November"."""
    word = lexemes[index]
    month = MONTHS[word.lower]
    dotted = lexemes.at(index + 1).text == "." and word.lower in _SHORT and lexemes.glued(index + 1)
    place = index + 1 + dotted
    start = dates_years.past(lexemes, place, frozenset({"the", "-", "/"}))
    number = _day_number(lexemes, start) or _spoken_day(lexemes, start)
    if number and (_is_date_word(word.text, word.lower) or dates_years.number_of(lexemes, number[1])):
        return _month_day(lexemes, month, number, when)
    if named := dates_years.number_of(lexemes, dates_years.past(lexemes, place, frozenset({"in"}))):
        return Match(named[1], periods.months(named[0], month, 1), grain="month")
    if not _stands_as_month(lexemes, index):
        return None
    return _yearless(place, lambda number: periods.months(number, month, 1), when, "month")


def _spoken_day(lexemes: Lexemes, index: int) -> tuple[int, int] | None:
    """As in "May twenty-nine", before a year or a pause: "in May twenty people came" tells none."""
    found = dates_words.below_hundred(lexemes, index)
    if found is None or found[0] > 31 or lexemes.at(index - 1).lower not in MONTHS:
        return None
    paused = lexemes.at(found[1]).kind not in {WORD, NUMBER} and lexemes.at(found[1]).text not in HYPHENS
    return found if paused or dates_years.number_of(lexemes, found[1]) else None


def _is_date_word(text: str, lower: str) -> bool:
    return text[0].isupper() or lower not in {"may", "march", "mar"}


def _month_day(lexemes: Lexemes, month: int, number: tuple[int, int], when: When) -> Match | None:
    first, place = number
    last = first
    if lexemes.at(place).text in HYPHENS or lexemes.at(place).lower in _TO:
        other = _day_number(lexemes, place + 1 + (lexemes.at(place + 1).lower == "the"))
        after = lexemes.at(other[1]).lower if other else ""
        if other and other[0] > first and after not in MONTHS and (after != "%"):
            last, place = other
    return _in_month(lexemes, place, month, (first, last), when)


def _stands_as_month(lexemes: Lexemes, index: int) -> bool:
    """Whether a month's name alone is a month, and not a verb or a person."""
    word, before, after = lexemes[index], lexemes.at(index - 1).lower, lexemes.at(index + 1)
    ranges = after.text in HYPHENS or after.lower in {"to", "through"}
    if ranges and lexemes.at(index + 2).lower in MONTHS:
        return True
    if before in _BEFORE_MONTH and (word.is_capital or word.lower not in {"may", "march", "mar"}):
        return True
    if before == "the" and word.text in {"May", "March"} and after.kind == WORD and after.text.islower():
        return after.lower not in _NO_ELECTION
    if word.lower in _WORDY or len(word.text) < 4:
        return word.lower in {"june", "april", "august"} and word.is_capital and not after.is_capital
    return True
