"""What a page's markup states about its article, and nothing that it does not state."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from .address import canonical
from .dates import date_line
from .paragraphs import clean

# htmldate also takes the copyright year, any date in the text or an edit's date: guesses, so not used here.
# fmt: off
PUBLISHED = {
    "article:published_time", "article:published", "og:article:published_time", "datepublished",
    "date.published", "publish-date", "publish_date", "published-date", "publication_date",
    "publicationdate", "pubdate", "pubdatetime", "parsely-pub-date", "sailthru.date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "date", "citation_publication_date",
    "prism.publicationdate", "article.published", "cxenseparse:recs:publishtime", "bt:pubdate",
    "originalpublicationdate", "dc.date.created", "rnews:datepublished",
}
# fmt: on
TIME_CLASS = re.compile(
    r"publi[sc]|posted|entry-date|dateline|timestamp|article[-_]?date|post-date", re.IGNORECASE
)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EDITED = re.compile(r"updat|modif", re.IGNORECASE)
ARTICLE = re.compile(r"Article|BlogPosting|Report$|AnalysisNews|ReportageNews|OpinionNews")


@dataclass(frozen=True)
class Stated:
    """The facts in a page's head and its marked dates."""

    published: date | datetime | None
    language: str
    url: str
    outlet: str
    authors: str


def stated(tree: HtmlElement, url: str = "") -> Stated:
    """What the page states; url: where it was found, to complete a relative canonical address."""
    entry = next(_entries(tree), {})
    metas = [(name.lower().strip(), value) for name, value in _metas(tree)]
    dates = [value for name, value in metas if name in PUBLISHED]
    candidates = [*dates[:5], entry.get("datePublished"), *_times(tree)]
    publisher = entry.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else ""
    return Stated(
        published=next((day for value in candidates if (day := moment(value))), None),
        language=_language(tree),
        url=_address(tree, metas, url),
        authors=_authors(entry, metas),
        outlet=clean(dict(metas).get("og:site_name") or (name if isinstance(name, str) else "")),
    )


def moment(value: object) -> date | datetime | None:
    """The day, or day and hour where the zone is stated too, that the words name."""
    if not isinstance(value, str) or len(value) > 100:
        return None
    try:
        found = datetime.fromisoformat(value.strip())
    except ValueError:
        return date_line(value)[1]
    return found if found.tzinfo and "T" in value.upper().replace(" ", "T") else found.date()


def _metas(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        if value := element.get("content"):
            for key in ("property", "name", "itemprop"):
                if name := element.get(key):
                    yield name, value


def _entries(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The articles of the page's JSON-LD."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                found = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            for entry in _flat(found):
                if ARTICLE.search(str(entry.get("@type"))):
                    yield entry


def _flat(found: object) -> Iterator[dict[str, Any]]:
    for entry in found if isinstance(found, list) else [found]:
        if isinstance(entry, dict):
            yield entry
            graph = entry.get("@graph")
            yield from (
                (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else ()
            )


def _times(tree: HtmlElement) -> Iterator[str]:
    """The values of elements that are marked as the time of publication."""
    for element in tree.iter("time", "abbr", "span"):
        marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        if EDITED.search(marks):
            continue
        is_marked = element.get("pubdate") is not None or TIME_CLASS.search(marks)
        if is_marked and (value := element.get("datetime") or element.get("content") or element.text):
            yield value


def _authors(entry: dict[str, Any], metas: list[tuple[str, str]]) -> str:
    """Who wrote it: "Jane Doe and John Roe"; addresses, which some pages put there, are no names."""
    found = entry.get("author")
    people = found if isinstance(found, list) else [found]
    named = [person.get("name") if isinstance(person, dict) else person for person in people]
    if not any(named):
        named = [value for name, value in metas if name in ("author", "article:author", "parsely-author")]
    names = [clean(name) for name in named if isinstance(name, str) and "://" not in name]
    return " and ".join(
        dict.fromkeys(re.sub(r"^by ", "", name, flags=re.IGNORECASE) for name in names if name)
    )


def _language(tree: HtmlElement) -> str:
    root = tree.getroottree().getroot()
    named = (
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or root.get("xml:lang")
        or ""
    )
    match = re.fullmatch(r"([a-zA-Z]{2,3})(?:[-_][\w-]{1,20})?", named.strip())
    return match[1].lower() if match else ""


def _address(tree: HtmlElement, metas: list[tuple[str, str]], url: str) -> str:
    """The canonical address; an article's page that names its site's front page there is not believed."""
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for value in [*links, dict(metas).get("og:url")]:
        try:
            found = canonical(urljoin(url, value or ""))
        except ValueError:
            continue
        if value and (urlsplit(found).path != "/" or urlsplit(url).path in ("", "/")):
            return found
    return ""
