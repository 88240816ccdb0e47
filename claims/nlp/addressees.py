"""Whom a claim is directed at."""

import re

from claims.nlp import names
from claims.nlp.spans import ActorKind, ActorName, Kind, Span, Spans
from claims.nlp.speakers import Speakers

_NAME = r"(?:(?:the|an?|its|his|her|their) )?(?:[\w’.&-]+ ){0,5}?[\w’.&-]+"
_OF_ACCUSED = re.compile(rf"({_NAME})(?:,[^,]{{1,60}},)? (?:of|for)\b")
_OF_ASKED = re.compile(rf"({_NAME}) (?:not )?to\b")
_OF_DEMAND = re.compile(
    r"that ((?:the )?[A-Z][\w’.&-]*(?: [A-Z][\w’.&-]*){0,4}|(?:the|its|his|their) (?:[\w-]+ ){0,2}[\w-]+?)"
    r" (?!(?:was|were|had|has|is|will|would)\b)[a-z]"
)
_TOLD = re.compile(r"\s((?:the )?[A-Z][\w’.&-]*(?: [A-Z][\w’.&-]*){0,4}|(?:him|her|them|it))\b")
_TELLING = re.compile(
    r"\b(?:tell|tells|told|telling|warn\w*|threat\w*|promis\w*|assur\w*|remind\w*|ask\w*|urg\w*)$"
)
_SEARCHED = 200


def addressee(speakers: Speakers, kind: Kind, cue: Spans, content: Spans) -> ActorName | None:
    """The actor that a claim is directed at, None where it names none."""
    if not cue or not content:
        return None
    asked = not cue[-1].of(speakers.text).lower().endswith(("for", "against"))
    span = (asked and _asked(speakers.text, kind, content[-1])) or _told(speakers.text, cue[-1], content)
    if span is None:
        return None
    actor = speakers.resolve(span)
    return actor if actor and _can_be_addressed(actor) else None


def _asked(text: str, kind: Kind, content: Span) -> Span | None:
    """The accused, or who is to do what is demanded, at the beginning of the content."""
    patterns = {
        Kind.ACCUSATION: (_OF_ACCUSED,),
        Kind.DEMAND: (_OF_DEMAND, _OF_ASKED),
        Kind.THREAT: (_OF_ASKED,),
    }
    for pattern in patterns.get(kind, ()):
        if match := pattern.match(text, content.start, min(content.end, content.start + _SEARCHED)):
            return Span(*match.span(1))
    return None


def _told(text: str, cue: Span, content: Spans) -> Span | None:
    """Who stands between "told" and what was told."""
    if not _TELLING.search(cue.of(text).lower()):
        return None
    end = next((span.start for span in content if span.start >= cue.end), cue.end + 60)
    match = _TOLD.match(text, cue.end, min(end, cue.end + 80))
    return Span(*match.span(1)) if match else None


def _can_be_addressed(actor: ActorName) -> bool:
    media = actor.name.split()[-1].lower() in names.kind_words("media") or actor.name in names.kind_words(
        "organisation"
    )
    return actor.kind in (ActorKind.PERSON, ActorKind.GOVERNMENT, ActorKind.ORGANISATION) and not media
