"""How an amount is bounded ("as much as", "or more", "nearly") and which way it moves ("rose by", "down")."""

from claims.nlp.lexemes import NUMBER, Lexemes, Phrases
from claims.nlp.tables import rows, word_set

LEAST, MOST, ABOUT = "least", "most", "about"
_FORMS = {
    place: Phrases(
        (form, row[1]) for row in rows("bounds.tsv") if row[2] == place for form in row[0].split("|")
    )
    for place in ("before", "after")
}
_CHANGES = [(form, row[1], row[2]) for row in rows("trends.tsv") for form in row[0].split("|")]
_TRENDS = Phrases((form, trend) for form, trend, _ in _CHANGES)
_DIRECT = Phrases((form, trend) for form, trend, how in _CHANGES if how == "direct")
_LIGHT = frozenset(["a", "an", "the", "just", "only"])
_FILLERS = frozenset(["by", "a", "an", "only", "just", "another", "further", "some", "slightly", "sharply"])
_NOT_UP = word_set("before an up that is no change")
_JOINING = frozenset({"and", "or"})
_STOPS = frozenset(".;:!?()")
_FILLER_LIMIT, _BY_WITHIN, _CHANGES_WITHIN = 2, 6, 8


def before(lexemes: Lexemes, index: int, *, of_time: bool = False) -> tuple[int, str] | None:
    """Where the bound that ends just before an amount starts, and the bound."""
    for place in (index, index - 1) if lexemes.at(index - 1).lower in _LIGHT else (index,):
        if match := _FORMS["before"].before(lexemes, place):
            first = place - match[0]
            during = of_time and match[0] == 1 and lexemes[first].lower == "over"
            if during and lexemes.at(first - 1).lower != "for":
                return None  # "over two years" says how long, "for over two years" at least how long
            return first, match[1]
    return None


def after(lexemes: Lexemes, index: int) -> tuple[int, str] | None:
    """Where the bound that follows an amount stops, and the bound."""
    match = _FORMS["after"].at(lexemes, index)
    if match is None:
        return None
    following = lexemes.at(index + match[0])
    leads = following.lower == "than" or (lexemes[index].lower in _JOINING and following.kind == NUMBER)
    return None if leads else (index + match[0], match[1])  # "above 1000 and below 1500", "or less than"


def trend(lexemes: Lexemes, index: int) -> str | None:
    """Up or down, where a change stands before an amount: "fell 3%", "cut taxes by a further 3%"."""
    place = index
    for _ in range(_FILLER_LIMIT + 1):
        by = lexemes.at(place - 1).lower == "by"
        if by:
            return _by(lexemes, place - 1)
        if match := _DIRECT.before(lexemes, place):
            made_up = lexemes.at(place - 1).lower == "up" and lexemes.at(place - 2).lower in _NOT_UP
            return None if made_up else match[1]
        if lexemes.at(place - 1).lower not in _FILLERS:
            return None
        place -= 1
    return None


def _by(lexemes: Lexemes, index: int) -> str | None:
    """The change that "by" tells the amount of, a few words before it."""
    for place in range(index, max(0, index - _BY_WITHIN), -1):
        if lexemes.at(place - 1).text in _STOPS:
            return None
        if match := _TRENDS.before(lexemes, place):
            return match[1]
    return None


def from_a_change(lexemes: Lexemes, index: int) -> bool:
    """Whether "from" before an amount tells where a change started: "raised the tax from 21%"."""
    for place in range(index, max(0, index - _CHANGES_WITHIN), -1):
        if lexemes.at(place - 1).text in _STOPS:
            return False
        if _TRENDS.before(lexemes, place):
            return True
    return False
