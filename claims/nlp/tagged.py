"""Claims by the trained tagger, with rules where they are surer: the default extractor."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from claims.nlp import attribution, claims, kinds, sentences, tagger
from claims.nlp.spans import Attribution, Extraction, Kind, Span, Spans
from claims.nlp.words import words

ACTS = frozenset((Kind.DEMAND, Kind.ACCUSATION, Kind.PROMISE, Kind.THREAT, Kind.DENIAL))
_SILENT = frozenset(("respond", "reply", "comment", "answer", "return"))


def extract(text: str, *, published: date | None = None, place: str = "") -> Extraction:
    """The claims of a text whose attributions the tagger and the rules find together."""
    return claims.read(text, find(text), published=published, place=place)


def find(text: str) -> tuple[Attribution, ...]:
    """The tagger's attributions, the rules' where one source does several things, and acts that only they see."""
    ruled, tagged = attribution.find(text), [*_tagged(text)]
    groups = (group for group in _coordinated(text, ruled) if not _has_each(tagged, group))
    several = [found for group in groups for found in group]
    tagged = [*_outside(tagged, several)]
    acts = [found for found in ruled if _is_act(text, found)]
    return tuple(sorted([*tagged, *_unseen(tagged, [*several, *acts])], key=_start))


def _coordinated(text: str, ruled: Iterable[Attribution]) -> Iterator[list[Attribution]]:
    """ "X accused A of …, called for … and demanded that …": runs of the rules' attributions with one source."""
    spans = sentences.sentences(text)

    def key(found: Attribution) -> tuple[int, Spans]:
        return sentences.at(spans, found.cue[0].start) if found.cue else -1, found.source

    for (sentence, source), run in groupby(ruled, key):
        group = [*run]
        if len(group) > 1 and source and sentence >= 0 and all(len(found.content) == 1 for found in group):
            yield group


def _has_each(tagged: list[Attribution], group: list[Attribution]) -> bool:
    """Whether the tagger tells the deeds of a coordinated sentence apart as the rules do."""
    return all(
        any(span.overlaps(cue) for other in tagged for span in other.cue for cue in found.cue)
        and any(other.content[0].start == found.content[0].start for other in tagged)
        for found in group
    )


def _tagged(text: str) -> Iterator[Attribution]:
    """What the tagger finds, without datelines and without those who only say nothing."""
    starts = {
        paragraph.start: sentences.after_dateline(text, paragraph) for paragraph in sentences.paragraphs(text)
    }
    for found in tagger.find(text):
        content = tuple(_without_dateline(span, starts) for span in found.content)
        content = tuple(span for span in content if span.start < span.end)
        if content and not _is_silence(text, found):
            yield replace(found, content=content)


def _without_dateline(span: Span, starts: dict[int, int]) -> Span:
    return Span(max(span.start, starts.get(span.start, span.start)), span.end)


def _is_silence(text: str, found: Attribution) -> bool:
    """ "did not respond to a request for comment"."""
    cue = {word for span in found.cue for word in span.of(text).lower().split()}
    return bool(cue & _SILENT and cue & words("negation")) or bool(
        cue & {"declined", "refused"} and cue & {"comment"}
    )


def _outside(tagged: Iterable[Attribution], several: list[Attribution]) -> Iterator[Attribution]:
    """The attributions that share no word with a coordinated sentence's."""
    taken = sorted(span for found in several for span in (*found.source, *found.cue, *found.content))
    for found in tagged:
        if not any(span.overlaps(other) for span in (*found.cue, *found.content) for other in taken):
            yield found


def _unseen(tagged: list[Attribution], ruled: list[Attribution]) -> Iterator[Attribution]:
    """The rules' attributions whose cue no other one has, each once."""
    cues = [span for found in tagged for span in found.cue]
    for found in dict.fromkeys(ruled):
        if not any(span.overlaps(cue) for span in found.cue for cue in cues):
            yield found


def _is_act(text: str, found: Attribution) -> bool:
    if not found.source or len(found.content) != 1 or kinds.is_mild(text, found):
        return False
    return kinds.of_cue(text, found) in ACTS


def _start(found: Attribution) -> int:
    return min(span.start for span in (*found.cue, *found.content))
