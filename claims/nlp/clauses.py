"""Attributions inside one utterance: each reporting verb with its source and its content."""

from dataclasses import dataclass, replace
from itertools import pairwise

from claims.nlp import contents, cues, phrases, subjects
from claims.nlp.contents import Range
from claims.nlp.cues import Cue, Mood
from claims.nlp.utterances import Utterance
from claims.nlp.words import is_adverb, words

_COORDINATORS = frozenset((",", "and", "but", "or", "then", "also"))


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in the making; ranges are of utterance.tokens. ``cut`` is where an earlier content has to end."""

    cue: Range
    source: Range | None
    left: Range | None = None
    right: Range | None = None
    form: str = ""
    cut: int | None = None

    @property
    def has_content(self) -> bool:
        return self.left is not None or self.right is not None

    @property
    def is_sound(self) -> bool:
        """Whether its parts lie apart, as they do in any real attribution."""
        parts = sorted(part for part in (self.cue, self.source, self.left, self.right) if part)
        return all(a[1] <= b[0] for a, b in pairwise(parts))


def drafts(utterance: Utterance) -> list[Draft]:
    """The attributions of one utterance, in order of their cues."""
    found: list[Draft] = []
    speaking: Range | None = None
    for cue in cues.find(utterance):
        draft = _read(utterance, cue, speaking)
        if draft and cue.mood is Mood.FINITE and not _is_embedded(utterance, draft.source):
            speaking = draft.source or speaking
        if draft and draft.has_content:
            found.append(draft)
    found.extend(_phrases(utterance))
    return _outermost(_limited(utterance, sorted(found, key=lambda draft: draft.cue)))


def _outermost(found: list[Draft]) -> list[Draft]:
    """The drafts that are not reported by another: of "X said Y wants Z" only what X said."""
    found = [draft for draft in found if draft.is_sound]
    contents_ = sorted(part for draft in found for part in (draft.left, draft.right) if part)
    kept = []
    reach, i = -1, 0
    for draft in found:
        while i < len(contents_) and contents_[i][0] <= draft.cue[0]:
            reach = max(reach, contents_[i][1])
            i += 1
        if draft.cue[0] >= reach:
            kept.append(draft)
    return kept


def _range(start: int, end: int) -> Range | None:
    return (start, end) if start < end else None


def _is_embedded(utterance: Utterance, source: Range | None) -> bool:
    """Whether a subject is that of a clause inside another: "what he called", "who says"."""
    if source is None or utterance.tokens[source[0]].lower in words("relative"):
        return True
    return source[0] > 0 and utterance.tokens[source[0] - 1].lower in ("what", "which", "whom", "that")


def _phrases(utterance: Utterance) -> list[Draft]:
    """What stands "according to" somebody, "in" a poll, or behind the name of a speaker and a colon."""
    found = []
    for phrase in phrases.find(utterance):
        right = (phrase.content_start, len(utterance.tokens)) if phrase.opens else None
        left = (
            None if phrase.opens else _range(phrase.content_start, _without_comma(utterance, phrase.cue[0]))
        )
        if left or right:
            cut = None if phrase.opens else phrase.cue[0]
            found.append(Draft(phrase.cue, phrase.source, left=left, right=right, form="phrase", cut=cut))
    return found


def _read(utterance: Utterance, cue: Cue, speaking: Range | None) -> Draft | None:
    if cue.mood is Mood.PASSIVE:
        return _passive(utterance, cue)
    if cue.mood is Mood.GERUND:
        return _gerund(utterance, cue, speaking)
    if draft := _inverted(utterance, cue):
        return draft
    if cue.first and utterance.tokens[cue.first - 1].lower in _COORDINATORS:
        if draft := _coordinated(utterance, cue, speaking):
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
    """ "…, saying that …": said by the subject of the clause before; "groups backing X": by the noun before it."""
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
    subject = subjects.after(utterance, cue.last)
    if not subject or not subjects.stands_alone(utterance, subject):
        return None
    left = _range(0, _without_comma(utterance, cue.first))
    right = _second_quote(utterance, subject[1])
    if right is None and subject[1] < len(tokens) and tokens[subject[1]].text == ":":
        right = (subject[1] + 1, len(tokens)) if subject[1] + 1 < len(tokens) else None
    if left is None and right is None:
        return None
    return Draft(cue.words, subject, left=left, right=right, form="quote", cut=None)


def _with_subject(utterance: Utterance, cue: Cue, subject: Range) -> Draft:
    right = contents.after(utterance, cue)
    left = _left(utterance, cue, subject)
    if left and right and (right.form not in ("quote", "colon") and not _follows_quote(utterance, subject)):
        left = None
    if left and right and right.form not in ("quote", "colon"):
        right = None
    if left and right and right.form == "colon" and not _follows_quote(utterance, subject):
        left = None
    span = (right.start, len(utterance.tokens)) if right else _resumed(utterance, cue, left)
    form = right.form if right else "left"
    cut = left[1] if left else _new_clause(utterance, subject)
    if right and _is_subordinate(utterance, subject):
        span = (right.start, contents.end_of_clause(utterance, right.start))
    return Draft(cue.words, subject, left=left, right=span, form=form, cut=cut)


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
    opener = next(
        (token.lower for token in utterance.tokens[: subject[0]] if token.lower not in ("and", "but")), ""
    )
    return subject[0] in (1, 2) and opener in (
        "while",
        "when",
        "although",
        "though",
        "because",
        "after",
        "if",
        "since",
        "as",
    )


def _left(utterance: Utterance, cue: Cue, subject: Range) -> Range | None:
    """The content before "X said", where the verb can follow what is said."""
    if not cue.entry.takes & {"that", "quote"} or subject[0] == 0:
        return None
    before = utterance.tokens[subject[0] - 1]
    if not (before.quoted or before.text in (",", "—", "–", "--", "?", "!")):
        return None
    end = _without_comma(utterance, subject[0])
    if end == 0 or (not before.quoted and not _resumes(utterance, cue) and _is_introduction(utterance, end)):
        return None
    if before.quoted and not _follows_quote(utterance, subject):
        return None
    return 0, end


def _follows_quote(utterance: Utterance, subject: Range) -> bool:
    """Whether a quotation that ends like a sentence, or with a comma, stands right before the subject."""
    i = subject[0] - 1
    if i >= 0 and utterance.tokens[i].text == ",":
        return i > 1 and utterance.tokens[i - 1].quoted
    return i > 1 and utterance.tokens[i].quoted and utterance.tokens[i - 1].text[-1] in ",.!?…;-—–"


def _without_comma(utterance: Utterance, end: int) -> int:
    while (
        end
        and not utterance.tokens[end - 1].quoted
        and utterance.tokens[end - 1].text in (",", "—", "–", "--")
    ):
        end -= 1
    return end


def _is_introduction(utterance: Utterance, end: int) -> bool:
    """Whether the words before "…, X said" only set the scene: "On Monday", "In a statement", "However"."""
    tokens = utterance.tokens
    if is_adverb(tokens[0].lower) or tokens[0].lower in words("introducer") | {"but", "and", "so", "however"}:
        comma = next((i for i in range(end) if tokens[i].text == ","), None)
        return comma is None or not _has_verb(utterance, comma, end)
    return end <= 3 or not _has_verb(utterance, 0, end)


def _has_verb(utterance: Utterance, start: int, end: int) -> bool:
    finite = words("be") | words("have") | words("do") | words("modal")
    return any(
        token.lower in finite
        or (token.lower.endswith(("ed", "es", "s")) and len(token.text) > 3 and not token.is_capital)
        for token in utterance.tokens[start:end]
    )


def _second_quote(utterance: Utterance, i: int) -> Range | None:
    """The quotation that goes on behind “…,” X said, “…”."""
    tokens = utterance.tokens
    limit = min(len(tokens), i + 14)
    while i < limit and not tokens[i].quoted:
        i += 1
    if i < limit and i and tokens[i - 1].text in (",", ":", ";"):
        return i, len(tokens)
    return None


def _resumed(utterance: Utterance, cue: Cue, left: Range | None) -> Range | None:
    """The second half of "The deal, he said, is dead"."""
    if left is None:
        return None
    if quote := _second_quote(utterance, cue.last):
        return quote
    if not _resumes(utterance, cue):
        return None
    return contents.after_hearer(utterance, cue) + 1, len(utterance.tokens)


def _resumes(utterance: Utterance, cue: Cue) -> bool:
    """Whether a comma behind the verb leads back into what is said."""
    i = contents.after_hearer(utterance, cue)
    if i + 1 >= len(utterance.tokens) or utterance.tokens[i].text != ",":
        return False
    following = utterance.tokens[i + 1].lower
    leads_on = words("relative") | words("conjunction") | words("preposition")
    return not following.endswith("ing") and following not in leads_on


def _limited(utterance: Utterance, found: list[Draft]) -> list[Draft]:
    """The drafts with each right-hand content ended where a later cue of the same clause begins."""
    limited: list[Draft] = []
    limits = [len(utterance.tokens)] * len(found)
    nearest = len(utterance.tokens)
    for i in range(len(found) - 1, -1, -1):
        limits[i] = nearest
        if (cut := found[i].cut) is not None:
            nearest = cut
    for draft, limit in zip(found, limits, strict=True):
        if draft.right is None:
            limited.append(draft)
            continue
        start = draft.right[0]
        stop = contents.end(utterance, start, limit if limit > start else len(utterance.tokens))
        limited.append(replace(draft, right=(start, stop)))
    return limited
