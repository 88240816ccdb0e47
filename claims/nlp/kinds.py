"""What kind of claim a cue and its content make."""

import re
from functools import lru_cache

from claims.nlp import currencies, names, wording
from claims.nlp.lexicon import clausal, cues
from claims.nlp.phrases import claim_nouns
from claims.nlp.spans import ActorName, Attribution, Kind
from claims.nlp.tokens import tokenize
from claims.nlp.words import words

FORWARD_LOOKING = frozenset((Kind.DEMAND, Kind.PROMISE, Kind.PLAN, Kind.PREDICTION, Kind.THREAT))
_SUBJECT = re.compile(
    r"\W*(?:that )?(?:(?:if|unless|despite|after|while|in|on|by|from) [^,]{1,120}, )?"
    r"(?-i:((?:the )?[A-Z][\w’.&-]*(?: [A-Z][\w’.&-]*){0,3})(?: \w+ly)? (would|will|should|ought)\b)",
    re.IGNORECASE,
)
_TOLD_TO = re.compile(
    r"(?:(?!(?:that|will|would|is|are|was|were|has|had|have|must|should)\b)[\w’'.-]+ ){1,6}?(?:not )?to \w"
)
_PUT_FORWARD = re.compile(
    r"\b(?:sen[dt]|issu|releas|publish|introduc|deliver|submit|post|pass|adopt|consider|put out|sign)"
)
_NAMING = frozenset(("call", "label", "dub", "describe", "brand"))
_TELLING = frozenset(("tell", "write", "email"))


def of_cue(text: str, attribution: Attribution) -> Kind:
    """The kind that the cue alone tells."""
    return _stated(_cue(text, attribution))[1]


def is_mild(text: str, attribution: Attribution) -> bool:
    """Whether the cue agrees, or judges what somebody did rather than charging that they did it."""
    return wording.is_one_of("mild", _stated(_cue(text, attribution))[0])


def kind(text: str, attribution: Attribution, speaker: ActorName | None = None, place: str = "") -> Kind:
    """The kind of a claim: what its cue says, sharpened by the wording of its content and by who speaks.

    ``place``, the dateline's, tells whose officials speak where nothing else does.
    """
    head, stated = _stated(_cue(text, attribution))
    content = _words(text, attribution)
    if stated is Kind.ASSERTION:
        told = head in _TELLING and _TOLD_TO.match(content)
        noun = None if head in clausal() else wording.begins_with_noun(content)
        found = Kind.DEMAND if told else noun or wording.kind(content, speaker)
        found = found if head else _done_by(_cue(text, attribution), content) or found
    elif stated in (Kind.PROMISE, Kind.PLAN) and wording.threatens(content, speaker):
        found = Kind.THREAT
    else:
        found = _of_head(head, content, speaker) or stated
    return _of_subject(found, head, content, _states(speaker, place))


def _done_by(cue: str, content: str) -> Kind | None:
    """What "sent a letter to the mayor threatening to …" or "introduced a bill that would …" does."""
    if not _PUT_FORWARD.search(cue):
        return None
    for word in re.findall(r"\b\w+ing\b", content):
        for form in () if word in claim_nouns() else cues().get(word, ()):
            if "ing" in form.tenses and form.entry.kind in (Kind.THREAT, Kind.DEMAND, Kind.ACCUSATION):
                return form.entry.kind
    return Kind.PLAN if wording.criticised_plan(content) and wording.FUTURE.search(content) else None


def _of_head(head: str, content: str, speaker: ActorName | None) -> Kind | None:
    """What the content makes of a cue that is more than a report; None where it changes nothing."""
    if head == "announce" and not (wording.FUTURE.search(content) or content.startswith(("plans", "a plan"))):
        return Kind.ASSERTION
    if head in ("warn", "warning", "warnings", "warn of", "warn about"):
        return _of_warning(head, content, speaker)
    if head == "summon" and not wording.says("envoy", content):
        return Kind.ASSERTION
    if head in ("challenge", "dare") and _TOLD_TO.match(content):
        return Kind.DEMAND
    if head == "want" and content.startswith(("to ", "not to ")):
        return Kind.PLAN
    if head in ("offer", "express", "voice"):
        return wording.begins_with_noun(content)
    if head in _NAMING:
        if wording.says("untrue", content):
            return Kind.DENIAL
        return Kind.ACCUSATION if wording.says("insult", content) else None
    if wording.is_one_of("mild", head) and head not in ("agree", "want") and wording.criticised_plan(content):
        return Kind.POSITION
    return None


def _of_warning(head: str, content: str, speaker: ActorName | None) -> Kind | None:
    """A warning is a threat where the speaker's side will act, a demand where another is to, or a forecast."""
    if head in ("warn of", "warn about"):
        return Kind.THREAT if wording.says("response", content[:60]) else None
    if head == "warn" and (_TOLD_TO.match(content) or content.startswith(("to ", "not to ", "against "))):
        return Kind.DEMAND
    threat = wording.own_future(content, speaker) or wording.says("reprisal", content)
    if threat or wording.is_ultimatum(content):
        return Kind.THREAT
    return Kind.PREDICTION if wording.FUTURE.search(content) else Kind.ASSERTION


def _words(text: str, attribution: Attribution) -> str:
    """The beginning of the content, whom it is told to left out."""
    parts = [span.of(text) for span in attribution.content]
    clause = next((i for i, part in enumerate(parts) if part.startswith("that ")), 0)
    return " ".join(parts[clause:])[:300]


def _states(speaker: ActorName | None, place: str) -> frozenset[str]:
    """The states that a speaker belongs to, by name and role; an official's of no named state, the place's."""
    if speaker is None:
        return frozenset()
    named = currencies.states(f"{speaker.role} {speaker.name}")
    official = names.kind_words("official") & {*f"{speaker.role} {speaker.name}".lower().split()}
    return named or (currencies.states(place.title()) if official else named)


def _of_subject(kind: Kind, head: str, content: str, own: frozenset[str]) -> Kind:
    """What the speaker's own state will do is no forecast but a plan; what another should do is a demand."""
    if kind not in (Kind.PREDICTION, Kind.POSITION):
        return kind
    subject = _SUBJECT.match(content)
    meant = currencies.states(subject.group(1)) if subject else frozenset()
    if not subject or not meant:
        return kind
    if meant & own:
        if kind is Kind.POSITION:
            return kind
        return Kind.THREAT if head == "warn" else wording.intention(content[subject.start(2) :])
    return Kind.DEMAND if subject.group(2) in ("should", "ought") else kind


def _cue(text: str, attribution: Attribution) -> str:
    return " ".join(span.of(text) for span in attribution.cue).lower()


@lru_cache(maxsize=10_000)
def _stated(cue: str) -> tuple[str, Kind]:
    """Head and kind of a cue: of its last verb with the most particles, or of the noun that a light verb has."""
    parts = [cue[start:end] for start, end in tokenize(cue, 0, len(cue))]
    noun: tuple[str, Kind] | None = None
    for i in range(len(parts) - 1, -1, -1):
        if parts[i] in claim_nouns() and (_is_noun(parts, i) or parts[i] not in cues()):
            noun = noun or (parts[i], claim_nouns()[parts[i]][0])
            continue
        rest = set(parts[i + 1 :])
        for form in () if _is_noun(parts, i) else cues().get(parts[i], ()):
            if set(form.entry.particles) <= rest:
                entry = form.entry
                head = " ".join((entry.head, *entry.particles))
                return noun if noun and entry.kind in _LIGHT else (head, entry.kind)
    return noun or ("", Kind.ASSERTION)


_LIGHT = frozenset((Kind.ASSERTION, Kind.POSITION, Kind.PLAN, Kind.PROMISE))


def _is_noun(parts: list[str], i: int) -> bool:
    """Whether a determiner stands before a word, at most three adjectives between: "a fresh warning"."""
    determined = any(part in words("determiner") for part in parts[max(0, i - 4) : i])
    return determined and (parts[i] in claim_nouns() or not parts[i].endswith(("ed", "ing")))
