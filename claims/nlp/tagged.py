"""Claims by the trained tagger, with rules where they are surer: the default extractor."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from claims.nlp import attribution, claims, kinds, sentences, tagger
from claims.nlp.cover import Cover
from claims.nlp.spans import Attribution, Extraction, Kind, Span, Spans
from claims.nlp.words import words
from claims.nlp.worthiness import Weighed

ACTS = frozenset((Kind.DEMAND, Kind.ACCUSATION, Kind.PROMISE, Kind.THREAT, Kind.DENIAL))
_SAYING_NOTHING = re.compile(r"(?:not )?to (?:comment|be (?:named|identified|quoted))\b")
_DANGLING = frozenset(("if", "unless", "to", "that", "should", "because"))
_PUT_IN = re.compile(r"\s*[,(–—-].*[,)–—-]\s*|.*(?:\n|[.!?]\s).*", re.S)
_CLAUSE_BEFORE = re.compile(r"(?:if|unless|when|once|while|although|because|since)\b[^,]*", re.I)
_APPOSITION = re.compile(r"(, [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}),? ")
_CALL = re.compile(r"\bcall(?:s|ed|ing)?$", re.I)
_PARTICLE = re.compile(r" (?:on|upon|for)\b")
_CLAUSE_TOLD = re.compile(r"that\b")
_AS = re.compile(r"\bas $")
_SILENT = frozenset(("respond", "reply", "comment", "answer", "return"))


def extract(text: str, *, published: date | None = None, place: str = "") -> Extraction:
    """The claims of a text whose attributions the tagger and the rules find together."""
    read = tagger.read(text)
    weighed = Weighed(text, read.pieces, read.worth)
    return claims.read(weighed, find(text, read.attributions), published=published, place=place)


def find(text: str, given: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """The tagger's attributions, the rules' where one source does several things, and acts that only they see."""
    ruled = attribution.find(text)
    tagged = [_whole(text, found, ruled) for found in _tagged(text, given)]
    cues = Cover(span for found in tagged for span in found.cue)
    starts = {found.content[0].start for found in tagged}
    groups = (group for group in _coordinated(text, ruled) if not _has_each(cues, starts, group))
    several = [found for group in groups for found in group]
    acts = [found for found in ruled if _is_act(text, found) and not _is_silence(text, found)]
    tagged = [*_acting([*_outside(tagged, several)], acts)]
    every = [*tagged, *_unseen(tagged, [*several, *acts])]
    return tuple(sorted((_as_told(text, found, every) for found in every), key=_start))


def _as_told(text: str, found: Attribution, every: list[Attribution]) -> Attribution:
    """Of "Denmark denied that it would pay, as X had said" X said only that it would pay."""
    if not (found.source and len(found.content) == 1 and _AS.search(text[: found.source[0].start][-5:])):
        return found
    [whole], end = found.content, found.source[0].start
    for other in every:
        if other is not found and len(other.content) == 1 and other.cue and other.cue[0].overlaps(whole):
            start = other.content[0].start
            said = text[start : min(whole.end, end)].rstrip(" ,")
            if whole.start < start and said:
                return replace(found, content=(Span(start, start + len(said)),))
    return found


def _coordinated(text: str, ruled: Iterable[Attribution]) -> Iterator[list[Attribution]]:
    """ "X accused A of …, called for … and demanded that …": runs of the rules' attributions with one source."""
    spans = sentences.sentences(text)

    def key(found: Attribution) -> tuple[int, Spans]:
        return sentences.at(spans, found.cue[0].start) if found.cue else -1, found.source

    for (sentence, source), run in groupby(ruled, key):
        group = [*run]
        contents = {found.content for found in group if len(found.content) == 1}
        if source and sentence >= 0 and 1 < len(group) == len(contents):
            yield group


def _has_each(cues: Cover, starts: set[int], group: list[Attribution]) -> bool:
    """Whether the tagger tells the deeds of a coordinated sentence apart as the rules do."""
    return all(cues.touches(found.cue) and found.content[0].start in starts for found in group)


def _tagged(text: str, given: Iterable[Attribution]) -> Iterator[Attribution]:
    """What the tagger found, without datelines and without those who only say nothing."""
    paragraphs = sentences.paragraphs(text)
    starts = {paragraph.start: sentences.after_dateline(text, paragraph) for paragraph in paragraphs}
    for found in given:
        near = (span for span in found.content if _belongs(text, paragraphs, span, found.cue))
        content = tuple(_without_dateline(span, starts) for span in near)
        content = tuple(span for span in content if span.start < span.end)
        if content and not _is_silence(text, found):
            content = tuple(_without_holes(text, content, (*found.source, *found.cue)))
            yield Attribution(_named(text, found), _with_particle(text, found.cue), content)


def _named(text: str, found: Attribution) -> Spans:
    """The source with the name that stands between it and its cue: "their leader, Per Strand, said"."""
    if len(found.source) != 1 or found.source[0].end > found.cue[0].start:
        return found.source
    [source] = found.source
    if name := _APPOSITION.fullmatch(text, source.end, found.cue[0].start):
        return (Span(source.start, name.end(1)),)
    return found.source


def _with_particle(text: str, cue: Spans) -> Spans:
    """ "called" with the word that makes it a demand, "on" or "for"."""
    last = cue[-1]
    if _CALL.search(last.of(text)) and (particle := _PARTICLE.match(text, last.end)):
        return (*cue[:-1], Span(last.start, particle.end()))
    return cue


def _without_holes(text: str, content: Spans, around: Spans) -> Iterator[Span]:
    """A content's parts, joined where what stands between them neither ends a sentence nor is put in, as a cue is."""
    first, *others = content
    for part in others:
        hole = Span(first.end, part.start)
        cue = any(span.overlaps(hole) for span in around)
        if cue or (_PUT_IN.fullmatch(hole.of(text)) and not _CLAUSE_BEFORE.fullmatch(first.of(text))):
            yield first
            first = part
        else:
            first = Span(first.start, part.end)
    yield first


def _whole(text: str, found: Attribution, ruled: tuple[Attribution, ...]) -> Attribution:
    """An attribution with the content that the rules give its cue, where its own is cut in the wrong place.

    That is where it breaks off ("to leave if"), or begins with whom it is told to ("Oslo that it would leave").
    """
    i = bisect_right(ruled, found.cue[0].end, key=lambda other: other.cue[0].start) - 1
    if i < 0 or not ruled[i].cue[0].overlaps(found.cue[0]) or not ruled[i].content:
        return found
    [first, *rest], clause = found.content, ruled[i].content[0]
    dangling = found.content[-1].of(text).split()[-1].lower() in _DANGLING
    if dangling and clause.start == first.start:
        return replace(found, content=ruled[i].content)
    if first.start < clause.start < first.end and _CLAUSE_TOLD.match(text, clause.start):
        return replace(found, content=(Span(clause.start, first.end), *rest))
    return found


def _acting(tagged: Iterable[Attribution], acts: Iterable[Attribution]) -> Iterator[Attribution]:
    """One attribution for all that is done before one content: "sent a letter", "threatening"."""
    opening: dict[int, list[Attribution]] = {}
    alone = []
    for found in sorted(tagged, key=_start):
        start = found.content[0].start
        if found.cue and found.cue[-1].end < start:
            opening.setdefault(start, []).append(found)
        else:
            alone.append(found)
    for act in acts:
        if act.content[0].start in opening and act.cue[-1].end < act.content[0].start:
            opening[act.content[0].start].append(act)
    yield from alone
    for first, *others in opening.values():
        further = [span for other in others for span in other.cue]
        outside = [span for span in further if not any(span.overlaps(cue) for cue in first.cue)]
        yield replace(first, cue=tuple(sorted({*first.cue, *outside})))


def _belongs(text: str, paragraphs: Spans, span: Span, cue: Spans) -> bool:
    """Whether a part of a content stands in its cue's paragraph, or in another as part of a quotation."""
    own, cued = (sentences.at(paragraphs, place) for place in (span.start, cue[0].start))
    if own == cued or own < 0:
        return True
    paragraph = paragraphs[own]
    return any(mark in text[paragraph.start : paragraph.end] for mark in '“”"«»„')


def _without_dateline(span: Span, starts: dict[int, int]) -> Span:
    return Span(max(span.start, starts.get(span.start, span.start)), span.end)


def _is_silence(text: str, found: Attribution) -> bool:
    """ "did not respond to a request for comment"."""
    cue = {word for span in found.cue for word in span.of(text).lower().split()}
    if _SAYING_NOTHING.match(text, found.content[0].start) and cue & {
        "declined",
        "refused",
        "asked",
        "requested",
    }:
        return True
    return bool(cue & _SILENT and cue & words("negation")) or bool(
        cue & {"declined", "refused"} and cue & {"comment"}
    )


def _outside(tagged: Iterable[Attribution], several: list[Attribution]) -> Iterator[Attribution]:
    """The attributions that share no word with a coordinated sentence's."""
    taken = Cover(span for found in several for span in (*found.source, *found.cue, *found.content))
    for found in tagged:
        if not taken.touches((*found.cue, *found.content)):
            yield found


def _unseen(tagged: list[Attribution], ruled: list[Attribution]) -> Iterator[Attribution]:
    """The rules' attributions whose cue no other one has, each once."""
    cues = Cover(span for found in tagged for span in found.cue)
    for found in dict.fromkeys(ruled):
        if not cues.touches(found.cue):
            yield found


def _is_act(text: str, found: Attribution) -> bool:
    if not found.source or len(found.content) != 1 or kinds.is_mild(text, found):
        return False
    return kinds.of_cue(text, found) in ACTS


def _start(found: Attribution) -> int:
    return min(span.start for span in (*found.cue, *found.content))
