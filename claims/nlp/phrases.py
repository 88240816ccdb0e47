"""Attributions without a verb: "according to X", "in a poll", "X: …"."""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.nlp.tokens import Token
from claims.nlp.utterances import Utterance
from claims.nlp.words import words

Range = tuple[int, int]
_LIMIT = 40
_LONGEST_NAME = 6
_SHORTEST_SAID = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cue and its source; the content follows where it ``opens`` the sentence, and stands before it otherwise."""

    cue: Range
    source: Range
    content_start: int
    opens: bool


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
        elif i == 0 and token.lower == "in" and (phrase := _poll(tokens, i)):
            yield phrase


def _label(tokens: tuple[Token, ...]) -> Phrase | None:
    """The speaker's name before a colon, as in transcripts and headlines."""
    colon = next((i for i, token in enumerate(tokens[: _LONGEST_NAME + 1]) if token.text == ":"), None)
    if not colon or colon + 2 >= len(tokens):
        return None
    name = tokens[:colon]
    plain = all(token.is_capital and token.is_word and not token.quoted for token in name)
    said = sum(token.is_word for token in tokens[colon + 1 : colon + 12])
    if not plain or name[0].lower in _NO_NAMES or said < _SHORTEST_SAID:
        return None
    return Phrase((colon, colon + 1), (0, colon), colon + 1, opens=True)


_NO_NAMES = frozenset(
    ["read", "watch", "update", "editor", "note", "related", "more", "photos", "video", "breaking", "exclusive", "source", "correction", "the", "latest", "here", "also", "see", "email", "twitter", "follow", "contact", "tel", "phone", "filed", "posted", "tags", "topics", "live", "opinion", "analysis"]
)


def _poll(tokens: tuple[Token, ...], i: int) -> Phrase | None:
    """ "In a poll released Monday, 40 percent …": what the poll says."""
    for k in range(i + 1, min(len(tokens), i + 12)):
        if tokens[k].text in ",.;:" or tokens[k].quoted:
            return None
        if tokens[k].lower in ("poll", "polls", "survey", "surveys", "polling"):
            return _phrase(tokens, (i, i + 1), i + 1)
    return None


def _phrase(tokens: tuple[Token, ...], cue: Range, start: int) -> Phrase | None:
    opens = cue[0] == 0 or (cue[0] == 1 and tokens[0].lower in ("and", "but", "yet", "still"))
    end = start
    while end < len(tokens) and end - start < _LIMIT and not _ends(tokens, start, end, opens):
        end += 1
    if end == start or (opens and end + 1 >= len(tokens)):
        return None
    if opens:
        return Phrase(cue, (start, end), end + (tokens[end].text == ","), opens=True)
    return Phrase(cue, (start, end), _clause_start(tokens, cue[0]), opens=False)


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
