"""What kind of claim a cue and its content make, and on what condition."""

import re
from functools import lru_cache

from claims.nlp import currencies, quotes
from claims.nlp.lexicon import cues
from claims.nlp.phrases import claim_nouns
from claims.nlp.spans import ActorName, Attribution, Kind, Span
from claims.nlp.tokens import tokenize
from claims.nlp.words import words

FORWARD_LOOKING = frozenset((Kind.DEMAND, Kind.PROMISE, Kind.PLAN, Kind.PREDICTION, Kind.THREAT))
_FUTURE = re.compile(
    r"\b(?:will|would|won[’']t|wouldn[’']t|is going to|are going to|shall)\b|[’'](?:ll)\b", re.IGNORECASE
)
_OWN_FUTURE = re.compile(
    r"^\W*(?:that )?(?:\w+ )?(?:he|she|it|they|we|I"
    r"|(?:his|her|its|their|our) (?:government|administration|party|ministry))(?: \w+ly)?"
    r"(?: would| will|[’']ll|[’']d| plans? to| intends? to)\b"
)
_MUST = re.compile(r"(?<!not )\b(?:must|has to|have to|needs? to)\b")
_SUBJECT = re.compile(
    r"\W*(?:that )?((?:the )?[A-Z][\w’.&-]*(?: [A-Z][\w’.&-]*){0,3})(?: \w+ly)? (would|will|should|ought)\b"
)
_SHOULD = re.compile(r"\b(?:should|shouldn[’']t|ought to)\b")
_NOT_SO = re.compile(r"^\W*(?:that )?(?:he|she|it|they|we|I|his \w+|her \w+)(?: had| have| has)? never\b")
_CONDITION = re.compile(
    r"\b(?:[Ii]f|[Uu]nless|[Pp]rovided that|[AaSs]s? long as|[Oo]n condition that)\b(?! not\b)"
    r"[^,;.?!”“\"]{3,160}"
)
_TOLD_TO = re.compile(r"(?!that\b)(?:[\w’'.-]+ ){1,5}(?:not )?to \w")


def kind(text: str, attribution: Attribution) -> Kind:
    """The kind of a claim: what its cue says, sharpened by the tense and the modal verbs of its content."""
    head, stated = _stated(" ".join(span.of(text) for span in attribution.cue).lower())
    content = attribution.content[0].of(text)[:300] if attribution.content else ""
    if stated is Kind.ASSERTION:
        return Kind.DEMAND if head == "tell" and _TOLD_TO.match(content) else _of_content(content)
    if head == "announce" and not (_FUTURE.search(content) or content.startswith(("plans", "a plan"))):
        return Kind.ASSERTION
    if head == "warn" and stated is Kind.THREAT and not _OWN_FUTURE.search(content):
        return Kind.PREDICTION if _FUTURE.search(content) else Kind.ASSERTION
    if head == "want" and content.startswith(("to ", "not to ")):
        return Kind.PLAN
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
    return Kind.PREDICTION if _FUTURE.search(content[:70]) else Kind.ASSERTION


def of_subject(kind: Kind, content: str, speaker: ActorName | None) -> Kind:
    """What the speaker's own state will do is no forecast but a plan; what another should do is a demand."""
    subject = _SUBJECT.match(content)
    if not subject or not speaker or kind not in (Kind.PREDICTION, Kind.POSITION):
        return kind
    meant = currencies.states(subject.group(1))
    if not meant:
        return kind
    own = bool(meant & currencies.states(f"{speaker.role} {speaker.name}"))
    if own:
        return Kind.PLAN if kind is Kind.PREDICTION else kind
    return Kind.DEMAND if subject.group(2) in ("should", "ought") else kind


@lru_cache(maxsize=10_000)
def _stated(cue: str) -> tuple[str, Kind]:
    """Head and kind of the row of the lexicon that fits a cue: its last verb, with the most particles."""
    parts = [cue[start:end] for start, end in tokenize(cue, 0, len(cue))]
    for i in range(len(parts) - 1, -1, -1):
        if noun := claim_nouns().get(parts[i]) if len(parts) < 3 else None:
            return parts[i], noun[0]
        rest = set(parts[i + 1 :])
        for form in cues().get(parts[i], ()):
            if set(form.entry.particles) <= rest:
                return form.entry.head, form.entry.kind
    return "", Kind.ASSERTION


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
