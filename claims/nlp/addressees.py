"""Whom a claim is directed at."""

import re

from claims.nlp import names
from claims.nlp.phrases import claim_nouns
from claims.nlp.spans import ActorKind, ActorName, Kind, Span, Spans
from claims.nlp.speakers import Speakers

_NAME = r"(?:(?:the|an?|its|his|her|their|other|all) )?(?:[\w’'.&-]+ ){0,5}?[\w’.&-]*\w\b\.?"
_CAPITAL = (
    r"(?:the )?[A-Z][\w’.&-]*(?: (?:of |and |for )?[A-Z][\w’.&-]*){0,5}"
    r"(?:(?:['’]s)? (?:government|administration|party))?"
)
_SOMEBODY = (
    rf"{_CAPITAL}(?: [a-z]+s)?|(?:the|its|his|her|their|other|fellow) (?:[\w-]+ ){{0,3}}?[\w-]+|[a-z]+s"
)
_OF_ACCUSED = re.compile(
    rf"({_NAME})(?:,[^,]{{1,60}},)? (?:of|for|over|as)\b|({_CAPITAL})['’]s?\b|({_CAPITAL})[.,]?$"
)
_WANTED_FROM = re.compile(
    rf"(?:[\w’'-]+,? ){{1,9}}?from ((?:the )?[a-z]+ minister|{_CAPITAL})(?= (?:for|to|on|over)\b|[.,]|$)"
)
_OF_ASKED = re.compile(rf"(?:that )?({_NAME}) (?:not )?to\b")
_OF_DEMAND = re.compile(
    rf"that ({_CAPITAL}|(?:the|its|his|their) (?:[\w-]+ ){{0,2}}[\w-]+?)"
    r" (?!(?:was|were|had|has|is|will|would)\b)[a-z]"
)
_OF_DUTY = re.compile(
    rf"\W*(?:that )?({_SOMEBODY})(?: \w+ly)? (?:must|has to|have to|had to|needs? to|should|ought to)\b"
)
_OF_THREAT = re.compile(rf"(?!that\b)({_NAME}) (?:not )?(?:to|with|that|of|over)\b")
_TOLD = re.compile(
    r"\s((?:the )?[A-Z][\w’.&-]*(?: [A-Z][\w’.&-]*){0,4}(?: [a-z]+s)?"
    r"|(?:the|his|her|its|their) (?:[\w-]+ ){0,3}?[\w-]+, [A-Z][\w’.-]+(?: [A-Z][\w’.-]+){0,3}"
    r"|(?:the|his|her|its|their) [\w-]+(?: [\w-]+)?(?=[.,]?\s*$| that\b)|[a-z]{4,}(?=[.,]?\s*$| that\b)"
    r"|(?:him|them|it|her(?! \w)))\b"
)
_TOLD_INSIDE = re.compile(
    rf"(?!that\b)({_NAME}) (?:that|against|about|over|of|it would|he would|she would|they would)\b"
)
_TELLING = re.compile(
    r"\b(?:tell|tells|told|telling|warn\w*|threat\w*|promis\w*|assur\w*|remind\w*|ask\w*|urg\w*)$"
)
_ADDRESSED_NOUN = re.compile(
    r"\b(?:ultimatum|warning|threat|promise|appeal|call|message|request|pledge|offer)s?\b"
)
_ACTS = frozenset((Kind.DEMAND, Kind.PROMISE, Kind.THREAT))
_SEARCHED = 200
_DIRECTED = frozenset((ActorKind.PERSON, ActorKind.GOVERNMENT, ActorKind.ORGANISATION, ActorKind.GROUP))


def addressee(speakers: Speakers, kind: Kind, cue: Spans, content: Spans) -> ActorName | None:
    """The actor that a claim is directed at, None where it names none."""
    if not cue or not content:
        return None
    said = _behind(cue[-1], content)
    asked = not cue[-1].of(speakers.text).lower().endswith(("for", "against"))
    telling = bool(_TELLING.search(cue[-1].of(speakers.text).lower()))
    candidates: list[Span | bool | None] = [
        asked and _asked(speakers.text, kind, said),
        (telling or kind in _ACTS or _to_somebody(speakers.text, cue[-1]))
        and _told(speakers.text, cue[-1], content),
        telling and _first(_TOLD_INSIDE, speakers.text, said),
        kind in (Kind.DEMAND, Kind.POSITION) and _first(_OF_DUTY, speakers.text, content[0]),
    ]
    for span in candidates:
        actor = speakers.resolve(span) if isinstance(span, Span) else None
        if actor and _can_be_addressed(actor):
            return actor
    return None


def _to_somebody(text: str, cue: Span) -> bool:
    """Whether a noun of claim is followed by whom it is meant for: "an ultimatum to Ankara"."""
    return bool(_ADDRESSED_NOUN.search(text, max(0, cue.start), min(len(text), cue.end + 3)))


def _behind(cue: Span, content: Spans) -> Span:
    """The content behind the cue, its parts together where nothing else stands between them."""
    following = [span for span in content if span.start >= cue.end] or [content[0]]
    end = following[0].end
    for span in following[1:]:
        if span.start - end > 2:
            break
        end = span.end
    return Span(following[0].start, end)


def _asked(text: str, kind: Kind, content: Span) -> Span | None:
    """The accused, or who is to do what is demanded, at the beginning of the content."""
    patterns = {
        Kind.ACCUSATION: (_OF_ACCUSED,),
        Kind.DEMAND: (_OF_DEMAND, _OF_ASKED, _WANTED_FROM),
        Kind.THREAT: (_OF_THREAT,),
    }
    return next(filter(None, (_first(p, text, content) for p in patterns.get(kind, ()))), None)


def _first(pattern: re.Pattern[str], text: str, content: Span) -> Span | None:
    match = pattern.match(text, content.start, min(content.end, content.start + _SEARCHED))
    if not match:
        return None
    group = next(i for i, found in enumerate(match.groups(), 1) if found is not None)
    return Span(*match.span(group))


def _told(text: str, cue: Span, content: Spans) -> Span | None:
    """Who stands between "told" and what was told."""
    end = next((span.start for span in content if span.start > cue.end + 1), cue.end + 60)
    start = cue.end + 3 if text[cue.end : cue.end + 3] == " to" else cue.end
    match = _TOLD.match(text, start, min(end, cue.end + 80))
    return Span(*match.span(1)) if match else None


def _can_be_addressed(actor: ActorName) -> bool:
    """Whether somebody is meant by what is said, rather than the press that hears it."""
    head = actor.name.split()[-1].lower()
    if head in names.kind_words("media") | names.kind_words("hearers") or head in claim_nouns():
        return False
    office = head in names.kind_words("title") and head in names.kind_words("person")
    return actor.kind in _DIRECTED or office or head in names.kind_words("people")
