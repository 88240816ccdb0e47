"""What is said: the words right or left of a cue."""

from dataclasses import dataclass

from claims.nlp.cues import Cue
from claims.nlp.tokens import Token
from claims.nlp.utterances import Utterance
from claims.nlp.words import is_adverb, words

_END = frozenset(".!?;…")
_DASHES = frozenset(("—", "–", "-", "--"))
_MAX_ADJUNCT = 18
_MAX_HEARER = 12


@dataclass(frozen=True, slots=True)
class Content:
    """Where a content begins, in utterance.tokens, and what form it has."""

    start: int
    form: str  # that, quote, np, to, ing, wh or colon


def after(utterance: Utterance, cue: Cue) -> Content | None:
    """The beginning of the content to the right of its cue, or None where nothing there can be content."""
    tokens, takes = utterance.tokens, cue.entry.takes
    i = cue.last
    if "whom" in takes:
        i = _after_hearer(tokens, i)
    found = _begins(tokens, i, takes)
    if found is None or (found in ("np", "that") and _is_time(tokens, i)):
        found, i = _behind_adjunct(tokens, i, takes)
    if found == "to" and "whom" in takes and cue.last < i and tokens[cue.last].is_word:
        return Content(cue.last, "np")  # whom something is asked of belongs to what is asked
    if found and utterance.tokens[i].text in (",", ":"):
        i += 1
    return Content(i, found) if found else None


def after_hearer(utterance: Utterance, cue: Cue) -> int:
    """The token behind a cue and whom it addresses."""
    return _after_hearer(utterance.tokens, cue.last) if "whom" in cue.entry.takes else cue.last


def _begins(tokens: tuple[Token, ...], i: int, takes: frozenset[str]) -> str | None:
    """What kind of content begins at a token, if the cue takes it."""
    if i >= len(tokens):
        return None
    token = tokens[i]
    word = token.lower
    clausal = "that" in takes or "quote" in takes
    if token.quoted:
        return "quote" if clausal or "np" in takes else None
    if word == ":":
        return "colon" if clausal and i + 1 < len(tokens) else None
    if word == "," and clausal and i + 1 < len(tokens) and tokens[i + 1].quoted:
        return "quote"
    if word == "that" and "that" in takes:
        return "that"
    if word == "to" or (word == "not" and i + 1 < len(tokens) and tokens[i + 1].lower == "to"):
        return "to" if "to" in takes else None
    return _begins_phrase(tokens, i, takes)


def _begins_phrase(tokens: tuple[Token, ...], i: int, takes: frozenset[str]) -> str | None:
    word = tokens[i].lower
    if not tokens[i].is_word and tokens[i].text not in "$£€¥[":
        return None
    if word in words("wh"):
        return "wh" if takes & {"wh", "that", "np"} else None
    if word.endswith("ing") and "ing" in takes:
        return "ing"
    if word in words("preposition") | words("conjunction") or word in words("be") | words("have") | words(
        "modal"
    ):
        return None
    if word in words("object") - words("subject") and "np" not in takes:
        return None
    if "that" in takes:
        return None if is_adverb(word) and "np" not in takes and word.endswith("ly") else "that"
    return "np" if "np" in takes else None


def _after_hearer(tokens: tuple[Token, ...], i: int) -> int:
    """Steps over whom something is told: "reporters", "the New York Times", "him"."""
    if i < len(tokens) and tokens[i].quoted:
        return _after_title(tokens, i)
    if i >= len(tokens) or _opens_clause(tokens[i]):
        return i
    if tokens[i].lower in words("object") | {"reporters", "me"}:
        return i + 1
    start = i
    limit = min(len(tokens), i + _MAX_HEARER)
    if tokens[i].lower in words("determiner"):
        i += 1
    name = i < limit and tokens[i].is_capital
    while i < limit and not _opens_clause(tokens[i]) and not _ends_hearer(tokens, i, start, name):
        i += 1
    return i


def _after_title(tokens: tuple[Token, ...], i: int) -> int:
    """Steps over a programme's name in quotation marks: told "Meet the Press"."""
    end = next((k for k in range(i + 1, min(len(tokens), i + 8)) if not tokens[k].quoted), i)
    words_inside = [token for token in tokens[i:end] if token.is_word and len(token.text) > 3]
    return end if words_inside and all(token.is_capital for token in words_inside) else i


def _opens_clause(token: Token) -> bool:
    return (
        token.quoted
        or token.text in (",", ":", ";", ".", "?", "!")
        or token.lower in ("that", "to", "if", "whether", "how", "why")
    )


def _ends_hearer(tokens: tuple[Token, ...], i: int, start: int, name: bool) -> bool:
    token = tokens[i]
    if token.lower in words("day") or token.lower in words("subject") - {"who"}:
        return True
    if i == start:
        return False
    if token.lower in words("determiner") and tokens[i - 1].lower not in words("preposition"):
        return True
    if token.lower in ("in", "on", "at", "during", "after", "last", "this", "about"):
        return True
    return (
        name
        and not token.is_capital
        and token.lower not in ("'s", "’s", "of", "and", "&", "the")
        and token.is_word
    )


def _is_time(tokens: tuple[Token, ...], i: int) -> bool:
    word = tokens[i].lower
    if word in words("day"):
        return tokens[i].is_capital or word in ("today", "yesterday")
    following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    return word in words("timeword") and following in words("timenoun")


def _behind_adjunct(tokens: tuple[Token, ...], i: int, takes: frozenset[str]) -> tuple[str | None, int]:
    """The content behind "on Monday", "in a statement", "at a rally in Ohio" …"""
    limit = min(len(tokens), i + _MAX_ADJUNCT)
    timed = _after_time(tokens, i)
    if timed > i and timed < len(tokens) and (found := _begins(tokens, timed, takes)):
        return found, timed
    if timed == i and tokens and i < len(tokens) and not _starts_adjunct(tokens[i]):
        return None, i
    for k in range(max(timed, i), limit):
        token = tokens[k]
        if token.text in _END or (token.lower in ("and", "but") and not tokens[k - 1].is_capital):
            return None, i
        if token.quoted or token.text == ":" or (token.lower == "that" and "that" in takes):
            if token.quoted and tokens[k - 1].text != "," and k == i + 1 and tokens[i].lower == "of":
                return None, i
            return _begins(tokens, k, takes), k
        if token.text == "," and k + 1 < limit and tokens[k + 1].quoted:
            return "quote", k + 1
        if token.lower in words("subject") - {"who", "it", "there"} and "that" in takes:
            return "that", k
    return None, i


def _starts_adjunct(token: Token) -> bool:
    return (
        token.lower in words("preposition")
        or token.text == ","
        or token.lower in words("timeword") | words("day")
        or (is_adverb(token.lower))
    )


def _after_time(tokens: tuple[Token, ...], i: int) -> int:
    """Steps over a time of day or week: "on Monday", "last week", "Tuesday night", "late Friday"."""
    start = i
    if (
        i < len(tokens)
        and tokens[i].lower == "on"
        and i + 1 < len(tokens)
        and tokens[i + 1].lower in words("day")
    ):
        i += 1
    while i < len(tokens) and (
        tokens[i].lower in words("day") | words("timeword")
        or (i > start and tokens[i].lower in words("timenoun"))
        or (i > start and tokens[i].text.isdigit())
        or tokens[i].lower in words("month")
    ):
        i += 1
    return i


def end(utterance: Utterance, start: int, limit: int) -> int:
    """The end of the content that begins at a token: before ``limit`` and the utterance's closing mark."""
    tokens = utterance.tokens
    stop = min(limit, len(tokens))
    while (
        stop > start + 1
        and not tokens[stop - 1].quoted
        and (
            tokens[stop - 1].text in _END or tokens[stop - 1].text in ",:" or tokens[stop - 1].text in _DASHES
        )
    ):
        stop -= 1
    return stop


def end_of_clause(utterance: Utterance, start: int) -> int:
    """Where a subordinate clause ends: before the first comma outside quotation marks, or at the end."""
    tokens = utterance.tokens
    for i in range(start + 1, len(tokens)):
        if tokens[i].text == "," and not tokens[i].quoted:
            return i
        if tokens[i].quoted and tokens[i].text == "," and i + 1 < len(tokens) and tokens[i + 1].text in '”"':
            return i + 2
    return len(tokens)


def is_closed(utterance: Utterance, i: int) -> bool:
    """Whether the clause ends at a token, nothing of it following."""
    return i >= len(utterance.tokens) or utterance.tokens[i].text in _END
