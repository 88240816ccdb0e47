"""Amounts in a text: how much, of what, by what, at least or at most, rising or falling."""

from dataclasses import replace
from functools import cache

from claims.nlp import amounts, bounds, counts, currencies, durations, money, numbers, units
from claims.nlp.amounts import Amount
from claims.nlp.currencies import Setting
from claims.nlp.lexemes import HYPHENS, NUMBER, WORD, Lexemes
from claims.nlp.spans import Quantity

_SIGNS = frozenset("-−–+")
_MINUS = frozenset(["minus", "negative"])
_BRACKET = 8  # lexemes that a bracket between an amount and its rate may hold
_NESTED = 3


@cache
def _first_words() -> frozenset[str]:
    """The words, in lower case, with which a quantity may start."""
    signs = {word.lower() for word in currencies.signs().first_words}
    return frozenset({*numbers.STARTS, *_MINUS, *signs, *currencies.names().first_words})


def find(text: str, *, place: str = "") -> tuple[Quantity, ...]:
    """The quantities of a text, in order and apart; the dateline's ``place`` helps to tell whose dollars."""
    return _Reader(text, place).read()


class _Reader:
    def __init__(self, text: str, place: str) -> None:
        self.lexemes = Lexemes(text)
        self.setting = Setting(self.lexemes, place)
        self.free = 0  # the first lexeme that no quantity has taken
        self.next = 0  # where to read on

    def read(self) -> tuple[Quantity, ...]:
        found, index = [], 0
        while index < len(self.lexemes):
            amount = self.amount(index)
            if amount is None:
                index += 1
                continue
            if quantity := self.finished(amount):
                found.append(quantity)
            index = self.next
        return tuple(found)

    def amount(self, index: int, depth: int = 0) -> Amount | None:
        """The number with its unit that starts at a lexeme."""
        lexeme = self.lexemes[index]
        if lexeme.kind == WORD and lexeme.lower not in _first_words():
            return None
        starts = lexeme.kind == NUMBER or lexeme.lower in numbers.STARTS or lexeme.text in numbers.VULGAR
        if starts and (amount := self.numbered(index)):
            return amount
        if lexeme.kind == NUMBER:
            return None
        if depth < _NESTED and (lexeme.text in _SIGNS or lexeme.lower in _MINUS):
            return self.signed(index, depth)
        match = currencies.at(self.lexemes, index)
        return money.priced(self.setting, index, *match) if match else None

    def numbered(self, index: int) -> Amount | None:
        if stretch := durations.opened(self.lexemes, index):
            return durations.with_rest(self.lexemes, stretch, self.bare)
        amount = self.bare(index)
        if amount is None:
            return None
        return durations.with_rest(self.lexemes, durations.of_a_unit(self.lexemes, amount), self.bare)

    def bare(self, index: int) -> Amount | None:
        """A number in digits or words with its unit, nothing added to it."""
        numeral = numbers.at(self.lexemes, index) if index < len(self.lexemes) else None
        if numeral is None:
            return None
        amount = Amount.of(numeral, index, digits=self.lexemes[index].kind == NUMBER)
        return money.paid(self.setting, amount) or counts.counted(self.lexemes, amount)

    def signed(self, index: int, depth: int) -> Amount | None:
        """As in "-5%", "+0.2%", "-$5", "minus 5"."""
        lexemes, sign = self.lexemes, self.lexemes[index]
        if sign.kind == WORD:
            place = index + 1 + lexemes.hyphen(index + 1)
            if lexemes.at(place).kind != NUMBER and lexemes.at(place).lower not in numbers.SPELLED:
                return None
        else:
            place = index + 1
            follows = lexemes.glued(index) and lexemes[index - 1].kind in {WORD, NUMBER}
            if follows or not lexemes.glued(place):
                return None
        amount = self.amount(place, depth + 1)
        if amount is None or not amount.exact:
            return None
        amount = replace(amount, first=index)
        return replace(amount, trend="up") if sign.text == "+" else amount.negative()

    def finished(self, amount: Amount) -> Quantity | None:
        """The quantity with its other end, bounds and rate; None for scores and codes."""
        bound = bounds.before(self.lexemes, amount.first, of_time=units.is_time(amount.unit))
        trend = amount.trend or bounds.trend(self.lexemes, bound[0] if bound else amount.first)
        by = self.lexemes.at(amount.first - 1).lower == "by"
        ranged = self.ranged(amount, changes=trend is not None and not by)
        self.next = ranged.stop
        if not ranged.unit and ranged.digits and self.is_score(amount, ranged):
            return None
        ranged = money.with_cents(self.lexemes, ranged)
        return self.told(ranged if trend == ranged.trend else replace(ranged, trend=trend), bound)

    def is_score(self, amount: Amount, ranged: Amount) -> bool:
        """Whether bare numbers hang together: "2-0", "555-1234"."""
        pair = ranged is not amount and self.lexemes.at(amount.stop).text in HYPHENS
        return pair or amounts.is_tied(self.lexemes, ranged)

    def ranged(self, amount: Amount, *, changes: bool) -> Amount:
        """The amount with the other end of its range: "$4 billion to $5 billion", "4-5 billion dollars"."""
        joint = amounts.joint(self.lexemes, amount, changes=changes)
        place = amount.stop + joint
        if not joint or place >= len(self.lexemes) or not amount.exact:
            return amount
        other = self.amount(place)
        return (amounts.joined(amount, other) if other and other.exact else None) or amount

    def told(self, amount: Amount, bound: tuple[int, str] | None) -> Quantity:
        """The quantity with its bounds and its rate, which its span takes in as far as they are free."""
        lexemes, first, stop = self.lexemes, amount.first, amount.stop
        per = units.per(lexemes, stop) or self.per_after_bracket(first, stop)
        stop = per[0] if per else stop
        kinds = {bound[1]} if bound else set()
        if bound and bound[0] >= self.free:
            first = bound[0]
        elif lexemes.at(first - 1).lower == "between" and not amount.exact and first > self.free:
            first -= 1
        if after := bounds.after(lexemes, stop):
            stop = after[0]
            kinds.add(after[1])
        self.free = self.next = stop
        return self.quantity(amount, (first, stop), kinds, per[1] if per else amount.per)

    def per_after_bracket(self, first: int, stop: int) -> tuple[int, str] | None:
        """The rate of both amounts in "9 billion shekels ($2.4 billion) a year"."""
        lexemes = self.lexemes
        within = lexemes.at(first - 1).text == "(" and first - 1 == self.free
        if not within and lexemes.at(stop).text != "(":
            return None
        for place in range(stop, stop + (1 if within else _BRACKET)):
            if lexemes.at(place).text == ")":
                found = units.per(lexemes, place + 1)
                return (stop, found[1]) if found else None
        return None

    def quantity(self, amount: Amount, place: tuple[int, int], kinds: set[str], per: str | None) -> Quantity:
        start, end = self.lexemes[place[0]].start, self.lexemes[place[1] - 1].end
        most, least = bounds.MOST in kinds, bounds.LEAST in kinds
        return Quantity(
            start=start,
            end=end,
            text=self.lexemes.text[start:end],
            low=None if amount.exact and most else amount.low,
            high=None if amount.exact and least and not most else amount.high,
            unit=amount.unit,
            per=per,
            approximate=bounds.ABOUT in kinds,
            trend=amount.trend,
        )
