"""Numerals in digits and in words, read as decimals."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from claims.nlp import bounds
from claims.nlp.lexemes import HYPHENS, NUMBER, Lexemes
from claims.nlp.tables import rows, word_set

LONGEST = 24  # digits; longer ones are identifiers
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_FRACTION = re.compile(r"(\d{1,4})[/⁄](\d{1,4})")
_WORDS = {
    kind: {row[0]: Decimal(row[2]) for row in rows("numbers.tsv") if row[1] == kind}
    for kind in ("one", "ten", "scale", "short", "vague", "fraction")
}
ONES, TENS, SCALES, SHORT, VAGUE, PARTS = _WORDS.values()
CASE_FREE = frozenset(["k", "mn", "mln", "mio", "bn", "bln", "tn", "trn", "trln"])
DETERMINERS = frozenset(["a", "an"])
STARTS = frozenset({*ONES, *TENS, *SCALES, *VAGUE, *DETERMINERS, "half", "quarter", "several", "few", "."})
SPELLED = frozenset({*ONES, *TENS})
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at lexemes ``first`` to ``stop``; low and high differ in "tens of thousands"."""

    first: int
    stop: int
    low: Decimal
    high: Decimal
    scale: Decimal = ONE
    is_part: bool = False
    words: bool = False

    def scaled(self, factor: Decimal, stop: int) -> "Numeral":
        low, high = tidy(self.low * factor), tidy(self.high * factor)
        return Numeral(self.first, stop, low, high, self.scale * factor, self.is_part, self.words)


def tidy(value: Decimal) -> Decimal:
    """The same number without an exponent or trailing zeros."""
    whole = value.to_integral_value()
    return whole.quantize(ONE) if value == whole and abs(whole) < 10**27 else value.normalize()


def value_of(digits: str) -> Decimal | None:
    """What a run of digits says; None for times, dates, versions and identifiers."""
    if len(digits) > LONGEST + 10:
        return None
    if _GROUPED.fullmatch(digits):
        plain = digits.replace(",", "")
    elif _DOTTED.fullmatch(digits):
        plain = digits.replace(".", "")
    elif _PLAIN.fullmatch(digits) and (digits[0] != "0" or len(digits) == 1 or digits[1] == "."):
        plain = digits
    else:
        return None
    return tidy(Decimal(plain)) if len(plain) <= LONGEST else None


def at(lexemes: Lexemes, index: int) -> Numeral | None:
    """The numeral that starts at a lexeme, its scale word included."""
    first = lexemes.at(index)
    if first.kind == NUMBER:
        return _scaled(lexemes, _digits(lexemes, index))
    if first.lower not in STARTS and first.text not in VULGAR:
        return None
    for read in _READERS:
        if numeral := read(lexemes, index):
            return _scaled(lexemes, numeral)
    return None


def _digits(lexemes: Lexemes, index: int) -> Numeral | None:
    text = lexemes[index].text
    if part := _FRACTION.fullmatch(text):
        return _part(index, index + 1, int(part[1]), int(part[2]))
    value = value_of(text)
    if value is None:
        return None
    stop = index + 1
    following = lexemes.at(stop)
    if following.text in VULGAR:
        return Numeral(index, stop + 1, *(value + VULGAR[following.text],) * 2)
    if following.kind == NUMBER and value < 1000 and (part := _FRACTION.fullmatch(following.text)):
        mixed = _part(index, stop + 1, int(part[1]), int(part[2]))
        return Numeral(index, stop + 1, *(value + mixed.low,) * 2) if mixed else None
    part_of_one = and_a_part(lexemes, stop)
    return Numeral(index, *_with(stop, value, part_of_one))


def _part(first: int, stop: int, above: int, below: int, words: bool = False) -> Numeral | None:
    if not 0 < above < below:
        return None
    value = Decimal(above) / Decimal(below)
    return Numeral(first, stop, value, value, is_part=True, words=words)


def _pointed(lexemes: Lexemes, index: int) -> Numeral | None:
    """As in ".001": a point without a zero."""
    digits = lexemes.at(index + 1)
    if lexemes[index].text != "." or lexemes.glued(index) or not lexemes.glued(index + 1):
        return None
    if digits.kind != NUMBER or not digits.text.isdecimal() or len(digits.text) > LONGEST:
        return None
    value = Decimal("0." + digits.text)
    return Numeral(index, index + 2, value, value)


def _vulgar(lexemes: Lexemes, index: int) -> Numeral | None:
    value = VULGAR.get(lexemes[index].text)
    return Numeral(index, index + 1, value, value, is_part=True) if value else None


def _vague(lexemes: Lexemes, index: int) -> Numeral | None:
    """As in "dozens", "tens of thousands", "several hundred"."""
    word, stop, scale = lexemes[index].lower, index + 1, ONE
    if word in {"several", "few"} and lexemes.at(stop).lower in SCALES:
        return Numeral(index, stop, Decimal(1), Decimal(10), words=True)
    if word not in VAGUE:
        return None
    while lexemes.at(stop).lower == "of" and lexemes.at(stop + 1).lower in VAGUE and scale < 10**9:
        scale *= VAGUE[lexemes[stop + 1].lower]
        stop += 2
    if stop == index + 1 and lexemes.at(stop).lower != "of":
        return None
    low = VAGUE[word] * scale
    return Numeral(index, stop, low, low * 10, words=True) if low < 10**20 else None


def _determined(lexemes: Lexemes, index: int) -> Numeral | None:
    """As in "a million", "half a billion", "a quarter of a million", "a third of", "half the"."""
    stop = index + (lexemes[index].lower in DETERMINERS)
    word = lexemes.at(stop).lower
    if stop > index and word in SCALES:
        return Numeral(index, stop, ONE, ONE, words=True)
    if word not in PARTS or word.endswith("s"):
        return None
    inner = stop + 1 + (lexemes.at(stop + 1).lower == "of")
    inner += lexemes.at(inner).lower in DETERMINERS
    if lexemes.at(inner).lower in SCALES:
        return _part(index, inner, 1, int(PARTS[word]), words=True)
    of = stop > index and lexemes.at(stop + 1).lower == "of"
    if of or (word == "half" and _is_half_of(lexemes, index, stop + 1)):
        return _part(index, stop + 1, 1, int(PARTS[word]), words=True)
    return None


def _is_half_of(lexemes: Lexemes, index: int, after: int) -> bool:
    """Whether "half" is a share, and not "the first half of 2025": "half the", "more than half"."""
    bounded = index > 0 and bounds.before(lexemes, index) is not None and not lexemes.hyphen(after)
    return (bounded or lexemes.at(after).lower in _SHARED) and lexemes.at(index - 1).lower not in _ORDINALS


def _spelled(lexemes: Lexemes, index: int) -> Numeral | None:
    """As in "twenty-eight thousand five hundred", "two and a half", "one point five", "two-thirds"."""
    total, current, place, limit = Decimal(0), None, index, Decimal(10) ** 20
    while True:
        word, step = _next_word(lexemes, place, current)
        if word in ONES and _fits(current, ONES[word]):
            current = (current or Decimal(0)) + ONES[word]
        elif word in TENS and _fits(current, TENS[word]):
            current = (current or Decimal(0)) + TENS[word]
        elif word == "hundred" and current is not None and current < 100:
            current *= 100
        elif word in SCALES and current is not None and SCALES[word] > 12 and SCALES[word] < limit:
            limit = SCALES[word]
            total, current = total + current * limit, Decimal(0)
        else:
            break
        place = step
    if current is None:
        return None
    return _finished(lexemes, index, place, total + current, ONE if total == 0 else limit)


def _next_word(lexemes: Lexemes, place: int, current: Decimal | None) -> tuple[str, int]:
    """The next word of a spelled numeral, past a hyphen or an "and"."""
    if current is None:
        return lexemes.at(place).lower, place + 1
    skip = lexemes.at(place).text in HYPHENS and lexemes.hyphen(place)
    if lexemes.at(place).lower == "and" and (current == 0 or current >= 100):
        skip = lexemes.at(place + 1).lower in ONES or lexemes.at(place + 1).lower in TENS
    place += skip
    return lexemes.at(place).lower, place + 1


def _fits(current: Decimal | None, value: Decimal) -> bool:
    """Whether "five" may follow "twenty", and "twenty" may follow "three hundred"."""
    if not current:
        return True
    if current % 100 == 0:
        return True
    return current % 10 == 0 and current % 100 >= 20 and 0 < value < 10


def _finished(lexemes: Lexemes, first: int, stop: int, value: Decimal, scale: Decimal) -> Numeral | None:
    word = lexemes.at(stop).lower
    part = stop + 1 if lexemes.hyphen(stop) else stop
    if (
        lexemes.at(part).lower in PARTS
        and value < 100
        and (part > stop or lexemes.at(part + 1).lower == "of")
    ):
        return _part(first, part + 1, int(value), int(PARTS[lexemes[part].lower]), words=True)
    if word == "point" and lexemes.at(stop + 1).lower in ONES:
        tenth = ONES[lexemes[stop + 1].lower]
        return Numeral(first, stop + 2, *(value + tenth / 10,) * 2, words=True) if tenth < 10 else None
    if part_of_one := and_a_part(lexemes, stop):
        return Numeral(first, *_with(stop, value, part_of_one), words=True)
    if 10 <= value <= 20 and (word in TENS or word in ONES) and scale == ONE:
        return None  # "nineteen eighty-six" is a year
    return Numeral(first, stop, value, value, scale, words=True)


def and_a_part(lexemes: Lexemes, index: int) -> tuple[int, Decimal] | None:
    """The lexeme after "and a half", "and a quarter", "and three quarters", and what they say."""
    if lexemes.at(index).lower != "and":
        return None
    count, place = lexemes.at(index + 1).lower, index + 2 + lexemes.hyphen(index + 2)
    part = _PARTS_OF_ONE.get(lexemes.at(place).lower)
    if not part:
        return None
    above = ONE if count in DETERMINERS else ONES.get(count, ONE * 9)
    return (place + 1, above * part) if above * part < 1 else None


def _with(stop: int, value: Decimal, part: tuple[int, Decimal] | None) -> tuple[int, Decimal, Decimal]:
    """The end and both bounds of a number with the part of one that follows it."""
    return (part[0], value + part[1], value + part[1]) if part else (stop, value, value)


def _scaled(lexemes: Lexemes, numeral: Numeral | None) -> Numeral | None:
    """The numeral with the scale words that follow it: "4 hundred million", "4.7bn", "5-billion"."""
    for _ in range(3):
        if numeral is None or numeral.high > 10**24:
            return None
        place = numeral.stop + (lexemes.hyphen(numeral.stop) and lexemes.at(numeral.stop + 1).lower in SCALES)
        word = lexemes.at(place)
        if word.lower in SCALES:
            numeral = numeral.scaled(SCALES[word.lower], place + 1)
        elif not numeral.words and numeral.scale == ONE and _is_short(lexemes, place):
            return numeral.scaled(SHORT[word.lower], place + 1)
        else:
            return _million_and_a_half(lexemes, numeral)
    return numeral


def _million_and_a_half(lexemes: Lexemes, numeral: Numeral) -> Numeral:
    part = and_a_part(lexemes, numeral.stop) if numeral.scale > 1 else None
    if part is None:
        return numeral
    more = numeral.scale * part[1]
    return Numeral(numeral.first, part[0], tidy(numeral.low + more), tidy(numeral.high + more), numeral.scale)


def _is_short(lexemes: Lexemes, index: int) -> bool:
    """Whether "bn", "M" or "k" is a scale here; "m" and "b" are one only after money."""
    word = lexemes.at(index)
    if word.lower in CASE_FREE:
        return lexemes.glued(index) or len(word.text) > 1
    return word.text == "M" and lexemes.glued(index)


VULGAR = {
    chr(code): Decimal(str(unicodedata.numeric(chr(code)))).quantize(Decimal("0.0001")).normalize()
    for code in (*range(0xBC, 0xBF), *range(0x2153, 0x215F))
}
_PARTS_OF_ONE = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.25")}
_SHARED = frozenset({"of", "the", "its", "their", "his", "her", "our", "all"})
_ORDINALS = word_set("numbers ordinals")
_READERS: tuple[Callable[[Lexemes, int], Numeral | None], ...] = (
    _pointed,
    _vulgar,
    _vague,
    _determined,
    _spelled,
)
