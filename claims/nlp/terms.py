"""Amounts said in words and compared as amounts."""

from dataclasses import dataclass
from decimal import Decimal

SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))

_UNCHANGED = frozenset({"people", "men", "women", "children", "percent", "pence"})


@dataclass(frozen=True, slots=True)
class Terms:
    """An amount without its place in a text. ``low`` or ``high`` is None where that end is open."""

    low: Decimal | None
    high: Decimal | None
    unit: str = ""
    per: str = ""
    approximate: bool = False

    def __str__(self) -> str:
        return in_words(self.low, self.high, self.unit, self.per, self.approximate)

    def comparable(self, other: "Terms") -> bool:
        """Whether both count the same thing."""
        return self.unit == other.unit and (self.per == other.per or not self.per or not other.per)

    def same(self, other: "Terms") -> bool:
        """Whether both say the same amount, a figure given as a bound and the figure itself being different."""
        return self.comparable(other) and _close(self.low, other.low) and _close(self.high, other.high)

    def figure(self) -> Decimal | None:
        """The number that is printed: the higher bound where there is one."""
        return self.high if self.high is not None else self.low

    def same_figure(self, other: "Terms") -> bool:
        """Whether both print the same number, bounds aside: "up to $5 billion" and "$5 billion"."""
        return self.comparable(other) and _close(self.figure(), other.figure())


def _close(a: Decimal | None, b: Decimal | None) -> bool:
    if a is None or b is None:
        return a is b
    return a == b or abs(a - b) <= abs(b) / 1000


def in_words(
    low: Decimal | None, high: Decimal | None, unit: str, per: str, approximate: bool = False
) -> str:
    """An amount for people: "up to 5 billion USD a year"."""
    if low is None:
        amount = f"up to {number(high)}"
    elif high is None:
        amount = f"at least {number(low)}"
    elif low == high:
        amount = number(low)
    else:
        amount = f"{number(low)} to {number(high)}"
    unit = unit if low == high == 1 else plural(unit)
    words = f"{'about ' if approximate else ''}{amount}{'' if unit == '%' else ' '}{unit}".strip()
    return f"{words} {'an' if per.startswith(('a', 'e', 'i', 'o', 'hour')) else 'a'} {per}" if per else words


def plural(noun: str) -> str:
    """A counted noun in its plural: "troop" is "troops", "ally" "allies"; codes and signs stay as they are."""
    if not noun[-1:].islower() or noun.endswith("s") or noun in _UNCHANGED:
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("x", "ch", "sh", "z")) else f"{noun}s"


def number(value: Decimal | None) -> str:
    """A number for people: 5000000000 is "5 billion", 28500 is "28,500"."""
    if value is None:
        return ""
    if abs(value) >= Decimal(10) ** 15:
        return f"{value:.3g}"
    for scale, name in SCALES:
        if abs(value) >= scale:
            return f"{_plain(value / scale)} {name}"
    return _plain(value)


def _plain(value: Decimal) -> str:
    text = f"{value:,.3f}" if value != value.to_integral_value() else f"{value:,.0f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
