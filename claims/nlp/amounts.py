"""A number with its unit, as it is read before bounds and rates; and two of them as a range."""

from dataclasses import dataclass, replace
from decimal import Decimal

from claims.nlp import bounds, numbers
from claims.nlp.lexemes import HYPHENS, NUMBER, Lexemes
from claims.nlp.numbers import Numeral


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, at lexemes ``first`` to ``stop``."""

    first: int
    stop: int
    low: Decimal
    high: Decimal
    unit: str = ""
    per: str | None = None
    scale: Decimal = numbers.ONE
    money: bool = False
    trend: str | None = None
    digits: bool = True

    @classmethod
    def of(cls, numeral: Numeral, first: int, *, digits: bool) -> "Amount":
        return cls(first, numeral.stop, numeral.low, numeral.high, scale=numeral.scale, digits=digits)

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def scaled(self, factor: Decimal) -> "Amount":
        low, high = numbers.tidy(self.low * factor), numbers.tidy(self.high * factor)
        return replace(self, low=low, high=high, scale=self.scale * factor)

    def negative(self) -> "Amount":
        return replace(self, low=-self.high, high=-self.low)


def joined(amount: Amount, other: Amount) -> Amount | None:
    """One range of two amounts that share unit and scale: "$4-5bn"; None where they are no range."""
    if amount.scale == 1 and other.scale > 1 and amount.low < other.low / other.scale:
        amount = amount.scaled(other.scale)
    units_differ = amount.unit and other.unit and amount.unit != other.unit
    unit_lost = amount.unit and not other.unit and not (amount.money and other.digits)
    if units_differ or unit_lost or amount.low >= other.low or amount.trend or other.trend:
        return None
    return replace(
        amount,
        stop=other.stop,
        high=other.high,
        unit=other.unit or amount.unit,
        per=other.per or amount.per,
        money=amount.money or other.money,
    )


def joint(lexemes: Lexemes, amount: Amount, *, changes: bool) -> int:
    """The number of lexemes that tie an amount to the other end of its range: "fell 2% to" ties none."""
    stop = amount.stop
    word, before = lexemes.at(stop), lexemes.at(amount.first - 1).lower
    if word.text in HYPHENS:
        aside = not lexemes.glued(stop) and not lexemes.glued(stop + 1) and word.text in "—-"
        return 0 if aside else 1
    if word.lower == "to" and not changes:
        started = before == "from" and bounds.from_a_change(lexemes, amount.first - 1)
        return 0 if started else 1 + lexemes.hyphen(stop + 1)
    if word.lower == "and" and before == "between":
        return 1
    close = word.lower == "or" and not amount.unit and stop == amount.first + 1
    return int(close and lexemes[amount.first].lower != "one")


def is_tied(lexemes: Lexemes, amount: Amount) -> bool:
    """Whether a number hangs on another by a hyphen: a score, a code, half of a range."""
    after = lexemes.hyphen(amount.stop) and lexemes.at(amount.stop + 1).kind == NUMBER
    before = lexemes.hyphen(amount.first - 1) and lexemes.at(amount.first - 2).kind == NUMBER
    return after or before
