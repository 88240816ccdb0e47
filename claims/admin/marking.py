"""A text as HTML with the spans of its mentions marked: exact, escaped, overlaps and all. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

ROLES = ("source", "cue", "content")
MARGIN = 240  # characters shown on either side of a mention where its paragraph is long
LONGEST = 2000  # beyond it, an excerpt keeps to the content


@dataclass(frozen=True)
class Mark:
    """One span of a mention, or a passage; `link` is where a click leads, nowhere where it is empty."""

    start: int
    end: int
    role: str
    mention: int | str
    kind: str = ""
    label: str = ""
    link: str = ""


@dataclass(frozen=True)
class Segment:
    """A stretch of text that the same marks cover from end to end."""

    text: str
    marks: tuple[Mark, ...] = ()


def marks_of(mention, *, kind="", label="", link="") -> list[Mark]:
    return [
        Mark(start, end, role, mention.pk, kind, label, link)
        for role in ROLES
        for start, end in getattr(mention, role)
    ]


def of_passage(passage) -> Mark:
    """A passage that a link leads to; beside mentions, its key says what it is."""
    return Mark(passage.start, passage.end, "passage", f"passage-{passage.pk}")


def marked(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> SafeString:
    """The text from start to end as HTML, every character of it once and in order."""
    return format_html_join("", "{}", ((_html(segment),) for segment in segments(text, marks, start, end)))


def segments(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> Iterator[Segment]:
    """The text cut wherever a mark begins or ends."""
    end = len(text) if end is None else min(end, len(text))
    opening, closing, cuts = defaultdict(list), defaultdict(list), {start, end}
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            opening[first].append(mark)
            closing[last].append(mark)
            cuts |= {first, last}
    open_marks: list[Mark] = []
    edges = sorted(cuts)
    for left, right in pairwise(edges):
        open_marks = [mark for mark in open_marks if mark not in closing[left]] + opening[left]
        yield Segment(text[left:right], tuple(open_marks))


def excerpt(text: str, marks: Iterable[Mark]) -> SafeString:
    """The paragraphs that a mention lies in, cut where they are long, with the mention marked."""
    marks = list(marks)
    start, end = _extent(marks)
    if end - start > LONGEST:
        start, end = _extent([mark for mark in marks if mark.role == "content"])
    left, right = _left(text, start), _right(text, end)
    return format_html(
        "{}{}{}",
        "… " if _cut(text, left - 1) else "",
        marked(text, marks, left, right),
        " …" if _cut(text, right) else "",
    )


def _extent(marks):
    return min(mark.start for mark in marks), max(mark.end for mark in marks)


def _left(text, start):
    """Where the paragraph begins, or the first word within the margin."""
    line = text.rfind("\n", 0, start) + 1
    if start - line <= MARGIN:
        return line
    space = text.find(" ", start - MARGIN, start)
    return start - MARGIN if space < 0 else space + 1


def _right(text, end):
    line = text.find("\n", end)
    line = len(text) if line < 0 else line
    if line - end <= MARGIN:
        return line
    space = text.rfind(" ", end, end + MARGIN)
    return end + MARGIN if space < 0 else space


def _cut(text, index):
    """Whether an excerpt that stops at this character stops inside a paragraph."""
    return 0 <= index < len(text) and text[index] != "\n"


def _html(segment):
    if not segment.marks:
        return segment.text
    near = sorted(segment.marks, key=lambda mark: (mark.role == "content", mark.end - mark.start))
    link = next((mark.link for mark in near if mark.role != "passage"), "")
    contents = sorted((m for m in segment.marks if m.role == "content"), key=lambda m: m.end - m.start)
    said = " / ".join(dict.fromkeys(mark.label for mark in [*contents, *segment.marks] if mark.label))
    attributes = format_html(
        'class="{}" data-mentions="{}"{}',
        " ".join(_classes(segment.marks, contents)),
        " ".join(str(pk) for pk in dict.fromkeys(mark.mention for mark in segment.marks)),
        format_html(' title="{}"', said) if said else "",
    )
    if link:
        return format_html('<a href="{}" {}>{}</a>', link, attributes, segment.text)
    return format_html("<mark {}>{}</mark>", attributes, segment.text)


def _classes(marks, contents):
    roles = {mark.role for mark in marks}
    yield "mark"
    yield from (f"is-{role}" for role in (*ROLES, "passage") if role in roles)
    if contents:
        yield f"kind-{contents[0].kind}"
    if len(contents) > 1:
        yield "is-shared"
