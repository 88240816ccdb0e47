"""What kind of claim a cue and its content make, and on what condition."""

import re
from functools import cache

from claims.nlp import quotes
from claims.nlp.lexicon import Entry, cues
from claims.nlp.spans import Attribution, Kind, Span
from claims.nlp.tokens import tokenize
from claims.nlp.words import words

FORWARD_LOOKING = frozenset((Kind.DEMAND, Kind.PROMISE, Kind.PLAN, Kind.PREDICTION, Kind.THREAT))
_FUTURE = re.compile(
    r"\b(?:will|would|won[’']t|wouldn[’']t|is going to|are going to|shall)\b|[’'](?:ll)\b", re.IGNORECASE
)
_OWN_FUTURE = re.compile(
    r"^\W*(?:that )?(?:\w+ )?(?:he|she|it|they|we|I)(?: \w+ly)?(?: would| will|[’']ll|[’']d| plans? to| intends? to)\b"
)
_MUST = re.compile(r"\b(?:must|has to|have to|needs? to)\b")
_SHOULD = re.compile(r"\b(?:should|shouldn[’']t|ought to)\b")
_NOT_SO = re.compile(r"^\W*(?:that )?(?:he|she|it|they|we|I|his \w+|her \w+)(?: had| have| has)? never\b")
_CONDITION = re.compile(
    r"\b(?:[Ii]f|[Uu]nless|[Pp]rovided that|[Aa]s long as|[Oo]n condition that|[Ss]o long as)\b(?! not\b)[^,;.?!”“\"]{3,160}"
)
_SPEECH = frozenset((Kind.ASSERTION, Kind.POSITION))


def kind(text: str, attribution: Attribution) -> Kind:
    """The kind of a claim: what its cue says, sharpened by the tense and the modal verbs of its content."""
    entry = _entry(" ".join(span.of(text) for span in attribution.cue).lower())
    stated = entry.kind if entry else Kind.ASSERTION
    content = attribution.content[0].of(text)[:300] if attribution.content else ""
    if stated is Kind.PLAN and entry and entry.head == "announce":
        return (
            Kind.PLAN
            if _FUTURE.search(content) or content.startswith(("plans", "a plan"))
            else Kind.ASSERTION
        )
    if stated is Kind.THREAT and entry and entry.head == "warn":
        return (
            Kind.THREAT
            if _OWN_FUTURE.search(content)
            else Kind.PREDICTION
            if _FUTURE.search(content)
            else Kind.ASSERTION
        )
    if stated is Kind.ASSERTION:
        return _of_content(content)
    return stated


def _of_content(content: str) -> Kind:
    if _OWN_FUTURE.search(content):
        return Kind.PLAN
    if _NOT_SO.search(content):
        return Kind.DENIAL
    if _MUST.search(content[:120]):
        return Kind.DEMAND
    if _SHOULD.search(content[:160]):
        return Kind.POSITION
    return Kind.PREDICTION if _FUTURE.search(content[:160]) else Kind.ASSERTION


@cache
def _entry(cue: str) -> Entry | None:
    """The row of the lexicon that a cue's words fit best: its last verb, with the most particles."""
    parts = [cue[start:end] for start, end in tokenize(cue, 0, len(cue))]
    for i in range(len(parts) - 1, -1, -1):
        rest = set(parts[i + 1 :])
        for form in cues().get(parts[i], ()):
            if set(form.entry.particles) <= rest:
                return form.entry
    return None


def is_negated(text: str, attribution: Attribution) -> bool:
    """Whether the cue says that somebody did not say, want or promise it."""
    cue = " ".join(span.of(text) for span in attribution.cue).lower()
    return any(word in words("negation") for word in cue.split())


def condition(text: str, attribution: Attribution) -> str:
    """The words that make the claim conditional: "If X is elected"; "" where nothing does."""
    for span in attribution.content:
        if match := _CONDITION.search(text, span.start, span.end):
            return " ".join(match.group().split())
    return ""


def is_direct(text: str, attribution: Attribution) -> bool:
    """Whether the content is the speaker's own words, in quotation marks."""
    return bool(attribution.content) and all(_is_quoted(text, span) for span in attribution.content)


def _is_quoted(text: str, span: Span) -> bool:
    quoted = sum(quote.span.end - quote.span.start for quote in quotes.find(text, span))
    return quoted >= 0.85 * (span.end - span.start)
