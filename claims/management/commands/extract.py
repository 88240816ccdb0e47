from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from articles import reading
from claims.management import jsonl
from claims.management.jsonl import BadRow, Row
from claims.management.onebyone import OneByOne
from claims.nlp import output
from claims.nlp.spans import Extraction


class Command(OneByOne):
    help = "Extracts claims, quantities and dates: JSONL or plain text in, JSONL out, no database."
    doing = "Extracting"
    takes = "JSONL or text"

    def checked(self, row: Row | BadRow) -> Row | BadRow:
        """The row with "id", "text" and a date, or what is wrong with it."""
        row = jsonl.identified(row)
        if isinstance(row, BadRow):
            return row
        try:
            published = _day(row.values.get("published"))
        except (TypeError, ValueError):
            return BadRow(f'{row.place}: "published" is no ISO date: {row.values["published"]!r:.60}')
        return Row(row.place, {"id": row.values["id"], "text": row.values["text"], "published": published})

    def line(self) -> Callable[[dict[str, Any]], str]:
        return partial(_line, settings.EXTRACTOR)


def _day(value: str | None) -> date | None:
    return datetime.fromisoformat(value).date() if value else None


def _line(extractor: str, values: dict[str, Any]) -> str:
    return output.line(output.as_json(_extract(import_string(extractor), values), values["id"]))


def _extract(extractor: Callable[..., Extraction], values: dict[str, Any]) -> Extraction:
    """The extraction from what ingestion would keep of a text; offsets are into the text as given."""
    text = values["text"]
    try:
        page = reading.read_text(text)
    except reading.Unreadable:
        return extractor(text, published=values["published"])
    published = values["published"] or page.published
    if isinstance(published, datetime):
        published = published.date()
    return extractor(_blanked(text, page.kept), published=published, place=page.place)


def _blanked(text: str, kept: tuple[tuple[int, int], ...]) -> str:
    """The text with line breaks for all that was cut: offsets stay, and no span can run across a cut."""
    parts, end = [], 0
    for start, stop in kept:
        parts.append(_blank(text[end:start]))
        parts.append(text[start:stop])
        end = stop
    parts.append(_blank(text[end:]))
    return "".join(parts)


def _blank(cut: str) -> str:
    return cut if cut.isspace() else "\n" * len(cut)
