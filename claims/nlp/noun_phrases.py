"""Noun phrases, as far as the order of words shows them."""

from claims.nlp.lexicon import cues
from claims.nlp.tokens import Token
from claims.nlp.words import is_adverb, words

STOPS = frozenset(",;:—–-()[]?!.…\"“”''") | {"--", "...", "''"}
LONGEST = 45
SURELY_VERBS = words("be") | words("have") | words("do") | words("modal")

Range = tuple[int, int]


def ending_at(tokens: tuple[Token, ...], end: int) -> Range | None:
    """The noun phrase that ends at a token: leftwards to a mark, a conjunction, a verb or the start."""
    if tokens[end - 1].lower in words("relative"):
        return end - 1, end
    if tokens[end - 1].lower in words("subject") | words("object"):
        return end - 1, end
    start = end
    while start > 0 and end - start < LONGEST and not _bounds(tokens, start - 1, end):
        start -= 1
    if (
        start
        and start < end
        and tokens[start - 1].lower in words("relative")
        and tokens[start].lower in words("introducer")
    ):
        return start - 1, start  # "who in the past has voiced"
    start = _after_introduction(tokens, start, end)
    return (start, end) if start < end and is_nominal(tokens, start, end) else None


def _bounds(tokens: tuple[Token, ...], i: int, end: int) -> bool:
    token = tokens[i]
    if token.quoted or token.text in STOPS:
        return not (token.text == "," and _is_inner_comma(tokens, i, end))
    word = token.lower
    if word in ("and", "or", "&"):
        return not joins_names(tokens, i, end)
    if word in words("relative") | words("conjunction") and word not in words("preposition"):
        return True
    if word in SURELY_VERBS and word not in ("'s", "’s"):
        return True
    return i + 1 < end and is_finite_cue(tokens, i)


def is_finite_cue(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a token inside a possible noun phrase is rather the verb of a clause before it."""
    word, following = tokens[i].lower, tokens[i + 1].lower
    if word not in cues() or tokens[i].is_capital:
        return False
    if word in ("said", "says", "told", "believes", "thinks", "say", "believe", "think", "knew", "thought"):
        return True
    starts_phrase = following in words("determiner") | words("subject") or tokens[i + 1].is_capital
    noun_before = i > 0 and (tokens[i - 1].is_capital or tokens[i - 1].lower in words("subject"))
    return starts_phrase and (noun_before or word.endswith("ed"))


def _is_inner_comma(tokens: tuple[Token, ...], i: int, end: int) -> bool:
    """The comma of "A, B and C", as far as it can be seen: a capital on both sides and an "and" behind."""
    if i == 0 or i + 2 >= end or not (tokens[i - 1].is_capital and tokens[i + 1].is_capital):
        return False
    return any(tokens[k].lower == "and" for k in range(i + 2, min(end, i + 7)))


def joins_names(tokens: tuple[Token, ...], i: int, end: int) -> bool:
    """Whether "and" joins two parts of one subject."""
    if i == 0 or i + 1 >= end or tokens[i - 1].quoted or tokens[i - 1].text in STOPS:
        return False
    left, right = tokens[i - 1], tokens[i + 1]
    if right.lower in words("subject") or left.lower in words("subject"):
        return left.lower in words("subject")
    return left.is_capital == right.is_capital or right.lower in words("possessive") or right.is_capital


def _after_introduction(tokens: tuple[Token, ...], start: int, end: int) -> int:
    """Drops "In an interview" and the like from the front of a phrase that has no comma behind it."""
    while start < end - 1 and (
        is_adverb(tokens[start].lower) or tokens[start].lower in ("then", "so", "like")
    ):
        start += 1
    if start < end and tokens[start].lower in words("introducer"):
        return _last_phrase(tokens, start, end)
    return start


def _last_phrase(tokens: tuple[Token, ...], start: int, end: int) -> int:
    """The start of the last noun phrase before a verb: its name, or its determiner."""
    i = end - 1
    if tokens[i].is_capital:
        while i - 1 > start and (
            tokens[i - 1].is_capital or tokens[i - 1].lower in ("of", "de", "von", "al", "bin")
        ):
            i -= 1
        while tokens[i].lower in words("day") | words("month") and i < end - 1:
            i += 1
        return i - 1 if i - 1 > start and tokens[i - 1].lower in words("determiner") else i
    while i > start and tokens[i].lower not in words("determiner"):
        i -= 1
    return i if i > start else end - 1


def is_nominal(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    head = tokens[end - 1]
    if not head.is_word and head.lower not in ("'s", "’s", "%"):
        return False
    if head.lower in words("preposition") | words("conjunction") | words("possessive") | words("be"):
        return False
    return head.lower not in words("determiner") or head.lower in words("lone_determiner")
