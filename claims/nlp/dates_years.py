"""Years and what is counted in them: "2026", "2019-20", "Q3 2025", "fiscal 2025", "the 2020s"."""

from claims.nlp import dates_words, figures, periods
from claims.nlp.dates_reading import Match, When
from claims.nlp.lexemes import NUMBER, Lexemes
from claims.nlp.tables import table

SEPARATORS = frozenset([",", "-", "/", ".", "of", "–"])
_BEFORE_YEAR = frozenset({"pre", "post", "early", "late", "end", "mid", "non"})


CODED = frozenset({"q", "h", "fy", "cy", "fiscal", "year", "calendar"})
_MONTHS = {form: int(number) for form, number in table("months.tsv").items()}
APOSTROPHES = frozenset("'’‘")


def past(lexemes: Lexemes, index: int, marks: frozenset[str] = SEPARATORS) -> int:
    """The lexeme after a separator, or the same one where there is none."""
    return index + (lexemes.at(index).lower in marks)


def number_of(lexemes: Lexemes, index: int) -> tuple[int, int] | None:
    """The year that completes a date, past a comma or "of", and the lexeme after it."""
    for place in (index, past(lexemes, index, SEPARATORS | {"in"})):
        text = lexemes.at(place).text
        if len(text) == 4 and text.isascii() and text.isdigit() and "1000" <= text <= "2199":
            return int(text), place + 1
        if found := dates_words.year(lexemes, place) or _short(lexemes, place):
            return found
    return None


def _short(lexemes: Lexemes, index: int) -> tuple[int, int] | None:
    """As in "'08"."""
    text = lexemes.at(index + 1).text
    if lexemes.at(index).text not in APOSTROPHES or not lexemes.glued(index + 1) or len(text) != 2:
        return None
    if not (text.isascii() and text.isdigit()) or lexemes.glued(index + 2):
        return None
    return int(text) + (2000 if int(text) < 50 else 1900), index + 2


def year_in_words(lexemes: Lexemes, index: int) -> Match | None:
    """As in "in nineteen eighty-six", "by twenty thirty": after a word that leads to a year."""
    if lexemes.at(index - 1).lower not in figures.YEAR_CUES:
        return None
    found = dates_words.year(lexemes, index) or _short(lexemes, index)
    return Match(found[1], periods.year(found[0]), grain="year") if found else None


def decade_in_words(lexemes: Lexemes, index: int) -> Match | None:
    """As in "the seventies", "the nineteen-thirties"."""
    found = dates_words.decade(lexemes, index)
    return Match(found[1], periods.months(found[0], 1, 120), grain="decade") if found else None


def year(lexemes: Lexemes, index: int) -> Match | None:
    """As in "2026", "2019-20", "2019/20", "2019 Q3", "2019-H2"."""
    text = lexemes[index].text
    if dated := _month_year(lexemes, index):
        return dated
    if len(text) == 7 and text[4] == "/" and text[:4].isdigit() and int(text[:4]) % 100 + 1 == int(text[5:]):
        return Match(index + 1, periods.months(int(text[:4]), 1, 24), grain="year")
    tied = figures.is_tied(lexemes, index) and lexemes.at(index - 2).lower not in _BEFORE_YEAR
    if tied or chain(lexemes, index) > 2 or not figures.is_year(lexemes, index):
        return None
    number, place = int(text), index + 1
    if lexemes.hyphen(place) and lexemes.at(place + 1).text == f"{(number + 1) % 100:02}":
        return Match(place + 2, periods.months(number, 1, 24), grain="year")
    place += lexemes.hyphen(place)
    text = lexemes.at(place).text
    if place > index + 1 and len(text) <= 2 and text.isascii() and text.isdigit() and 1 <= int(text) <= 12:
        return Match(place + 1, periods.months(number, int(text), 1), grain="month")
    if era := _era(lexemes, index + 1):
        return Match(index + 2, periods.year(number), grain="year") if era == "AD" else None
    if found := _code(lexemes, place):
        return Match(found[0], periods.months(number, found[1], found[2]), grain="quarter")
    return _with_month(lexemes, place, number) or Match(index + 1, periods.year(number), grain="year")


def _era(lexemes: Lexemes, index: int) -> str | None:
    """As in "AD", "B.C.": which era the years are counted in, if it is said."""
    era = lexemes.at(index).text.replace(".", "")
    return {"AD": "AD", "CE": "AD", "BC": "BC", "BCE": "BC"}.get(era)


def chain(lexemes: Lexemes, index: int) -> int:
    """How many numbers hyphens tie together around one: 3 in "2019-11-19", at most 5."""
    count = 1
    for step in (-2, 2):
        place = index
        while count < 5 and lexemes.hyphen(place + step // 2) and lexemes.at(place + step).kind == NUMBER:
            place, count = place + step, count + 1
    return count


def _month_year(lexemes: Lexemes, index: int) -> Match | None:
    """As in "11-2019"."""
    first, last = lexemes[index].text, lexemes.at(index + 2).text
    if not lexemes.hyphen(index + 1) or chain(lexemes, index) != 2 or len(last) != 4 or len(first) > 2:
        return None
    if not (first.isascii() and last.isascii() and first.isdigit() and last.isdigit()):
        return None
    period = periods.months(int(last), int(first), 1) if 1 <= int(first) <= 12 else None
    return Match(index + 3, period, grain="month") if period and "1900" <= last <= "2199" else None


def _with_month(lexemes: Lexemes, index: int, number: int) -> Match | None:
    """As in "2016 November": but "2016 May" may be a minister."""
    word, place = lexemes.at(index).lower, index + 1
    if word not in _MONTHS or word in {"may", "march", "mar"} or lexemes.at(place).kind == NUMBER:
        return None
    return Match(place, periods.months(number, _MONTHS[word], 1), grain="month")


def _code(lexemes: Lexemes, index: int) -> tuple[int, int, int] | None:
    """Q3, H1: the lexeme after it, the first month, the number of months."""
    letter, digit = lexemes.at(index).lower, lexemes.at(index + 1).text
    sizes = {"q": 3, "h": 6}
    if letter not in sizes or not lexemes.glued(index + 1) or digit not in {"1", "2", "3", "4"}:
        return None
    first = (int(digit) - 1) * sizes[letter] + 1
    return (index + 2, first, sizes[letter]) if first <= 12 else None


def quarter(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "Q3 2025", "H1": without a year, in that of publication."""
    found = _code(lexemes, index)
    if found is None:
        return None
    stop, first, count = found
    if named := number_of(lexemes, stop):
        return Match(named[1], periods.months(named[0], first, count), grain="quarter")
    year = when.other(lexemes, past(lexemes, stop))
    if year and year.grain == "year":
        start = year.period[0].year if year.period else None
        return Match(year.stop, periods.months(start, first, count) if start else None, grain="quarter")
    if when.published is None:
        return Match(stop, None, lambda number: periods.months(number, first, count), grain="quarter")
    period = periods.months(when.published.year, first, count)
    return Match(stop, period, lambda number: periods.months(number, first, count), grain="quarter")


def fiscal(lexemes: Lexemes, index: int) -> Match | None:
    """As in "fiscal 2025", "fiscal year 2025", "FY2025", "year 2025": taken as the calendar year."""
    place = index + 1
    if lexemes[index].lower in {"fiscal", "calendar"}:
        place += lexemes.at(place).lower == "year"
    named = number_of(lexemes, place) if lexemes.at(place).kind == NUMBER else None
    text = lexemes.at(place).text
    if lexemes[index].text == "FY" and len(text) == 2 and text.isascii() and text.isdigit():
        named = 2000 + int(text), place + 1
    return Match(named[1], periods.year(named[0]), grain="year") if named else None


def turn(lexemes: Lexemes, index: int, when: When) -> Match | None:
    """As in "the turn of the century", "the turn of the 20th century", "the turn of the year"."""
    if lexemes.at(index + 1).lower != "of" or lexemes.at(index + 2).lower not in {"the", "this"}:
        return None
    unit, year = lexemes.at(index + 3).lower, when.published.year if when.published else None
    named = when.other(lexemes, index + 3)
    if named and named.grain == "century" and named.period:
        number = named.period[0].year
        return Match(named.stop, periods.months(number - 1, 1, 36), grain="part")
    if unit == "year":
        match = when.settle(lambda number: periods.months(number - 1, 12, 2))
        return Match(index + 4, match, grain="part")
    size = {"century": 100, "millennium": 1000}.get(unit)
    if size is None:
        return None
    return Match(index + 4, periods.months(year // size * size - 1, 1, 36) if year else None, grain="part")


def decade(lexemes: Lexemes, index: int) -> Match | None:
    """As in "the 2020s", "the 1990s", "the '90s"."""
    text = lexemes[index].text
    ending = lexemes.at(index + 1)
    apostrophe = ending.text in {"'", "’"} and lexemes.at(index + 2).lower == "s" and lexemes.glued(index + 2)
    if not (ending.lower == "s" or apostrophe) or not lexemes.glued(index + 1):
        return None
    if not (text.isascii() and text.isdigit() and text.endswith("0") and len(text) in {2, 4}):
        return None
    number = int(text) if len(text) == 4 else int(text) + (1900 if text >= "30" else 2000)
    spoken = len(text) == 2 and not _is_named(lexemes, index)
    if not 1400 <= number <= 2190 or spoken:
        return None
    return Match(index + 2 + apostrophe, periods.months(number, 1, 120), grain="decade")


def _is_named(lexemes: Lexemes, index: int) -> bool:
    """Whether two digits before an "s" are a decade: "the 90s", "the early 90s", "'90s", but not "my early 20s"."""
    before = lexemes.at(index - 1).lower
    place = index - 1 - (before in {"early", "late", "mid"})
    return before in APOSTROPHES or lexemes.at(place).lower == "the"
