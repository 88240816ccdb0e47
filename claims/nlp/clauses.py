"""Attributions inside one utterance: each reporting verb with its source and its content."""

from dataclasses import replace

from claims.nlp import contents, cues, inversions, phrases, preceding, subjects
from claims.nlp.cues import Cue, Mood
from claims.nlp.drafts import Draft, limited, outermost
from claims.nlp.noun_phrases import Range
from claims.nlp.spans import Kind
from claims.nlp.utterances import Utterance
from claims.nlp.words import words

ACTS = frozenset((Kind.DEMAND, Kind.ACCUSATION, Kind.PROMISE, Kind.THREAT, Kind.DENIAL))
ACT_FORMS = frozenset(("that", "to"))
_COORDINATORS = frozenset((",", "and", "but", "or", "then", "also"))


def drafts(utterance: Utterance) -> list[Draft]:
    """The attributions of one utterance, in order of their cues."""
    found: list[Draft] = []
    speaking: Range | None = None
    for cue in cues.find(utterance):
        draft = _read(utterance, cue, speaking)
        if draft and cue.mood is Mood.FINITE and not _is_embedded(utterance, draft, found):
            speaking = draft.source or speaking
        if draft and draft.has_content and not _is_silence(utterance, cue):
            found.append(replace(draft, is_act=_is_act(cue, draft)))
    found.extend(_phrases(utterance))
    return outermost(limited(utterance, sorted(found, key=lambda draft: draft.cue)))


def _is_silence(utterance: Utterance, cue: Cue) -> bool:
    """Whether somebody only says nothing: "declined to comment"."""
    following = [token.lower for token in utterance.tokens[cue.last : cue.last + 2]]
    return (
        cue.entry.head in ("decline", "refuse")
        and following[:1] == ["to"]
        and following[-1] in words("silence")
    )


def _is_act(cue: Cue, draft: Draft) -> bool:
    """Whether somebody does more than tell: demands, promises, accuses, in a clause of its own."""
    acts = cue.entry.kind in ACTS and cue.entry.head not in ("want", "agree")
    return acts and cue.mood is Mood.FINITE and draft.form in ACT_FORMS and bool(draft.source)


def _range(start: int, end: int) -> Range | None:
    return (start, end) if start < end else None


def _is_embedded(utterance: Utterance, draft: Draft, found: list[Draft]) -> bool:
    """Whether a subject is that of a clause inside another: "what he called", "X said he hoped"."""
    source = draft.source
    if source is None or utterance.tokens[source[0]].lower in words("relative"):
        return True
    if source[0] > 0 and utterance.tokens[source[0] - 1].lower in ("what", "which", "whom", "that"):
        return True
    outer = found[-1] if found else None
    reported = outer is not None and outer.right is not None and outer.right[0] <= source[0]
    return reported and draft.cut is None


def _phrases(utterance: Utterance) -> list[Draft]:
    """What stands "according to" somebody, "in" a poll, or behind the name of a speaker and a colon."""
    found = []
    for phrase in phrases.find(utterance):
        end = len(utterance.tokens)
        if phrase.opens:
            cut = phrase.cue[0] if utterance.tokens[phrase.cue[0]].lower == "according" else None
            found.append(
                Draft(
                    phrase.cue,
                    phrase.source,
                    right=_range(phrase.content_start, phrase.content_end or end),
                    form="phrase",
                    cut=cut,
                )
            )
        elif left := _range(phrase.content_start, preceding.without_comma(utterance, phrase.cue[0])):
            goes_on = phrase.resumed is not None and not preceding.has_verb(utterance, *left)
            right = _range(phrase.resumed or end, end) if goes_on else None
            found.append(
                Draft(phrase.cue, phrase.source, left=left, right=right, form="phrase", cut=phrase.cue[0])
            )
    return found


def _read(utterance: Utterance, cue: Cue, speaking: Range | None) -> Draft | None:
    if cue.mood is Mood.PASSIVE:
        return _passive(utterance, cue)
    if cue.mood is Mood.GERUND:
        return _gerund(utterance, cue, speaking)
    if draft := _inverted(utterance, cue):
        return draft
    coordinated = cue.first and utterance.tokens[cue.first - 1].lower in _COORDINATORS
    if coordinated and (draft := _coordinated(utterance, cue, speaking)):
        return draft
    subject = subjects.before(utterance, cue.first)
    return _with_subject(utterance, cue, subject) if subject else None


def _passive(utterance: Utterance, cue: Cue) -> Draft | None:
    """ "The deal is expected to pass": nobody is named, the content is the subject with what follows."""
    if cue.entry.head != "expect" or cue.entry.particles:
        return None
    subject = subjects.before(utterance, cue.first)
    content = contents.after(utterance, cue)
    if not content or content.form != "to":
        return None
    return Draft(cue.words, None, left=subject, right=(content.start, len(utterance.tokens)), form="to")


def _gerund(utterance: Utterance, cue: Cue, speaking: Range | None) -> Draft | None:
    """ "…, saying that …": by the subject of the clause before; "groups backing X": by the noun before."""
    content = contents.after(utterance, cue)
    if not content:
        return None
    source: Range | None = speaking
    cut: int | None = cue.first
    before = utterance.tokens[cue.first - 1] if cue.first else None
    if before is None or before.lower in _COORDINATORS or content.form in ("that", "colon", "quote"):
        source = source or subjects.opening(utterance, cue.first)
    else:
        source = subjects.before(utterance, cue.first)
        cut = None
    right = (content.start, len(utterance.tokens))
    return Draft(cue.words, source, right=right, form=content.form, cut=cut) if source else None


def _coordinated(utterance: Utterance, cue: Cue, speaking: Range | None) -> Draft | None:
    """ "X accused …, called for … and demanded …": the later verbs share the subject of the first."""
    tokens = utterance.tokens
    comma = tokens[cue.first - 1].lower == ","
    if comma and (speaking is None or subjects.has_apposition(utterance, cue.first, speaking[1])):
        return None
    source = speaking or subjects.opening(utterance, cue.first)
    content = contents.after(utterance, cue)
    if not source or not content:
        return None
    cut = cue.first - 1
    return Draft(cue.words, source, right=(content.start, len(tokens)), form=content.form, cut=cut)


def _inverted(utterance: Utterance, cue: Cue) -> Draft | None:
    """ "…," said Ed Rendell, a former governor."""
    tokens = utterance.tokens
    if not cue.bare or not cue.entry.takes & {"that", "quote"} or "whom" in cue.entry.takes:
        return None
    before = tokens[cue.first - 1] if cue.first else None
    if before is not None and not (before.quoted or before.text in (",", "—", "–", "?", "!")):
        return None
    if before is not None and not before.quoted and "np" in cue.entry.takes:
        return None  # "The president, who took office in May, proposed a tariff"
    subject = inversions.after(utterance, cue.last)
    if not subject or not inversions.stands_alone(utterance, subject):
        return None
    left = _range(0, preceding.without_comma(utterance, cue.first))
    right = preceding.second_quote(utterance, subject[1])
    if right is None and subject[1] < len(tokens) and tokens[subject[1]].text == ":":
        right = (subject[1] + 1, len(tokens)) if subject[1] + 1 < len(tokens) else None
    if left is None and right is None:
        return None
    return Draft(cue.words, subject, left=left, right=right, form="quote", cut=None)


def _with_subject(utterance: Utterance, cue: Cue, subject: Range) -> Draft:
    right = contents.after(utterance, cue)
    left = preceding.before(utterance, cue, subject)
    if (
        left
        and right
        and (right.form not in ("quote", "colon") and not preceding.follows_quote(utterance, subject))
    ):
        left = None
    if left and right and right.form not in ("quote", "colon"):
        right = None
    if left and right and right.form == "colon" and not preceding.follows_quote(utterance, subject):
        left = None
    span = (right.start, len(utterance.tokens)) if right else preceding.resumed(utterance, cue, left)
    form = right.form if right else "left"
    cut = left[1] if left else _new_clause(utterance, subject)
    if right and (_is_subordinate(utterance, subject) or _is_inserted(utterance, cue)):
        span = (right.start, contents.end_of_clause(utterance, right.start))
    return Draft(cue.words, subject, left=left, right=span, form=form, cut=cut)


def _is_inserted(utterance: Utterance, cue: Cue) -> bool:
    """Whether the cue stands in a relative clause between commas: "Velder, who hopes to return, accused …"."""
    before = [token.lower for token in utterance.tokens[max(0, cue.first - 2) : cue.first]]
    return before == [",", "who"]


def _new_clause(utterance: Utterance, subject: Range) -> int | None:
    """Where an earlier content ends if ", and X said" begins another main clause."""
    start = subject[0]
    if start < 3 or utterance.tokens[start - 2].text != ",":
        return None
    return (
        start - 2
        if utterance.tokens[start - 1].lower in ("and", "but", "while", "whereas", "though", "although")
        else None
    )


def _is_subordinate(utterance: Utterance, subject: Range) -> bool:
    """Whether the clause opens the sentence and another follows it: "While X said that …, he …"."""
    return subject[0] in (1, 2) and utterance.tokens[subject[0] - 1].lower in words("subordinator")
