"""Amounts of money: "$4.7bn", "1.52 trillion won", "75 USD million", "13 dollars 45 cents"."""

from dataclasses import replace
from decimal import Decimal

from claims.nlp import currencies, figures, numbers
from claims.nlp.amounts import Amount
from claims.nlp.currencies import Currency, Setting
from claims.nlp.lexemes import NUMBER, WORD, Lexemes

_SCALES = {"m": Decimal(10**6), "b": Decimal(10**9), "t": Decimal(10**12), "k": Decimal(1000)}
_CENTS = frozenset(["cent", "cents", "c", "¢", "pence", "p", "penny", "sen", "sens"])
_GLUED_ONLY = frozenset("ASRNJZ")  # "A$5", but not "A $5 billion plan"
_PREFIXES = frozenset({"PS", "Y"})
_DOUBTFUL = frozenset(["mark", "marks", "crown", "crowns", "real", "sol", "kn", "kr", "rand", "leu", "som"])
_WEIGHT = frozenset(["of", "heavier", "lighter", "per"])
_NAMED_BEFORE = frozenset({"rs", "rp", "ringgit", "ringgits", "rmb", "us"})
_US = Currency(("USD",), "USD", "$")


def priced(setting: Setting, index: int, length: int, currency: Currency) -> Amount | None:
    """Money with its sign before the number: "US$ 5 million", "RM23.50", "$-50.8bn"."""
    lexemes = setting.lexemes
    place = index + length
    first = lexemes[index]
    loose = length > 1 and first.text in _GLUED_ONLY and not lexemes.glued(index + 1)
    if (
        loose
        or not _is_prefix(lexemes, place - 1, currency)
        or (lexemes.glued(index) and lexemes[index - 1].kind == WORD)
    ):
        return None
    minus = lexemes.at(place).text in {"-", "−"} and lexemes.glued(place + 1)
    numeral = numbers.at(lexemes, place + minus) if lexemes.at(place + minus).kind == NUMBER else None
    if numeral is None or numeral.is_part:
        return None
    amount = _scaled(lexemes, Amount.of(numeral, index, digits=True))
    amount, currency = _told_again(lexemes, replace(amount, money=True), currency)
    amount = replace(amount, unit=setting.code(currency))
    return amount.negative() if minus else amount


def _is_prefix(lexemes: Lexemes, index: int, currency: Currency) -> bool:
    """Whether a form of money that ends here may stand before its number: "won 2" may not."""
    word = lexemes[index]
    named = word.text.isalpha() and not word.text.isupper() and word.lower not in _NAMED_BEFORE
    return not named or word.lower == currency.codes[0].lower()


def _told_again(lexemes: Lexemes, amount: Amount, currency: Currency) -> tuple[Amount, Currency]:
    """The amount with the currency that also follows it: "$10 dollars", "$76 US"."""
    again = currencies.at(lexemes, amount.stop)
    if (
        again
        and set(again[1].codes) & set(currency.codes)
        and lexemes.at(amount.stop + again[0]).kind != NUMBER
    ):
        narrow = min(currency, again[1], key=lambda money: len(money.codes))
        return replace(amount, stop=amount.stop + again[0]), narrow
    if currency.mark == "$" and len(currency.codes) > 1 and lexemes.at(amount.stop).text in {"US", "U.S."}:
        return replace(amount, stop=amount.stop + 1), _US
    return amount, currency


def _scaled(lexemes: Lexemes, amount: Amount) -> Amount:
    """The amount with an "m", "b" or "k" that is a scale only after money: "$5b"."""
    word = lexemes.at(amount.stop)
    close = lexemes.glued(amount.stop) or word.lower in {"m", "b"}
    if amount.scale != 1 or not amount.digits or word.lower not in _SCALES or not close:
        return amount
    return replace(amount.scaled(_SCALES[word.lower]), stop=amount.stop + 1)


def paid(setting: Setting, amount: Amount) -> Amount | None:
    """Money with its name or sign after the number: "5-billion-dollar", "tens of millions of euros"."""
    lexemes = setting.lexemes
    if amount.digits and figures.is_tied(lexemes, amount.first):
        return None
    scaled = _scaled(lexemes, amount)
    for candidate in (scaled, amount) if scaled != amount else (amount,):
        place = candidate.stop + lexemes.hyphen(candidate.stop)
        place += lexemes.at(place).lower == "of" and not candidate.exact
        match = currencies.at(lexemes, place)
        if match and _is_money(setting, candidate, place, match):
            money = replace(candidate, stop=place + match[0], unit=setting.code(match[1]), money=True)
            scale = lexemes.at(money.stop).lower
            if money.scale == 1 and scale in {"million", "billion", "trillion"}:
                return replace(money.scaled(numbers.SCALES[scale]), stop=money.stop + 1)
            return money
    return None


def _is_money(setting: Setting, amount: Amount, place: int, match: tuple[int, Currency]) -> bool:
    """Whether "won", "pounds", "crowns" or a sign is money here."""
    lexemes = setting.lexemes
    word, after = lexemes[place], lexemes.at(place + match[0])
    if word.text in _PREFIXES:
        return False
    if not word.text[0].isalpha():
        taken = after.kind == NUMBER and lexemes.glued(place + match[0])  # the sign of the next amount
        return not taken or lexemes.glued(place)
    large = amount.scale > 1 or amount.low >= 1000
    if word.lower == "won":
        return large or setting.names("KRW") or setting.names("KPW")
    if word.lower in {"pound", "pounds"} and match[0] == 1:
        weighs = lexemes.hyphen(place) or after.lower in _WEIGHT or word.lower == "pound"
        return not weighs and (amount.scale > 1 or setting.names("GBP") or "£" in lexemes.text)
    return word.lower not in _DOUBTFUL or large or amount.digits


def with_cents(lexemes: Lexemes, amount: Amount) -> Amount:
    """As in "thirteen dollars 45 cents": one amount."""
    if not amount.money or amount.scale != 1 or not amount.exact or amount.low != int(amount.low):
        return amount
    place = amount.stop + (lexemes.at(amount.stop).lower == "and")
    cents = numbers.at(lexemes, place) if place < len(lexemes) else None
    if cents is None or not 0 < cents.low < 100 or lexemes.at(cents.stop).lower not in _CENTS:
        return amount
    value = amount.low + cents.low / 100
    return replace(amount, stop=cents.stop + 1, low=value, high=value)
