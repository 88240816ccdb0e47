"""What stands above an article: title, byline, agency and date."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from .agencies import agency
from .byline import byline, is_name, is_role
from .dateline import dateline
from .dates import date_line
from .paragraphs import Paragraph

ZONE_LINES, ZONE_SENTENCES = 16, 3
LONGEST_TITLE = 250
FULL_STOP = re.compile(r"[.。][\"'”’»)]*$")


@dataclass
class Heading:
    """What the lines above the article state, and the lines that are left."""

    title: list[Paragraph] = field(default_factory=list)
    byline: str = ""
    agency: str = ""
    published: date | datetime | None = None
    body: list[Paragraph] = field(default_factory=list)


def is_heading_line(line: str) -> bool:
    """Whether the line is a byline or nothing but a date."""
    return byline(line) is not None or date_line(line)[0]


def read_heading(lines: list[Paragraph], *, titled: bool = False) -> Heading:
    """The heading of a page's lines without clutter; titled: the title is known and not among them."""
    heading = Heading()
    zone = [line.text for line in lines[: _zone(lines)]]
    marks = {number for number in range(len(zone)) if _note(zone, number, heading, titled)}
    heading.body = [line for number, line in enumerate(lines) if number not in marks]
    if not titled:
        first = next((number for number in range(len(zone)) if number not in marks), 0)
        heading.title = _title(heading.body, any(first < number <= first + 4 for number in marks))
        heading.body = heading.body[len(heading.title) :]
    return heading


def _zone(lines: list[Paragraph]) -> int:
    """How many lines may be the heading: up to the dateline, or the first few sentences."""
    sentences = 0
    for number, line in enumerate(lines[:ZONE_LINES]):
        if dateline(line.text):
            return number
        sentences += line.is_sentence and byline(line.text) is None
        if sentences == ZONE_SENTENCES:
            return number
    return min(len(lines), ZONE_LINES)


def _note(zone: list[str], number: int, heading: Heading, titled: bool) -> bool:
    """Takes down what a byline, date or agency line states; whether it is one."""
    line = zone[number]
    below = titled or number > 0
    if found := byline(line, below_title=below):
        heading.byline = heading.byline or found.names
        heading.agency = heading.agency or found.agency
        heading.published = heading.published or found.published
        return True
    is_date, day = date_line(line)
    heading.published = heading.published or day
    if is_date:
        return True
    if below and is_role(line) and (heading.byline or agency(line)):
        heading.agency = heading.agency or agency(line)
        return True
    return below and _is_bare_byline(zone, number, heading)


def _is_bare_byline(zone: list[str], number: int, heading: Heading) -> bool:
    """A name with nothing around it is a byline if a date or a role stands below it."""
    following = zone[number + 1] if number + 1 < len(zone) else ""
    if heading.byline or not is_name(zone[number]) or not (date_line(following)[0] or is_role(following)):
        return False
    heading.byline = zone[number]
    return True


def _title(lines: list[Paragraph], marked: bool) -> list[Paragraph]:
    """The first line or two where they are a title; marked: a byline or date stands below them."""
    if len(lines) < 2 or not _may_be_title(lines[0].text):
        return []
    first, second = lines[:2]
    apart = first.block != second.block
    if marked or dateline(second.text):
        return lines[:2] if _wraps(lines, apart) else lines[:1]
    if FULL_STOP.search(first.text[-8:]) and not (apart and _is_headline(first.text)):
        return []
    follows = (
        second.is_sentence and len(second.text) >= (40 if apart else 80) and not second.text[0].islower()
    )
    return [first] if follows else []


def _wraps(lines: list[Paragraph], apart: bool) -> bool:
    """Whether a long title goes on in the second line."""
    first, second = lines[:2]
    return (
        not apart
        and len(lines) > 2
        and 30 <= len(first.text) <= 100
        and not (first.is_sentence or second.is_sentence or dateline(second.text))
    )


def _may_be_title(line: str) -> bool:
    return (
        len(line) <= LONGEST_TITLE
        and line[-1:] not in ",;:-–—{("
        and not line[:1].islower()
        and any(map(str.isalpha, line))
        and dateline(line) is None
    )


def _is_headline(line: str) -> bool:
    """Whether the words are capitalised as in a headline."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’]*", line) if len(word) >= 4]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)
