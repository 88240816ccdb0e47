"""Plain text, as it is copied from a page, to the article in it."""

import re
from dataclasses import replace

from . import clutter, paragraphs
from .dateline import dateline
from .heading import is_heading_line, read_heading
from .page import MAX_BYTES, Page, Unreadable

UNSTORABLE = re.compile("[\0\ud800-\udfff]")
CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1b\x7f]")
MOJIBAKE = re.compile("â€[œ\x9d™˜“”¦]|Ã[©¨¼¶¤±³¡­ª§]|ï¿½|Â[£©°§ ]")
FEW = 3


def read_text(text: str) -> Page:
    """The article in a text as copied from a page; kept: the spans that are its title and paragraphs.

    Raises Unreadable for what is no text, or no article.
    """
    refuse_unless_text(text)
    head = read_heading(clutter.without_clutter(paragraphs.split(text, _stands_alone), text))
    body = list(paragraphs.regroup(head.body, text))
    if not body:
        raise Unreadable("Here are only menus and forms, no article: give the article's own words.")
    page = Page(
        text="\n\n".join(words for _, _, words in body),
        original=UNSTORABLE.sub("\ufffd", text),
        media_type="text/plain",
        title=" ".join(line.text for line in head.title),
        byline=head.byline,
        agency=head.agency,
        published=head.published,
        kept=(*((line.start, line.end) for line in head.title), *((start, end) for start, end, _ in body)),
    )
    return with_dateline(page)


def with_dateline(page: Page) -> Page:
    """The page with the place, agency and date of the dateline in one of its first paragraphs."""
    for paragraph in page.text.split("\n\n", 3)[:3]:
        if found := dateline(paragraph):
            return replace(
                page,
                place=found.place,
                agency=found.agency or page.agency,
                published=page.published or found.published,
            )
    return page


def _stands_alone(line: str) -> bool:
    return is_heading_line(line) or clutter.is_clutter(line)


def refuse_unless_text(text: str) -> None:
    """Raises Unreadable where the text is empty, too large, binary, or was decoded wrongly."""
    if len(text) > MAX_BYTES:
        raise Unreadable(f"This text is larger than {MAX_BYTES // 1_000_000} MB: give one article at a time.")
    bad = len(UNSTORABLE.findall(text)) + len(CONTROLS.findall(text))
    if bad > FEW and bad > 0.001 * len(text):
        raise Unreadable("This is binary data, not text: give the article as text or HTML.")
    if not text.strip(paragraphs.EDGES):
        raise Unreadable("There is nothing to read: the text is empty.")
    garbled = text.count("\ufffd") + sum(1 for _ in MOJIBAKE.finditer(text))
    if garbled > FEW and garbled > 0.005 * len(text):
        raise Unreadable("This was decoded with the wrong encoding: save it as UTF-8, or name its charset.")
