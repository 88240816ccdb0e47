"""The noun phrase behind an inverted verb: "said Ed Rendell, a former governor"."""

from claims.nlp import noun_phrases
from claims.nlp.noun_phrases import LONGEST, STOPS, SURELY_VERBS, Range
from claims.nlp.tokens import Token
from claims.nlp.utterances import Utterance
from claims.nlp.words import words


def after(utterance: Utterance, start: int) -> Range | None:
    """The subject behind an inverted verb, with its appositions, to the next full stop or quote."""
    tokens = utterance.tokens
    if start >= len(tokens) or tokens[start].quoted or not _may_begin(tokens[start]):
        return None
    end = start + 1
    if tokens[start].lower in words("subject"):
        return (start, end) if tokens[start].lower != "there" else None
    while end < len(tokens) and end - start < LONGEST and not _ends_inverted(tokens, start, end):
        end += 1
    while end > start + 1 and not tokens[end - 1].is_word and tokens[end - 1].text != ")":
        end -= 1
    lone = end == start + 1 and tokens[start].lower in words("determiner") - words("lone_determiner")
    return None if lone else (start, end)


def _may_begin(token: Token) -> bool:
    if not token.is_word:
        return False
    return token.lower not in words("preposition") | words("conjunction") | words("object") | words(
        "relative"
    )


def _ends_inverted(tokens: tuple[Token, ...], start: int, i: int) -> bool:
    token = tokens[i]
    if token.quoted or token.text in (";", ":", "?", "!", "…", "--", "—", "–"):
        return True
    if token.text == ".":
        return True
    if token.lower in words("day") or (
        token.lower in words("timeword") and i + 1 < len(tokens) and tokens[i + 1].lower in words("timenoun")
    ):
        return True
    if token.lower in ("on", "in", "during", "at", "after", "as", "when", "while", "before"):
        return not _belongs_to_name(tokens, i)
    following = tokens[i + 1] if i + 1 < len(tokens) else token
    return token.text == "," and (
        following.lower.endswith("ing")
        or following.lower in ("but", "and", "adding", "while", "when", "as", "in", "on", "whose")
        or following.quoted
    )


def _belongs_to_name(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a preposition continues an apposition ("a professor at Yale", "chairman on ethics")."""
    word = tokens[i].lower
    if word in ("when", "while", "as", "before", "during", "after"):
        return False
    if i + 1 >= len(tokens):
        return False
    following = tokens[i + 1]
    if following.lower in words("day") | words("month") or following.lower in (
        "a",
        "an",
        "his",
        "her",
        "response",
    ):
        return False
    return not tokens[i - 1].is_capital or word in ("at", "for")


def stands_alone(utterance: Utterance, subject: Range) -> bool:
    """Whether a phrase behind an inverted verb is a subject, not a clause: no verb before its comma."""
    tokens = utterance.tokens
    if not _is_followed_by_mark(tokens, subject):
        return False
    for i in range(*subject):
        if tokens[i].text == "," or tokens[i].lower in words("relative"):
            return True
        if tokens[i].lower in SURELY_VERBS and tokens[i].lower not in ("'s", "’s"):
            return False
        if i > subject[0] and noun_phrases.is_finite_cue(tokens, i) if i + 1 < len(tokens) else False:
            return False
    return True


def _is_followed_by_mark(tokens: tuple[Token, ...], subject: Range) -> bool:
    if subject[1] >= len(tokens):
        return True
    following = tokens[subject[1]]
    if tokens[subject[0]].lower in words("subject"):
        return not following.quoted and (not following.is_word or following.lower in words("preposition"))
    return not following.quoted or (tokens[subject[1]].text in STOPS and not tokens[subject[1] - 1].is_word)
