"""Numbers that count nothing: years, days, times, scores, names such as "Section 301" and "F-16"."""

from functools import cache

from claims.nlp import bounds, numbers, units
from claims.nlp.lexemes import HYPHENS, NUMBER, WORD, Lexemes
from claims.nlp.tables import table, word_set

_MONTHS = table("months.tsv")
_TIMES = word_set("times of day")
_ORDINAL_ENDINGS = frozenset(["st", "nd", "rd", "th"])
YEAR_CUES = word_set("before a year")
_BOUNDS_OF_YEARS = frozenset({"around", "about", "above", "near", "some", "over", "circa", "~"})
_GLUE_BEFORE = frozenset("/@_=\\^#&.~*")
_GLUE_AFTER = frozenset("^_@=\\")
_STREETS = word_set("streets")
_SIGNS = word_set("before a hyphen and a number")
_TO = frozenset(["to", "through", "and", "until"])
NAME_DIGITS = 4


@cache
def _labels() -> frozenset[str]:
    return frozenset(form for form, kind in table("labels.tsv").items() if kind != "month")


def is_year(lexemes: Lexemes, index: int) -> bool:
    """Whether a number is a calendar year: "in 2026", "the 2019 budget", but not "2000 troops"."""
    word = lexemes.at(index)
    if word.kind != NUMBER or len(word.text) != 4 or not word.text.isascii() or not word.text.isdigit():
        return False
    if not "1400" <= word.text <= "2199" or (lexemes.glued(index) and lexemes.at(index - 1).kind == WORD):
        return False
    if lexemes.at(index - 1).text in {"$", "£", "€", "¥", "₩", "₹"}:
        return False
    if _counts_something(lexemes, index + 1):
        return False
    if word.text.endswith("00") and _counts_many(lexemes, index):
        return False
    if word.text >= "1900":
        return _is_unbounded(lexemes, index)
    return lexemes.at(index - 1).lower in YEAR_CUES or lexemes.at(index - 1).lower in _MONTHS


def _is_unbounded(lexemes: Lexemes, index: int) -> bool:
    """Whether no bound makes an amount of a year: "under 2000", but not "around 2000", "below 2005 levels"."""
    bound = bounds.before(lexemes, index)
    if bound is None or lexemes[bound[0]].lower in _BOUNDS_OF_YEARS:
        return True
    return lexemes[bound[0]].lower == "below" and lexemes.at(index + 1).lower in {"level", "levels"}


def _counts_something(lexemes: Lexemes, index: int) -> bool:
    after = lexemes.at(index)
    if after.lower in numbers.SCALES or units.percent(lexemes, index):
        return True
    found = units.measure(lexemes, index)
    return found is not None and not (
        after.text in {"a", "A", "s", "C"} or after.lower in {"quarter", "state", "house"}
    )


def _counts_many(lexemes: Lexemes, index: int) -> bool:
    """Whether a round number without a word that leads to a year counts a plural: "2000 pieces"."""
    after = lexemes.at(index + 1)
    led = lexemes.at(index - 1).lower in YEAR_CUES
    return not led and after.kind == WORD and after.text.islower() and units.is_plural(after.text)


def is_day(lexemes: Lexemes, index: int) -> bool:
    """Whether a number is a day of a month that stands beside it."""
    if not lexemes[index].text.isdigit() or len(lexemes[index].text) > 2:
        return False
    after = index + 1 + (lexemes.at(index + 1).lower in _ORDINAL_ENDINGS and lexemes.glued(index + 1))
    after += lexemes.at(after).lower == "of" and after > index + 1
    before = index - 1 - (lexemes.at(index - 1).text in {".", "/", "-"})
    return _is_month(lexemes, after) or _is_month(lexemes, before) or _is_second_day(lexemes, index)


def _is_month(lexemes: Lexemes, index: int) -> bool:
    word = lexemes.at(index)
    return word.lower in _MONTHS and (word.is_capital or word.lower not in {"may", "march", "mar"})


def _is_second_day(lexemes: Lexemes, index: int) -> bool:
    """The 20 in "November 19-20", the 19 in "19-20 November"."""
    before, after = lexemes.at(index - 1), lexemes.at(index + 1)
    if (before.text in HYPHENS or before.lower in _TO) and lexemes.at(index - 2).text.isdigit():
        month = index - 3 - (lexemes.at(index - 3).text == ".")
        return _is_month(lexemes, month)
    if (after.text in HYPHENS or after.lower in _TO) and lexemes.at(index + 2).text.isdigit():
        return _is_month(lexemes, index + 3)
    return False


def is_name(lexemes: Lexemes, index: int) -> bool:
    """Whether a number in digits belongs to a name, a date, a time, a score or a code."""
    if lexemes.at(index - 1).text == "[" and lexemes.at(index + 1).text == "]":
        return True  # a note
    return (
        _is_glued_before(lexemes, index)
        or _is_glued_after(lexemes, index)
        or is_day(lexemes, index)
        or is_year(lexemes, index)
        or _is_labelled(lexemes, index)
        or _is_address(lexemes, index)
    )


def is_tied(lexemes: Lexemes, index: int) -> bool:
    """Whether a number is part of a longer word: "F-16", "COVID-19", "S22"."""
    return _is_glued_before(lexemes, index)


def _is_glued_before(lexemes: Lexemes, index: int) -> bool:
    if not lexemes.glued(index):
        return False
    before = lexemes[index - 1]
    if before.kind in {WORD, NUMBER}:
        return before.lower not in _SIGNS
    if before.text in HYPHENS and lexemes.glued(index - 1):
        further = lexemes[index - 2]
        number = further.kind == NUMBER or further.lower in numbers.STARTS or further.lower in _SIGNS
        return further.kind in {WORD, NUMBER} and not number
    return (
        before.text in _GLUE_BEFORE
        and (before.text != "." or lexemes.glued(index - 1))
        and before.text != "~"
    )


def _is_glued_after(lexemes: Lexemes, index: int) -> bool:
    after = lexemes.at(index + 1)
    if after.lower in _TIMES or (after.text == "." and lexemes.at(index + 2).lower in _TIMES):
        return True
    if not lexemes.glued(index + 1):
        return False
    if after.text in {"'", "’"} and lexemes.at(index + 2).text == "s" and lexemes[index].text.endswith("0"):
        return True  # "the 90's"
    if after.text in HYPHENS and lexemes.hyphen(index + 1):
        further = lexemes.at(index + 2)
        return further.kind == WORD and further.is_capital and not units.measure(lexemes, index + 2)
    if after.kind == WORD:
        return not (units.measure(lexemes, index + 1) or units.percent(lexemes, index + 1))
    return after.text in _GLUE_AFTER or (
        after.text == "." and lexemes.at(index + 2).kind == NUMBER and lexemes.glued(index + 2)
    )


def _is_labelled(lexemes: Lexemes, index: int) -> bool:
    """As in "Section 301", "FTSE 100", "iPhone 14": a bare number after a label or a name."""
    before, after = lexemes.at(index - 1), lexemes.at(index + 1)
    if (
        after.lower in numbers.SCALES
        or units.percent(lexemes, index + 1)
        or units.measure(lexemes, index + 1)
    ):
        return False
    if before.text == ".":
        before = lexemes.at(index - 2)
        return before.lower in {"no", "nos", "sec", "art", "p", "pp", "ch", "vol", "fig"}
    if before.text == "#":
        return True
    if not lexemes[index].text.isdigit() or len(lexemes[index].text) > NAME_DIGITS:
        return False
    if before.lower in _labels() and not lexemes.glued(index):
        return not units.noun(lexemes, index + 1, many=True)
    name = before.is_capital and before.kind == WORD and not _starts_sentence(lexemes, index - 1)
    return name and before.lower not in units.STOPS and not units.noun(lexemes, index + 1, many=True)


def _starts_sentence(lexemes: Lexemes, index: int) -> bool:
    return index == 0 or lexemes[index - 1].text in {".", "!", "?", ":", "“", '"', "‘", "("}


def _is_address(lexemes: Lexemes, index: int) -> bool:
    for place in range(index + 1, index + 5):
        word = lexemes.at(place)
        if not word.is_capital:
            return False
        if place > index + 1 and word.lower in _STREETS:
            return True
    return False
