"""Stretches of a paragraph between quotation marks."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from claims.nlp.spans import Span

_MARK = re.compile(r"[“”„\"«»]|''|``|[‘’']")
_OPENING = "“„«"
_CLOSING = "”»"
_BEFORE_OPENING = " \t\u00a0([—–-/:"
_SENTENCE_MARKS = ".,!?…;"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks, the marks included; not ``closed`` where the paragraph ends first."""

    span: Span
    closed: bool


def at(found: list[Quote], offset: int) -> int:
    """The index of the last quote that starts at or before an offset, -1 where none does."""
    return bisect_right(found, offset, key=lambda quote: quote.span.start) - 1


def find(text: str, paragraph: Span) -> list[Quote]:
    """The quotes of one paragraph, in order; a quote inside a quote belongs to the outer one."""
    found: list[Quote] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        single = mark.group() in "‘’'"
        if opened is None:
            if _opens(text, mark, paragraph, single):
                opened = mark
        elif (opened.group() in "‘'") != single:
            continue
        elif mark.group() in _OPENING and opened.group() in _OPENING:
            found.append(Quote(_trimmed(text, opened.start(), mark.start()), closed=False))
            opened = mark
        elif _closes(text, mark, paragraph, single):
            found.append(Quote(Span(opened.start(), mark.end()), closed=True))
            opened = None
    if opened is not None and opened.group() not in "‘'":
        found.append(Quote(Span(opened.start(), paragraph.end), closed=False))
    return found


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _opens(text: str, mark: re.Match[str], paragraph: Span, single: bool) -> bool:
    if mark.group() in _CLOSING or mark.group() == "’":
        return False
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    if single:
        return (
            (before in _BEFORE_OPENING or before.isspace())
            and after.isupper()
            and _has_end(text, mark, paragraph)
        )
    return mark.group() in _OPENING or not after.isspace()


def _has_end(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    """Whether a single mark, which may be an apostrophe, is soon closed behind a full stop or comma."""
    end = min(paragraph.end, mark.end() + 600)
    return any(f"{stop}{close}" in text[mark.end() : end] for stop in ".,!?" for close in "’'")


def _closes(text: str, mark: re.Match[str], paragraph: Span, single: bool) -> bool:
    before = text[mark.start() - 1]
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    if single:
        return mark.group() != "‘" and before in _SENTENCE_MARKS and not after.isalnum()
    if mark.group() in _OPENING:
        return False
    return mark.group() in _CLOSING or not before.isspace() or after.isspace()
