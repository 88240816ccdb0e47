"""Amounts of anything but money: "2 per cent", "28,500 troops", "two-thirds", "one in five", "1,000"."""

from dataclasses import replace

from claims.nlp import figures, numbers, units
from claims.nlp.amounts import Amount
from claims.nlp.lexemes import WORD, Lexemes
from claims.nlp.tables import word_set

_NOT_ONE_AFTER = word_set("before a one that is a pronoun")
_NOT_ONE_BEFORE = word_set("after a one that is a pronoun")
_WHOLES = frozenset(["10", "100", "ten", "20"])


def counted(lexemes: Lexemes, amount: Amount) -> Amount | None:
    """The amount with what it counts, or None where the number is none: a year, a name, a pronoun."""
    first, bare = amount.first, amount.stop == amount.first + 1
    if amount.digits and figures.is_name(lexemes, first) and (bare or figures.is_tied(lexemes, first)):
        return None
    plus = amount.digits and lexemes.at(amount.stop).text == "+" and lexemes.glued(amount.stop)
    place = amount.stop + plus
    if found := units.percent(lexemes, place + lexemes.hyphen(place)):
        return replace(amount, stop=found[0], unit=found[1])
    if _is_odds(lexemes, amount):
        return _odds(lexemes, amount)
    if amount.low < 1 and not amount.digits:
        return _share(lexemes, amount)
    found = _unit(lexemes, amount, place)
    if bare and lexemes[first].lower == "one" and not _is_one(lexemes, first, found is not None):
        return None
    if _is_slashed(lexemes, amount):
        return None
    if found is None:
        return amount
    unit, _, per = found[1].partition(" per ")
    return replace(amount, stop=found[0], unit=unit, per=per or None)


def _share(lexemes: Lexemes, amount: Amount) -> Amount:
    """A fraction in words, of a percentage point as in "a quarter of a percentage point"."""
    place = amount.stop + (lexemes.at(amount.stop).lower == "of")
    place += lexemes.at(place).lower in numbers.DETERMINERS
    found = units.percent(lexemes, place)
    return replace(amount, stop=found[0], unit=found[1]) if found else amount


def _is_slashed(lexemes: Lexemes, amount: Amount) -> bool:
    """Whether a fraction in digits stands without "of" or a measure: "the 9/11 attacks"."""
    if not amount.digits or "/" not in lexemes[amount.stop - 1].text or amount.stop > amount.first + 1:
        return False
    return lexemes.at(amount.stop).lower != "of" and not units.measure(lexemes, amount.stop)


def _unit(lexemes: Lexemes, amount: Amount, place: int) -> units.Found | None:
    after = place + lexemes.hyphen(place)
    after += lexemes.at(after).lower == "of" and not amount.exact
    if found := units.measure(lexemes, after):
        return found
    if lexemes.hyphen(place) and lexemes.at(after).kind == WORD:
        return after + 1, units.singular(lexemes[after].lower)
    one = amount.exact and amount.low == 1
    return units.noun(lexemes, after, many=not one)


def _is_one(lexemes: Lexemes, index: int, counts: bool) -> bool:
    """Whether "one" is a number here and not a pronoun."""
    before, after = lexemes.at(index - 1).lower, lexemes.at(index + 1).lower
    if before in _NOT_ONE_AFTER or lexemes.glued(index) or after in _NOT_ONE_BEFORE:
        return False
    return after == "of" or counts


def _is_odds(lexemes: Lexemes, amount: Amount) -> bool:
    """As in "One in five", "9 out of 10", "eight of 10"."""
    words = lexemes.at(amount.stop).lower, lexemes.at(amount.stop + 1).lower
    if not amount.exact or not 0 < amount.low <= 100 or amount.stop > amount.first + 1:
        return False
    if words[0] == "of":
        return words[1] in _WHOLES
    return words == ("out", "of") or (words[0] == "in" and not amount.digits)


def _odds(lexemes: Lexemes, amount: Amount) -> Amount | None:
    place = amount.stop + 1 + (lexemes[amount.stop].lower == "out")
    whole = numbers.at(lexemes, place) if place < len(lexemes) else None
    if whole is None or whole.is_part or not amount.low < whole.low <= 100 or figures.is_year(lexemes, place):
        return amount if lexemes[amount.first].lower != "one" else None
    value = amount.low / whole.low
    return Amount(amount.first, whole.stop, value, value, digits=False)
