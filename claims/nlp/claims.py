"""From attributions to claims: by whom, to whom, of what kind, on what terms."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date

from claims.nlp import addressees, dates, deadlines, kinds, manner, quantities, quotes, sentences
from claims.nlp.spans import Attribution, DateInterval, ExtractedClaim, Extraction, Quantity, Span, Spans
from claims.nlp.speakers import Speakers
from claims.nlp.worthiness import Weighed


def read(
    weighed: Weighed,
    attributions: Iterable[Attribution],
    *,
    published: date | None = None,
    place: str = "",
) -> Extraction:
    """The claims that the attributions of a weighed text make, with its quantities and dates.

    ``place``, the dateline's, helps to tell whose dollars are meant.
    """
    text = weighed.text
    spans = sentences.sentences(text)
    place = place or sentences.dateline(text)
    reader = _Reader(
        weighed,
        spans,
        quantities.find(text, place=place),
        dates.find(text, published=published),
        place,
    )
    claims = tuple(reader.claim(found) for found in attributions if found.content)
    return Extraction(claims, reader.quantities, reader.dates)


class _Reader:
    """Reads the attributions of one document, in order, into claims."""

    def __init__(
        self,
        weighed: Weighed,
        spans: Spans,
        found: tuple[Quantity, ...],
        intervals: tuple[DateInterval, ...],
        place: str,
    ) -> None:
        self.weighed = weighed
        self.text = text = weighed.text
        self.sentences = spans
        self.quantities = found
        self.dates = intervals
        self.place = place
        self.speakers = Speakers(text)
        self.quotes = [quote for part in sentences.paragraphs(text) for quote in quotes.find(text, part)]

    def claim(self, found: Attribution) -> ExtractedClaim:
        speaker = self.speakers.speaker(found.source)
        amounts = _inside(self.quantities, found.content)
        when = _inside(self.dates, found.content)
        deadline = deadlines.find(self.text, (self.dates[i] for i in when))
        kind = kinds.kind(self.text, found, speaker, self.place)
        direct = manner.is_direct(self.quotes, found)
        addressee = addressees.addressee(self.speakers, kind, found.cue, found.content)
        return ExtractedClaim(
            source=found.source,
            cue=found.cue,
            content=found.content,
            speaker=speaker,
            addressee=addressee if addressee != speaker else None,
            kind=kind,
            direct=direct,
            negated=manner.is_negated(self.text, found),
            condition=manner.condition(self.text, found),
            said_on=self._said_on(found),
            deadline=deadline if kind in kinds.FORWARD_LOOKING else None,
            quantities=amounts,
            dates=when,
            worthiness=self.weighed.score(found.content),
            confidence=_confidence(self.text, found, direct),
        )

    def _said_on(self, found: Attribution) -> date | None:
        """The day in the clause of source and cue, outside the content: "said on Monday"."""
        if not found.cue:
            return None
        i = sentences.at(self.sentences, found.cue[0].start)
        clause = self.sentences[i] if i >= 0 else found.cue[0]
        start = bisect_left(self.dates, clause.start, key=lambda d: d.start)
        near = []
        for interval in self.dates[start : start + 20]:
            if interval.start >= clause.end:
                break
            span = Span(interval.start, interval.end)
            one_day = interval.first is not None and interval.first == interval.last
            if one_day and not any(span.overlaps(part) for part in found.content + found.source[:1]):
                near.append((abs(span.start - found.cue[-1].end), interval.first))
        return min(near, key=lambda item: item[0])[1] if near else None


def _inside(items: Sequence[Quantity] | Sequence[DateInterval], content: Spans) -> tuple[int, ...]:
    """The indexes of the items inside the content; items are in order of their start."""
    found = []
    for span in content:
        i = bisect_left(items, span.start, key=lambda item: item.start)
        while i < len(items) and items[i].start < span.end:
            if items[i].end <= span.end:
                found.append(i)
            i += 1
    return tuple(found)


def _confidence(text: str, found: Attribution, direct: bool) -> float:
    """How sure the rules are: most of quotations and clauses with "that", least without a source."""
    if not found.source:
        return 0.4
    if direct:
        return 0.95
    following = found.content[-1].of(text)[:5].lower() if found.content else ""
    return 0.9 if following == "that " else 0.75
