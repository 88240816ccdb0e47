"""The noun phrase before a verb that names its source."""

from claims.nlp import noun_phrases
from claims.nlp.lexicon import cues
from claims.nlp.noun_phrases import LONGEST, STOPS, SURELY_VERBS, Range
from claims.nlp.tokens import Token
from claims.nlp.utterances import Utterance
from claims.nlp.words import is_adverb, words

_DASHES = frozenset(("—", "–", "-", "--"))


def before(utterance: Utterance, end: int) -> Range | None:
    """The subject that ends before a verb's first token, as a range of tokens, its apposition with it."""
    tokens = utterance.tokens
    end = _without_adjunct(tokens, end)
    if end == 0 or tokens[end - 1].quoted:
        return None
    if tokens[end - 1].lower == ",":
        return _with_apposition(tokens, end)
    if tokens[end - 1].text in _DASHES or tokens[end - 1].text == ")":
        return _behind_insertion(tokens, end)
    return noun_phrases.ending_at(tokens, end)


def _without_adjunct(tokens: tuple[Token, ...], end: int) -> int:
    """Steps back over "on Monday", "last week" and adverbs between subject and verb."""
    while end > 1:
        word = tokens[end - 1].lower
        if word in words("day"):
            end -= 2 if tokens[end - 2].lower == "on" else 1
        elif word in words("timenoun") and tokens[end - 2].lower in words("timeword"):
            end -= 2
        elif is_adverb(word) and not tokens[end - 1].is_capital:
            end -= 1
        else:
            break
    return end


def _with_apposition(tokens: tuple[Token, ...], end: int) -> Range | None:
    """The subject of "Steve Smith, a veteran editor, said": the name with its appositions and the comma."""
    limit = max(0, end - 2 * LONGEST)
    comma = end - 1
    inserted = True
    while True:
        opening = _comma_before(tokens, comma - 1, limit)
        if not opening:
            return None
        inserted = inserted and _is_insertion(tokens, opening + 1, comma)
        head = noun_phrases.ending_at(tokens, opening)
        if head and (not _is_continued(tokens, opening + 1, comma) or _is_name(tokens, head)):
            return head if inserted else (head[0], end)
        comma = opening


def _comma_before(tokens: tuple[Token, ...], i: int, limit: int) -> int | None:
    while i >= limit:
        if tokens[i].text == ",":
            return i
        if tokens[i].text in (";", ":", "”", "“", '"') or (tokens[i].quoted and tokens[i].text in '”“"'):
            return None
        i -= 1
    return None


def _is_insertion(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether words between commas are an adjunct rather than an apposition: ", in a statement,"."""
    if start >= end:
        return True
    word = tokens[start].lower
    return (
        is_adverb(word)
        or word in ("however", "though", "too")
        or word in words("introducer") - {"of", "from", "like"}
    )


def _is_continued(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether words between commas lean on a phrase still farther left: "30", "of Raleigh", "N.C."."""
    if start >= end:
        return True
    word = tokens[start]
    return word.text[0].isdigit() or word.lower in ("of", "from") or (end - start == 1 and "." in word.text)


def _is_name(tokens: tuple[Token, ...], head: Range) -> bool:
    return tokens[head[1] - 1].is_capital and "." not in tokens[head[1] - 1].text


def _behind_insertion(tokens: tuple[Token, ...], end: int) -> Range | None:
    """The subject of "Murphy (D-Conn.) said" and "Some — not all — said"."""
    opener = {")": "("}.get(tokens[end - 1].text, tokens[end - 1].text)
    for i in range(end - 2, max(0, end - LONGEST), -1):
        if tokens[i].text == opener or (opener in _DASHES and tokens[i].text in _DASHES):
            head = noun_phrases.ending_at(tokens, i)
            return (head[0], end if tokens[end - 1].text == ")" else end - 1) if head else None
    return None


def has_apposition(utterance: Utterance, verb: int, floor: int) -> bool:
    """Whether the words before ", VERB" look like "Name, an apposition," and not like another predicate."""
    tokens = utterance.tokens
    opening_comma = _comma_before(tokens, verb - 2, floor)
    if opening_comma is None or opening_comma + 1 >= verb - 1:
        return False
    first = tokens[opening_comma + 1]
    likely = (
        first.lower in ("a", "an", "the", "who", "whose", "his", "her", "their")
        or first.text[0].isdigit()
        or first.is_capital
    )
    return likely and tokens[opening_comma - 1].is_capital


def opening(utterance: Utterance, end: int) -> Range | None:
    """The subject that the clause before a token begins with, whatever its verb: "Trump laughed and said"."""
    tokens = utterance.tokens
    start = _clause_start(tokens, end)
    if start >= end or tokens[start].quoted:
        return None
    if tokens[start].lower in words("subject") | words("relative"):
        return start, start + 1
    if not (tokens[start].is_capital or tokens[start].lower in words("determiner") or tokens[start].is_word):
        return None
    stop = start + 1
    while stop < end and stop - start < LONGEST and not _ends_opening(tokens, start, stop):
        stop += 1
    return (start, stop) if noun_phrases.is_nominal(tokens, start, stop) else None


def _clause_start(tokens: tuple[Token, ...], end: int) -> int:
    """Where the main clause begins: behind an introduction and its comma."""
    i = 0
    while i < end and not tokens[i].is_word:
        i += 1
    if i < end and (
        tokens[i].lower in words("introducer")
        or is_adverb(tokens[i].lower)
        or tokens[i].lower in ("and", "but")
    ):
        comma = next((k for k in range(i, min(end, i + LONGEST)) if tokens[k].text == ","), None)
        if comma is not None:
            return comma + 1
        return i + 1 if tokens[i].lower in ("and", "but") or is_adverb(tokens[i].lower) else end
    return i


def _ends_opening(tokens: tuple[Token, ...], start: int, i: int) -> bool:
    token = tokens[i]
    if token.quoted or token.text in STOPS:
        return True
    if token.lower in SURELY_VERBS and token.lower not in ("'s", "’s"):
        return True
    if token.lower in words("relative") | words("conjunction") - words("preposition"):
        return token.lower not in ("and", "or") or not noun_phrases.joins_names(tokens, i, i + 2)
    if token.is_capital or token.lower in words("preposition"):
        return False
    named = tokens[i - 1].is_capital and tokens[i - 1].lower not in words("determiner")
    return (
        is_adverb(token.lower)
        or token.lower.endswith("ed")
        or token.lower in cues()
        or (named and token.is_word)
    )
