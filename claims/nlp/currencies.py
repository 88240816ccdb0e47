"""What money a sign or a word stands for, and which country's where several share the word."""

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from babel import Locale
from babel.numbers import get_currency_name

from claims.nlp.lexemes import Lexemes, Phrases
from claims.nlp.tables import rows

# ISO codes that are also English words: never read without a currency sign
_WORDS = frozenset(
    {"ALL", "TRY", "TOP", "COP", "CUP", "MOP", "PEN", "MAD", "SOS", "GEL", "BAM", "BOB", "XXX", "DOP"}
)


@dataclass(frozen=True, slots=True)
class Currency:
    """A form of money: the codes that it may mean, the usual one (or ""), and its mark while unsettled."""

    codes: tuple[str, ...]
    usual: str
    mark: str


@cache
def signs() -> Phrases[Currency]:
    """Forms whose letters' case matters: "$", "US$", "RM", ISO codes."""
    entries = [(form, money) for form, money, case in _forms() if case == "exact"]
    codes = (code for code in _cldr() if code not in _WORDS)
    known = {form for form, _ in entries}
    entries += [(code, Currency((code,), code, code)) for code in codes if code not in known]
    return Phrases(entries, exact=True)


@cache
def names() -> Phrases[Currency]:
    """Forms in any case: "dollars", "South Korean won", and every name that CLDR gives."""
    entries = {form.lower(): money for form, money, case in _forms() if case == "any"}
    for code, name in _cldr().items():
        if "(" in name:
            continue
        for form in (name.lower(), get_currency_name(code, count=2, locale="en").lower()):
            if " " in form:
                entries.setdefault(form, Currency((code,), code, code))
    return Phrases(entries.items())


def _cldr() -> dict[str, str]:
    """The English names of all currencies, by code."""
    return {str(code): str(name) for code, name in Locale("en").currencies.items()}


def _forms() -> list[tuple[str, Currency, str]]:
    return [
        (form, Currency(tuple(codes.split()), usual, mark), case)
        for forms, codes, usual, mark, case in rows("currencies.tsv")
        for form in forms.split("|")
    ]


def at(lexemes: Lexemes, index: int) -> tuple[int, Currency] | None:
    """The form of money that starts here, with its number of lexemes: the longer of sign and name."""
    word = lexemes.at(index)
    sign = signs().at(lexemes, index) if word.text in signs().first_words else None
    name = names().at(lexemes, index) if word.lower in names().first_words else None
    return name if name and (sign is None or name[0] > sign[0]) else sign


@cache
def _places() -> Phrases[str]:
    return Phrases(
        ((place, code) for code, places in rows("places.tsv") for place in places.split("|")), exact=True
    )


@lru_cache(maxsize=5_000)
def states(text: str) -> frozenset[str]:
    """Which states a phrase names, their peoples and capitals counted, by their currencies: "Mexican" is MXN."""
    return frozenset(_mentioned(Lexemes(text.replace("’s", "").replace("'s", ""))))


def _mentioned(lexemes: Lexemes) -> set[str]:
    """The currencies of the places that a text names, in title case or capitals."""
    codes = set()
    for index, lexeme in enumerate(lexemes):
        if lexeme.is_capital and (match := _places().at(lexemes, index)):
            codes.add(match[1])
    return codes


class Setting:
    """Where a text plays: settles "dollars" or "pounds" by the dateline and by the countries it names."""

    def __init__(self, lexemes: Lexemes, place: str = "") -> None:
        self.lexemes = lexemes
        self.place = place

    @cached_property
    def _here(self) -> set[str]:
        capitals = self.place.isupper() and len(self.place) >= 4
        return _mentioned(Lexemes(self.place.title() if capitals else self.place))

    @cached_property
    def _named(self) -> set[str]:
        titled = Lexemes(self.lexemes.text.title()) if self.lexemes.text.isupper() else self.lexemes
        return _mentioned(titled) | self._here

    def names(self, code: str) -> bool:
        """Whether the text or its dateline names a country whose money has this code."""
        return code in self._named

    @cached_property
    def _spelled_out(self) -> set[str]:
        """The currencies that the text names outright: where it says "A$", plain "$" is the usual."""
        found = (at(self.lexemes, index) for index in range(len(self.lexemes)))
        return {match[1].codes[0] for match in found if match and len(match[1].codes) == 1}

    def code(self, currency: Currency) -> str:
        """The ISO code that a form means here, or its mark where the text leaves it open."""
        if len(currency.codes) == 1:
            return currency.codes[0]
        named = [code for code in currency.codes if code in self._named]
        here = [code for code in named if code in self._here]
        others = [code for code in named if code != currency.usual]
        if not named:
            return currency.usual or currency.mark
        if currency.usual and any(
            code in self._spelled_out for code in currency.codes if code != currency.usual
        ):
            return currency.usual
        if currency.usual in named:
            away = [code for code in here if code != currency.usual]
            return currency.mark if away else currency.usual
        if len(others) == 1:
            return others[0]
        return here[0] if len(here) == 1 else currency.mark
