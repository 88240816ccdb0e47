"""What is counted and by what: percent signs, measures, nouns, and rates such as "a year"."""

from functools import cache

from claims.nlp.lexemes import NUMBER, WORD, Lexemes, Phrases
from claims.nlp.tables import rows, table, word_set

Found = tuple[int, str]  # the lexeme after it, and its name
_PERCENT = Phrases(
    [
        *(
            (form, "percentage point")
            for form in ("percentage point", "percentage points", "percentage-point")
        ),
        *(
            (form, "percentage point")
            for form in ("% point", "% points", "%-point", "%-points", "pp", "ppt", "ppts")
        ),
        *((form, "basis point") for form in ("basis point", "basis points", "basis-point", "bps", "bp")),
        *(
            (form, "%")
            for form in (
                "%",
                "percent",
                "percents",
                "per cent",
                "per-cent",
                "pct",
                "％",
                "٪",
                "percentage",
                "p.c.",
            )
        ),
    ]
)
_ADVERBS = {
    "annually": "year", "yearly": "year", "annual": "year", "monthly": "month", "weekly": "week",
    "daily": "day", "hourly": "hour", "quarterly": "quarter",
}  # fmt: skip
_SHIFTED = word_set("units shifted")
_VERBS = table("stops.tsv")
STOPS = frozenset(_VERBS)
_ADJECTIVES = frozenset(table("adjectives.tsv"))
_ADJECTIVE_ENDINGS = ("ous", "ful", "ive", "ical", "able", "ible", "ish", "est", "ese", "ian")
_LONGEST_NOUN = 4


@cache
def _measures() -> Phrases[tuple[str, str]]:
    return Phrases((form, (row[1], row[2])) for row in rows("units.tsv") for form in row[0].split("|"))


@cache
def _letters() -> dict[str, tuple[str, str]]:
    """Units of one letter, whose case matters."""
    forms = ((form, row) for row in rows("units.tsv") for form in row[0].split("|"))
    return {form: (row[1], row[2]) for form, row in forms if len(form) == 1}


@cache
def _rates() -> dict[str, str]:
    return {
        form.lower(): row[1] for row in rows("units.tsv") if row[3:] == ["rate"] for form in row[0].split("|")
    }


@cache
def _plurals() -> dict[str, str]:
    return table("nouns.tsv")


def is_time(unit: str) -> bool:
    """Whether a unit measures time."""
    return unit in {row[1] for row in _time_rows()}


@cache
def _time_rows() -> list[list[str]]:
    return [row for row in rows("units.tsv") if row[2] == "time"]


def singular(noun: str) -> str:
    """The singular of an English noun: "countries" -> "country"."""
    lower = noun.lower()
    if lower in _plurals():
        return _plurals()[lower]
    if len(lower) < 4 or not lower.endswith("s") or lower.endswith(("ss", "us", "is")):
        return noun
    if lower.endswith("ies"):
        return noun[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return noun[:-2]
    return noun[:-1]


def is_plural(noun: str) -> bool:
    """Whether a word has the form of a plural noun."""
    return noun.lower() in _plurals() or singular(noun) != noun


def percent(lexemes: Lexemes, index: int) -> Found | None:
    """As in "%", "per cent", "percentage points", "basis points", with "pc" right after a number."""
    if match := _PERCENT.at(lexemes, index):
        return index + match[0], match[1]
    return (index + 1, "%") if lexemes.at(index).lower == "pc" and lexemes.glued(index) else None


def measure(lexemes: Lexemes, index: int) -> Found | None:
    """A unit of measure or a noun that is often counted: "miles", "kWh", "square feet", "troops"."""
    match = _measures().at(lexemes, index)
    if match is None:
        return None
    length, (unit, group) = match
    word = lexemes[index]
    if length == 1 and len(word.text) == 1:
        unit, group = _letters().get(word.text, ("", "rate-only"))
    if group == "rate-only" or (group == "glued" and not lexemes.glued(index)):
        return None
    return index + length, unit


def noun(lexemes: Lexemes, index: int, *, many: bool) -> Found | None:
    """The head noun that a number counts: "28,500 U.S. troops" -> troop; ``many``: a plural is looked for."""
    last: Found | None = None
    for place in range(index, index + _LONGEST_NOUN):
        word = lexemes.at(place)
        model = place > index + 1 and lexemes.hyphen(place - 1) and lexemes.at(place - 2).kind == WORD
        if lexemes.hyphen(place) or (model and word.kind == NUMBER):
            continue  # "F-35 jets"
        verb = place == index and _VERBS.get(word.lower) == "verb" and is_plural(word.text)
        if word.kind != WORD or (word.lower in STOPS and not verb):
            break
        if place > index and not lexemes.glued(place) and (found := measure(lexemes, place)):
            return found
        compound = lexemes.hyphen(place - 1) or lexemes.hyphen(place + 1)
        if _counted(word.text, many):
            last = (place + 1, singular(word.text))
            if not compound and not _goes_on(lexemes, place + 1, many):
                break
    return last


def _counted(word: str, many: bool) -> bool:
    if many:
        return is_plural(word) and not word.endswith(("'s", "’s"))
    return (
        word.isalpha() and word.lower() not in _ADJECTIVES and not word.lower().endswith(_ADJECTIVE_ENDINGS)
    )


def _goes_on(lexemes: Lexemes, index: int, many: bool) -> bool:
    """Whether the noun just read only describes the next one: "sports teams"."""
    word = lexemes.at(index)
    return (
        many
        and word.kind == WORD
        and word.lower not in STOPS
        and is_plural(word.text)
        and word.text.islower()
    )


def per(lexemes: Lexemes, index: int) -> Found | None:
    """What a rate is counted by: "a year", "per square foot", "-a-day", "each month", "annually", "/kg"."""
    word = lexemes.at(index)
    if lexemes.hyphen(index) and lexemes.at(index + 1).lower in {"a", "per", "an"}:
        return _per_unit(lexemes, index + 2 + lexemes.hyphen(index + 2), any_noun=False)
    if word.lower in _ADVERBS:
        return index + 1, _ADVERBS[word.lower]
    if word.lower in {"p.a.", "pa"} or (word.lower == "per" and lexemes.at(index + 1).lower == "annum"):
        return index + 1 + (word.lower == "per"), "year"
    if word.lower == "per" or (word.text == "/" and lexemes.glued(index) and lexemes.glued(index + 1)):
        return _per_unit(lexemes, index + 1, any_noun=True)
    if word.lower in {"a", "an", "each", "every"}:
        return _per_unit(lexemes, index + 1, any_noun=False)
    return None


def _per_unit(lexemes: Lexemes, index: int, *, any_noun: bool) -> Found | None:
    for length in (3, 2, 1):
        form = " ".join(lexemes.at(index + k).lower for k in range(length))
        stop = index + length
        if form in _rates() and lexemes.at(stop).lower not in _SHIFTED:
            return stop, _rates()[form]
    word = lexemes.at(index)
    if any_noun and word.kind == WORD and word.lower not in STOPS and len(word.text) > 2:
        return index + 1, singular(word.lower)
    return None
