"""Stretches of time in several words: "an hour and a half", "half a day", "two years and three months"."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from claims.nlp import numbers, units
from claims.nlp.amounts import Amount
from claims.nlp.lexemes import NUMBER, WORD, Lexemes

_IN = {"year": ("month", 12), "week": ("day", 7), "day": ("hour", 24), "hour": ("minute", 60)}
_IN |= {"minute": ("second", 60)}
_FRACTIONS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
_HALVES = frozenset(
    {"hour", "day", "mile"}
)  # "half hour", while "half year" is rather six months of accounts


def opened(lexemes: Lexemes, index: int) -> Amount | None:
    """A stretch that starts without a number: "a year and a half", "half an hour", "an hour and 45 minutes"."""
    word = lexemes[index].lower
    if word == "half":
        return _half(lexemes, index)
    if word not in numbers.DETERMINERS:
        return None
    found = units.measure(lexemes, index + 1)
    if found is None or not units.is_time(found[1]) or lexemes.at(found[0]).lower != "and":
        return None
    one = Amount(index, found[0], numbers.ONE, numbers.ONE, unit=found[1], digits=False)
    if part := numbers.and_a_part(lexemes, found[0]):
        return replace(one, stop=part[0], low=1 + part[1], high=1 + part[1])
    return one if numbers.at(lexemes, found[0] + 1) and found[1] in _IN else None


def _half(lexemes: Lexemes, index: int) -> Amount | None:
    article = lexemes.at(index + 1).lower in numbers.DETERMINERS
    place = index + 1 + article
    found = units.measure(lexemes, place) or units.percent(lexemes, place)
    whole = found and article and (units.is_time(found[1]) or found[1] == "percentage point")
    if found is None or not (whole or found[1] in _HALVES):
        return None
    return Amount(index, found[0], Decimal("0.5"), Decimal("0.5"), unit=found[1], digits=False)


def with_rest(lexemes: Lexemes, amount: Amount, read: Callable[[int], Amount | None]) -> Amount | None:
    """The stretch with what follows in a smaller unit, told in that; None where a mere opening has none."""
    bare = not amount.digits and lexemes[amount.first].lower in numbers.DETERMINERS and amount.low == 1
    while amount.unit in _IN and amount.exact and not amount.per:
        rest = _rest(lexemes, amount, read)
        if rest is None:
            break
        low = _told_in(amount.low, amount.unit, rest.unit) + rest.low
        amount = replace(amount, stop=rest.stop, unit=rest.unit, low=low, high=low)
        bare = False
    return None if bare and amount.unit in _IN else amount


def _rest(lexemes: Lexemes, amount: Amount, read: Callable[[int], Amount | None]) -> Amount | None:
    """What goes on in a smaller unit, as much as does not make up one of the larger: "two years, three months"."""
    place = amount.stop + (lexemes.at(amount.stop).text == ",")
    place += lexemes.at(place).lower == "and"
    word = lexemes.at(place)
    rest = read(place) if word.kind == NUMBER or word.lower in numbers.STARTS else None
    if rest is None or not rest.exact or rest.low <= 0 or rest.per:
        return None
    if not rest.unit and amount.unit == "hour" and lexemes.at(rest.stop).kind not in {WORD, NUMBER}:
        rest = replace(rest, unit="minute")  # "two hours ten"
    smaller = _is_in(rest.unit, amount.unit) and rest.low < _told_in(numbers.ONE, amount.unit, rest.unit)
    return rest if smaller else None


def of_a_unit(lexemes: Lexemes, amount: Amount) -> Amount:
    """The stretch of "two and three quarters of an hour", "one and half hour"."""
    place = amount.stop
    if not amount.unit and lexemes.at(place).lower == "and" and lexemes.at(place + 1).lower in _FRACTIONS:
        found = units.measure(lexemes, place + 2)
        if found and units.is_time(found[1]):
            value = amount.low + _FRACTIONS[lexemes[place + 1].lower]
            return replace(amount, stop=found[0], low=value, high=value, unit=found[1])
    if amount.unit or not amount.exact or amount.low % 1 == 0 or lexemes.at(place).lower != "of":
        return amount
    found = units.measure(lexemes, place + 1 + (lexemes.at(place + 1).lower in numbers.DETERMINERS))
    whole = found and units.is_time(found[1])
    return replace(amount, stop=found[0], unit=found[1]) if found and whole else amount


def _is_in(unit: str, larger: str) -> bool:
    while larger in _IN:
        larger = _IN[larger][0]
        if larger == unit:
            return True
    return False


def _told_in(value: Decimal, larger: str, unit: str) -> Decimal:
    while larger != unit:
        larger, count = _IN[larger]
        value *= count
    return value
