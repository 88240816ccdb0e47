"""A page's HTML to the article in it."""

import logging
import re
from typing import TYPE_CHECKING

from . import clutter, paragraphs
from .agencies import agency
from .heading import Heading, read_heading
from .metadata import stated
from .page import Page, Unreadable
from .paragraphs import CONTROLS, Paragraph, clean
from .plain import UNSTORABLE, refuse_unless_text, with_dateline

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

NONE_FOUND = "No article was found in this page: give the address of one article, or its text."
TO_SPACE = dict.fromkeys(map(ord, CONTROLS), " ")
HEADING_LINES = 25
LONG = 120  # characters of a paragraph that is no more of the heading

# It says "discarding data" on standard error where no logging is set up; here that is an Unreadable.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def read_html(html: str, *, url: str = "") -> Page:
    """The article in a page's HTML; url: where it was found. Raises Unreadable where there is none."""
    refuse_unless_text(html)
    original = UNSTORABLE.sub("\ufffd", html)
    tree = _tree(original)
    facts, above = stated(tree, url), _above(tree)
    found = _extract(tree)
    title = clean(found.title or "")
    head = read_heading(_lines(found.text or "", title), titled=bool(title))
    if not any(line.is_sentence for line in head.body):
        raise Unreadable(NONE_FOUND)
    names = facts.authors or " and ".join(clean(name) for name in (found.author or "").split(";"))
    page = Page(
        text="\n\n".join(line.text for line in head.body),
        original=original,
        media_type="text/html",
        title=title or " ".join(line.text for line in head.title),
        byline=("" if agency(names) else names) or above.byline or head.byline,
        agency=agency(names) or above.agency or head.agency,
        published=facts.published or above.published or head.published,
        language=facts.language,
        url=facts.url,
        outlet=facts.outlet,
    )
    return with_dateline(page)


def _tree(html: str) -> "HtmlElement":
    import trafilatura  # here: it takes a while to load, and plain text does not need it

    if not re.search(r"<(?:html|body)\b", html[:5000], re.IGNORECASE):
        html = f"<html><body>{html}</body></html>"
    tree = trafilatura.load_html(html.translate(TO_SPACE))
    if tree is None:
        raise Unreadable(NONE_FOUND)
    return tree


def _extract(tree: "HtmlElement") -> "Document":
    """What trafilatura finds, precision first; with less of it where a short article would be lost."""
    import trafilatura

    for precise in (True, False):
        found = trafilatura.bare_extraction(
            tree, favor_precision=precise, include_comments=False, include_tables=True, with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )  # fmt: skip
        if found is not None and not isinstance(found, dict) and (found.text or "").strip():
            return found
    if not tree.xpath("//nav|//header|//footer|//title"):  # a fragment: whoever gives it means its paragraphs
        found = trafilatura.settings.Document()
        found.text = "\n".join(clean(element.text_content()) for element in tree.iter("p"))
        return found
    raise Unreadable(NONE_FOUND)


def _lines(text: str, title: str) -> list[Paragraph]:
    """The lines that were extracted, each a paragraph, without clutter and without the title."""
    kept = clutter.without_clutter(paragraphs.one_a_line(text), text)
    return [line for number, line in enumerate(kept) if number > 3 or not title or line.text != title]


def _above(tree: "HtmlElement") -> Heading:
    """What the page shows between its headline and the first paragraph: byline and date."""
    lines: list[Paragraph] = []
    for element in tree.xpath("(//h1)[last()]/following::*[not(*) or self::p][position() <= 40]"):
        words = clean(element.text_content() if isinstance(element.tag, str) else "")
        if len(words) > LONG or len(lines) == HEADING_LINES or element.tag in ("h2", "h3"):
            break
        if words and element.tag not in ("script", "style"):
            lines.append(Paragraph(0, 0, words, len(lines)))
    return read_heading(lines, titled=True)
