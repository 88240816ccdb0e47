"""Attributions without a verb: "according to X", "in a poll", "X: …"."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claims.nlp.noun_phrases import SURELY_VERBS, Range
from claims.nlp.spans import Kind
from claims.nlp.tables import rows
from claims.nlp.tokens import Token
from claims.nlp.utterances import Utterance
from claims.nlp.words import words

_LIMIT = 40
_LONGEST_NAME = 6
_SHORTEST_SAID = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cue and its source; the content follows where it ``opens`` the sentence, or stands before it."""

    cue: Range
    source: Range
    content_start: int
    opens: bool
    content_end: int | None = None
    resumed: int | None = None  # where the content goes on behind an inserted phrase


def find(utterance: Utterance) -> Iterator[Phrase]:
    """The attributing phrases of an utterance, in order."""
    tokens = utterance.tokens
    if label := _label(tokens):
        yield label
        return
    for i, token in enumerate(tokens[:-2]):
        if token.quoted:
            continue
        if token.lower == "according" and tokens[i + 1].lower == "to":
            if phrase := _phrase(tokens, (i, i + 2), i + 2):
                yield phrase
        elif ((nouns := claim_nouns().get(token.lower)) and (phrase := _noun(tokens, i, nouns))) or (
            i == 0 and token.lower == "in" and (phrase := _poll(tokens, i))
        ):
            yield phrase


def _label(tokens: tuple[Token, ...]) -> Phrase | None:
    """The speaker's name before a colon, as in transcripts and headlines."""
    colon = next((i for i, token in enumerate(tokens[: _LONGEST_NAME + 1]) if token.text == ":"), None)
    if not colon or colon + 2 >= len(tokens):
        return None
    name = tokens[:colon]
    plain = all(token.is_capital and token.is_word and not token.quoted for token in name)
    said = sum(token.is_word for token in tokens[colon + 1 : colon + 12])
    if not plain or name[0].lower in words("label") or said < _SHORTEST_SAID:
        return None
    return Phrase((colon, colon + 1), (0, colon), colon + 1, opens=True)


@cache
def claim_nouns() -> dict[str, tuple[Kind, frozenset[str]]]:
    """Nouns that report a claim, with its kind and the words that lead over to the content."""
    return {
        cell[0]: (Kind(cell[1]), frozenset(" ".join(cell[2:]).split())) for cell in rows("nouns_of_claim.tsv")
    }


def _noun(tokens: tuple[Token, ...], i: int, nouns: tuple[Kind, frozenset[str]]) -> Phrase | None:
    """ "Trump's call for a ban", "threats by Trump that …": the owner is the source."""
    link = tokens[i + 1]
    if link.lower == "by" and not link.quoted:
        return _by(tokens, i, nouns[1])
    if link.quoted or link.lower not in nouns[1] or (owner := _owner(tokens, i)) is None:
        return None
    inside = link.lower in ("that", "to")
    start = i + 1 if inside else i + 2
    stop = _end_of_infinitive(tokens, start) if link.lower == "to" else None
    return Phrase((i, start), owner, start, opens=True, content_end=stop)


def _by(tokens: tuple[Token, ...], i: int, leads: frozenset[str]) -> Phrase | None:
    """ "threats by Prime Minister Anna Velder that …"."""
    for stop in range(i + 3, min(len(tokens), i + 3 + 2 * _LONGEST_NAME)):
        word = tokens[stop]
        if word.lower in leads & {"that", "to"}:
            end = _end_of_infinitive(tokens, stop) if word.lower == "to" else None
            return Phrase((i, i + 1), (i + 2, stop), stop, opens=True, content_end=end)
        if word.quoted or not word.is_word or word.lower in SURELY_VERBS:
            return None
    return None


def _end_of_infinitive(tokens: tuple[Token, ...], start: int) -> int | None:
    """Where "to build homes" ends before the verb of the sentence that it is the subject of."""
    for i in range(start + 2, min(len(tokens), start + _LIMIT)):
        if tokens[i].lower in SURELY_VERBS and tokens[i].lower not in ("be", "have", "do", "'s", "’s"):
            return i
        if tokens[i].text in ",;:" and not tokens[i].quoted:
            return i
    return None


def _owner(tokens: tuple[Token, ...], noun: int) -> Range | None:
    """Whose claim it is: "his", "Trump's", with at most two adjectives between."""
    for i in range(noun - 1, max(-1, noun - 4), -1):
        word = tokens[i].lower
        if word in ("his", "her", "their", "its"):
            return i, i + 1
        if word in ("'s", "’s", "'", "’") and i and tokens[i - 1].is_word:
            start = i - 1
            while start and tokens[start - 1].is_capital and tokens[start - 1].is_word:
                start -= 1
            if start and tokens[start - 1].lower in words("determiner"):
                start -= 1
            return start, i
        if (
            not tokens[i].is_word
            or tokens[i].is_capital
            or word in words("preposition") | words("conjunction")
        ):
            return None
    return None


def _poll(tokens: tuple[Token, ...], i: int) -> Phrase | None:
    """ "In a poll released Monday, 40 percent …": what the poll says."""
    for k in range(i + 1, min(len(tokens), i + 12)):
        if tokens[k].text in ",.;:" or tokens[k].quoted:
            return None
        if tokens[k].lower in ("poll", "polls", "survey", "surveys", "polling"):
            return _phrase(tokens, (i, i + 1), i + 1)
    return None


def _phrase(tokens: tuple[Token, ...], cue: Range, start: int) -> Phrase | None:
    before = tokens[cue[0] - 1].lower if cue[0] else ":"
    opens = before in (":", ";", "and", "but", "yet", "still", "that", "while", "“", '"')
    end = start
    while end < len(tokens) and end - start < _LIMIT and not _ends(tokens, start, end, opens):
        end += 1
    if end == start or (opens and end + 1 >= len(tokens)):
        return None
    if opens:
        return Phrase(cue, (start, end), end + (tokens[end].text == ","), opens=True)
    resumed = end + 1 if end + 1 < len(tokens) and tokens[end].text == "," else None
    return Phrase(cue, (start, end), _clause_start(tokens, cue[0]), opens=False, resumed=resumed)


def _ends(tokens: tuple[Token, ...], start: int, i: int, opens: bool) -> bool:
    token = tokens[i]
    if token.text in (".", ";", "!", "?", "—", "–", "--", ":", ")") or token.quoted:
        return True
    if token.text != ",":
        return False
    following = tokens[i + 1] if i + 1 < len(tokens) else token
    if not opens:
        return following.lower.endswith("ing") or following.lower in words("relative") | {
            "but",
            "and",
            "while",
            "as",
        }
    return not (following.lower in ("a", "an") and any(t.text == "," for t in tokens[i + 2 : i + 14]))


def _clause_start(tokens: tuple[Token, ...], cue: int) -> int:
    """The start of the sentence that the phrase closes, or what follows its last semicolon."""
    for i in range(cue - 1, max(0, cue - 200), -1):
        if tokens[i].text == ";" and not tokens[i].quoted:
            return i + 1
    return 0
