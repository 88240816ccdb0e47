"""Whether a date that could be past or coming is the one or the other, by the words around it."""

from claims.nlp.lexemes import Lexemes
from claims.nlp.tables import word_set

_FUTURE = word_set("looking ahead")
_MAYBE = frozenset({"may", "might", "can", "could"})  # of what comes before a date alone
_IF = frozenset({"if", "unless"})  # the same: "if he is elected in November"
_PAST = word_set("looking back")
_UNTIL = frozenset({"by", "until", "till", "through"})
_BEFORE_TO = frozenset({"going", "were", "is", "are"})  # "is to meet on Friday"
_PASSIVES = frozenset({"be", "get", "gets", "is", "are"})  # "to be finished in May"
_BREAKS = frozenset(".;!?")
_WINDOW = 14
_VOTES = word_set("of a vote")
_VOTE_WINDOW = 6
_TELLING = frozenset({"said", "says", "told", "announced", "reported", "wrote", "after", "since"})


def looks_ahead(lexemes: Lexemes, index: int, stop: int, *, of_vote: bool = False) -> bool | None:
    """Whether the words before a date, else those after it, speak of the future: "will vote on Friday".

    What is told about a vote tells nothing of its day: "said that the November election".
    """
    if lexemes.at(index - 1).lower in _UNTIL or lexemes[index].lower == "now":
        return True
    before = range(index - 1, max(-1, index - 1 - _WINDOW), -1)
    after = range(stop, min(len(lexemes), stop + _WINDOW))
    found = _tense(lexemes, before, _FUTURE | _MAYBE | _IF, of_vote)
    supposed = found is True and _supposes(lexemes, before)
    if found is not None and not supposed:
        return found
    later = _tense(lexemes, after, _FUTURE, of_vote, _TELLING if supposed else frozenset())
    return found if later is None else later


def _supposes(lexemes: Lexemes, places: range) -> bool:
    """Whether "if" is what tells: "if October's debate showed anything" is past all the same."""
    first = next((place for place in places if lexemes[place].lower in _FUTURE | _MAYBE | _IF), None)
    return first is not None and lexemes[first].lower in _IF


def _tense(
    lexemes: Lexemes, places: range, future: frozenset[str], of_vote: bool, mute: frozenset[str] = frozenset()
) -> bool | None:
    """What the first telling word at these places says; of a vote, its past must stand beside it."""
    for place in places:
        word = lexemes[place]
        if word.lower in _BREAKS and not _abbreviates(lexemes, place):
            return None
        if word.lower in _BEFORE_TO and lexemes.at(place + 1).lower == "to":
            return True
        ahead = word.lower in future and word.text != "May" and not (of_vote and word.lower == "votes")
        if ahead or word.lower.endswith(("'ll", "’ll")):
            return True
        past = (word.lower in _PAST or _is_regular_past(lexemes, place)) and word.lower not in mute
        near = abs(place - places.start) < _VOTE_WINDOW and word.lower in _PAST - _TELLING
        if near if of_vote else past:
            return False
    return None


def _is_regular_past(lexemes: Lexemes, place: int) -> bool:
    """As in "signed", but not "to be signed", "is re-elected"."""
    word = lexemes[place]
    if not word.lower.endswith("ed") or len(word.text) < 5:
        return False
    before = place - 1 - 2 * lexemes.hyphen(place - 1)
    return lexemes.at(before).lower not in _PASSIVES


def _abbreviates(lexemes: Lexemes, place: int) -> bool:
    """Whether a full stop ends a title and no sentence: "Gov. Berg"."""
    title = lexemes.at(place - 1)
    return lexemes[place].text == "." and title.is_capital and 1 < len(title.text) < 5


def is_of_vote(lexemes: Lexemes, index: int, stop: int) -> bool:
    """Whether a month is that of a vote: "the November election", "voters in November", "Election Day"."""
    if lexemes[stop - 1].lower == "day" and lexemes[index].lower == "election":
        return True
    if lexemes.at(index - 1).lower == "that":
        return False
    if any(lexemes.at(place).lower in _VOTES for place in range(stop, stop + 3)):
        return True
    if lexemes.at(index - 2).lower in _TELLING:
        return False  # "said in November"
    for place in range(index - 1, max(-1, index - 1 - _VOTE_WINDOW), -1):
        word = lexemes[place].lower
        if word in _BREAKS or word == ",":
            return False
        if word in _VOTES:
            return True
    return False
