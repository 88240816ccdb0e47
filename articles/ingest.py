"""Articles come in: fetched or given, read, and stored once."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from articles import fetching, reading
from articles.models import Article, Outlet, Revision
from articles.signals import revision_stored

WORDS, BODIES = ("url", "title", "outlet", "language"), ("text", "html")
SURROGATES = re.compile("[\ud800-\udfff]")
YEARS = range(1000, 9999)  # no time zone carries an hour of these out of the years that Python has
MOST_OF_A_URL = Article._meta.get_field("url").max_length


class Stored(StrEnum):
    NEW = "new"
    UNCHANGED = "unchanged"
    NEW_REVISION = "new revision"


class Refused(ValueError):
    """What came in is no article that can be stored; the message says what to do."""


@dataclass(frozen=True)
class Given:
    """What is known of an article besides its page: a row of a JSONL file, or the address it was fetched from."""

    url: str = ""
    title: str = ""
    outlet: str = ""
    published: date | datetime | None = None
    language: str = ""


def ingest_url(url):
    """Fetches, reads and stores one page. Raises Refused, fetching.Refused or fetching.Unreachable."""
    fetched = fetching.fetch(url)
    page = _read(fetched.data, media_type=fetched.media_type, charset=fetched.charset, url=fetched.url)
    return store(page, Given(url=page.url or fetched.url), fetched=True)


def ingest_bytes(data, *, media_type=""):
    """Reads and stores one page as it lies in a file. Raises Refused."""
    return store(_read(data, media_type=media_type))


def ingest_row(row):
    """Stores one row `url, title, text|html, outlet, published, language`. Raises Refused."""
    given, text, html = _checked(row)
    if html:
        page = _read(html, media_type="text/html", url=given.url)
    else:
        page = _read(f"{given.title}\n\n{text}" if given.title else text, media_type="text/plain")
        page = _without_title(replace(page, original=text), given.title)
    return store(page, given)


def store(page, given=Given(), *, fetched=False):
    """Stores a page: returns its Revision and whether that is new, unchanged or a new revision.

    A file may hold an old text once more, which changes nothing; a page that was fetched shows what stands now.
    """
    url = _canonical(given.url or page.url)
    title = (given.title or page.title)[:1000]
    digest = hashlib.sha256(f"{title}\n{page.text}".encode()).hexdigest()
    with transaction.atomic():
        article, _ = _article(url, digest, page, given)
        latest = article.latest
        known = [latest] if fetched and latest else article.revisions.filter(digest=digest)
        if same := next((revision for revision in known if revision.digest == digest), None):
            return same, Stored.UNCHANGED
        revision = Revision.objects.create(
            article=article,
            number=latest.number + 1 if latest else 1,
            title=title,
            byline=page.byline[:500],
            place=page.place[:200],
            agency=page.agency[:200],
            text=page.text,
            original=page.original.replace("\0", "\N{REPLACEMENT CHARACTER}"),
            media_type=page.media_type,
            digest=digest,
        )
        transaction.on_commit(lambda: revision_stored.send(Revision, revision=revision))
    return revision, Stored.NEW_REVISION if latest else Stored.NEW


def _article(url, digest, page, given):
    """The row of this article, locked, so that two revisions never get one number."""
    published_on, published_at = _day_and_hour(given.published or page.published)
    defaults = {
        "outlet": _outlet(given.outlet or page.outlet),
        "published_on": published_on,
        "published_at": published_at,
        "language": (given.language or page.language)[:10],
    }
    key = {"url": url} if url else {"digest": digest}
    return Article.objects.select_for_update().get_or_create(**key, defaults=defaults)


def _outlet(name):
    return Outlet.objects.get_or_create(name=name.strip()[:200])[0] if name.strip() else None


def _day_and_hour(published):
    if published and published.year not in YEARS:  # what a page says of itself is not worth refusing it
        return None, None
    if isinstance(published, datetime):
        aware = published if timezone.is_aware(published) else timezone.make_aware(published)
        return published.date(), aware.astimezone(UTC)
    return published, None


def _read(data, **known):
    try:
        return reading.read(data, **known)
    except reading.Unreadable as error:
        raise Refused(str(error)) from error


def _canonical(url):
    if not url:
        return None
    try:
        found = reading.canonical(url)
    except ValueError as error:
        raise Refused(str(error)) from error
    if len(found) > MOST_OF_A_URL:
        raise Refused(f"the URL is longer than {MOST_OF_A_URL} characters")
    return found


def _without_title(page, title):
    """The page with the title that its row gave, and without it in the text."""
    if not title:
        return page
    text = page.text
    if text.startswith(title):
        text = text[len(title) :].lstrip()
    if not text:
        raise Refused("there is a title and no text; give the article's text")
    return replace(page, title=title, text=text)


def _checked(row):
    """A row's Given, text and HTML; every field that is wrong is named."""
    if not isinstance(row, dict):
        raise Refused('each line must be an object: {"url": …, "title": …, "text": …}')
    if wrong := [key for key in (*WORDS, *BODIES) if not isinstance(_of(row, key), str)]:
        raise Refused(f"{', '.join(wrong)} must be text")
    if wrong := [key for key in WORDS if reading.UNSTORABLE.search(_of(row, key))]:
        raise Refused(f"{', '.join(wrong)} holds a NUL or half a character; take it out")
    text, html = (SURROGATES.sub("\N{REPLACEMENT CHARACTER}", _of(row, key)) for key in BODIES)
    if bool(text.strip()) == bool(html.strip()):
        raise Refused("give either text or html" if text.strip() else "there is neither text nor html")
    given = Given(
        url=_of(row, "url").strip(),
        title=" ".join(_of(row, "title").split()),
        outlet=_of(row, "outlet"),
        published=_date(row.get("published")),
        language=_of(row, "language"),
    )
    return given, text, html


def _of(row, key):
    value = row.get(key)
    return "" if value is None else value


def _date(value):
    """A day or an hour from ISO 8601, or None where there is none."""
    if value in (None, ""):
        return None
    try:
        day = parse_date(value)
        found = day if day else parse_datetime(value)
    except (ValueError, TypeError):
        found = None
    if found is None:
        raise Refused(f"published is {value!r}; write a day or an hour in ISO 8601, such as 2024-10-15")
    if found.year not in YEARS:
        raise Refused(
            f"published is {value!r}, when nobody published anything; leave it out where it is unknown"
        )
    return found
