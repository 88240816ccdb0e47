"""Paragraphs and sentences of a text."""

import re
from bisect import bisect_right
from functools import lru_cache

from claims.nlp.spans import Span, Spans
from claims.nlp.words import words

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK_LINE = re.compile(r"(?:\r?\n[^\S\n]*){2}")
_STOP = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*")
_OPENERS = "\"'“‘«([¿¡—–-"
_WORD_BEFORE = re.compile(r"[^\s\"“”'‘(\[]{1,24}$")
_DATELINE = re.compile(
    r"[A-Z][A-Z.’' \-]{2,40}"
    r"(?:,? ?[A-Z][\w.]{1,15}(?: [A-Z][\w.]{1,15})?(?: \d{1,2})?){0,2}"
    r"(?:,? \([^()\n]{2,40}\))?\s?(?:--|[—–]|-(?=\s))\s*"
)
_AGENCY_DATELINE = re.compile(
    r"[A-Z][\w.’' \-]{2,40}(?:, [A-Z][\w.]{1,15}){0,2},? \([^()\n]{2,40}\)\s?(?:--|[—–-])\s*"
)
_PLACE = re.compile(r"[^,(—–-]*")
_CLOSERS = "\"”’'"
_SPOKE = (
    "said|says|asked|asks|told|tells|added|adds|wrote|writes|tweeted|replied|responded|shouted|declared|exclaimed|quipped"
    "|joked|continued|explained|argued|recalled|concluded|noted|insisted|warned"
)
_SAYS = re.compile(  # “Who are they?” Donald Trump asked.
    r"\s(?!He |She |They |It |We |I )(?:[A-Z][\w.’'-]{0,20} |of |the ){1,6}"
    rf"(?:later |also |then |once |had |has )?(?:{_SPOKE})\b"
    r"(?! that\b| he\b| she\b| it\b| they\b)(?P<ends>[.,:;])?"
)
_WRAPPED = range(50, 110)


@lru_cache(maxsize=2)  # several readers of one text ask for them
def paragraphs(text: str) -> Spans:
    """The paragraphs of a text, without the white space around them; hard-wrapped lines are one paragraph."""
    found: list[Span] = []
    start = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        found.extend(_block(text, start, end))
        start = gap.end() if gap else end
    return tuple(found)


def _block(text: str, start: int, end: int) -> list[Span]:
    lines = [span for m in _LINE.finditer(text, start, end) if (span := _strip(text, *m.span()))]
    if len(lines) >= 2 and all(line.end - line.start in _WRAPPED for line in lines[:-1]):
        ends_inside = sum(text[line.end - 1] not in '.!?"”’:;' for line in lines[:-1])
        if ends_inside * 2 > len(lines) - 1 and (len(lines) > 2 or text[lines[1].start].islower()):
            return [Span(lines[0].start, lines[-1].end)]
    return lines


def _strip(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start].isspace() or not text[start].isprintable()):
        start += 1
    while start < end and (text[end - 1].isspace() or not text[end - 1].isprintable()):
        end -= 1
    return Span(start, end) if start < end else None


def after_dateline(text: str, paragraph: Span) -> int:
    """Where the paragraph's own words begin: behind "SEOUL (Reuters) –", where it has such a dateline."""
    head = text[paragraph.start : min(paragraph.end, paragraph.start + 140)]
    dateline = _DATELINE.match(head) or _AGENCY_DATELINE.match(head)
    start = paragraph.start + dateline.end() if dateline else paragraph.start
    return start if start < paragraph.end else paragraph.start


def dateline(text: str) -> str:
    """The place that the first dateline of a text names, "" where there is none."""
    for paragraph in paragraphs(text[:3_000])[:8]:
        if (start := after_dateline(text, paragraph)) > paragraph.start:
            return _PLACE.match(text[paragraph.start : start]).group()  # type: ignore[union-attr]
    return ""


def split(text: str, paragraph: Span) -> Spans:
    """The sentences of one paragraph, its dateline left out."""
    found: list[Span] = []
    start = after_dateline(text, paragraph)
    for stop in _STOP.finditer(text, start, paragraph.end):
        if stop.end() < paragraph.end and _ends_sentence(text, stop, paragraph.end):
            if span := _strip(text, start, stop.end()):
                found.append(span)
            start = stop.end()
    if last := _strip(text, start, paragraph.end):
        found.append(last)
    return tuple(found)


def sentences(text: str) -> Spans:
    """The sentences of a text, in order, datelines left out."""
    return tuple(sentence for paragraph in paragraphs(text) for sentence in split(text, paragraph))


def at(spans: Spans, offset: int) -> int:
    """The index of the last span that starts at or before the offset, -1 where none does."""
    return bisect_right(spans, offset, key=lambda span: span.start) - 1


def _ends_sentence(text: str, stop: re.Match[str], limit: int) -> bool:
    following = stop.end()
    if not text[following].isspace():
        return False
    if stop.group()[-1] in _CLOSERS and (says := _SAYS.match(text, following, min(limit, following + 120))):
        return stop.group()[0] == "." and not says["ends"]
    while following < limit and (text[following].isspace() or text[following] in _OPENERS):
        following += 1
    if following >= limit or text[following].islower():
        return following >= limit
    return stop.group()[0] != "." or not _is_abbreviation(text, stop, following)


def _is_abbreviation(text: str, stop: re.Match[str], following: int) -> bool:
    if len(stop.group()) > 1:
        return False  # "…", "?!", or a full stop before a closing quote
    before = _WORD_BEFORE.search(text, max(0, stop.start() - 25), stop.start())
    word = before.group().lower() if before else ""
    initial = len(word) == 1 and word.isalpha() and word != "i"
    acronym = "." in word and all(len(part) == 1 for part in word.split("."))
    if not (initial or acronym or word in words("abbreviation")):
        return False
    if acronym or word in words("last_abbreviation"):
        return _next_word(text, following) not in words("sentence_start")
    return True


def _next_word(text: str, start: int) -> str:
    word = re.compile(r"\w+").match(text, start, start + 20)
    return word.group().lower() if word else ""
