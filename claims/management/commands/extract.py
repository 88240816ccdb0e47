import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date, datetime
from itertools import islice
from multiprocessing import get_context
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string
from rich.console import Console
from rich.progress import track

from articles import reading
from claims.management import jsonl
from claims.management.jsonl import BadRow, Row
from claims.nlp import output
from claims.nlp.spans import Extraction

FEW = 16  # so many documents are done sooner in one process than others start
AHEAD = 8  # documents per process that wait in memory


class Command(BaseCommand):
    help = "Extracts claims, quantities and dates: JSONL or plain text in, JSONL out, no database."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "files", nargs="*", metavar="FILE", help="JSONL or text; standard input where none is named"
        )
        parser.add_argument("--skip-bad", action="store_true", help="report bad lines and go on")
        parser.add_argument("--processes", type=int, default=_processors(), help="default: %(default)s")

    def handle(self, *, files, skip_bad, processes, **_):
        console = Console(stderr=True)
        found = jsonl.kept(
            map(_checked, jsonl.documents(files)),
            skip_bad=skip_bad,
            warn=lambda bad: self.stderr.write(str(bad)),
        )
        lines = extracted(found, settings.EXTRACTOR, processes)
        if console.is_terminal:
            lines = track(lines, description="Extracting", console=console)
        for row, line in lines:
            if isinstance(line, Exception):
                self._refuse(row, line, skip_bad)
            else:
                self.stdout.write(line)

    def _refuse(self, row: Row, error: Exception, skip_bad: bool) -> None:
        message = f"{row.place}: {type(error).__name__}: {error}"
        if not skip_bad:
            raise CommandError(message)
        self.stderr.write(message)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _checked(row: Row | BadRow) -> Row | BadRow:
    """The row with "id", "text" and a date, or what is wrong with it."""
    row = jsonl.identified(row)
    if isinstance(row, BadRow):
        return row
    try:
        published = _day(row.values.get("published"))
    except (TypeError, ValueError):
        return BadRow(f'{row.place}: "published" is no ISO date: {row.values["published"]!r:.60}')
    return Row(row.place, {"id": row.values["id"], "text": row.values["text"], "published": published})


def _day(value: str | None) -> date | None:
    return datetime.fromisoformat(value).date() if value else None


Result = tuple[Row, str | Exception]


def extracted(rows: Iterator[Row], extractor: str, processes: int) -> Iterator[Result]:
    """Each row with its line of output, or the exception it ended in, in order; many on all processors."""
    few = list(islice(rows, FEW + 1)) if processes > 1 else []
    if len(few) <= FEW and processes > 1:
        rows, processes = iter(few), 1
    if processes <= 1:
        yield from ((row, _attempt(extractor, row.values)) for row in rows)
        return
    # Spawned, not forked: an extractor's model must not cross a fork.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from _in_order(pool, extractor, few, rows, limit=processes * AHEAD)


def _in_order(
    pool: ProcessPoolExecutor, extractor: str, first: list[Row], rest: Iterator[Row], limit: int
) -> Iterator[Result]:
    waiting: deque[tuple[Row, Future[str | Exception]]] = deque()
    try:
        for rows in (first, rest):
            for row in rows:
                waiting.append((row, pool.submit(_attempt, extractor, row.values)))
                if len(waiting) >= limit:
                    done, future = waiting.popleft()
                    yield done, future.result()
        while waiting:
            done, future = waiting.popleft()
            yield done, future.result()
    finally:
        for _, future in waiting:
            future.cancel()


def _attempt(extractor: str, values: dict[str, Any]) -> str | Exception:
    try:
        return output.line(output.as_json(_extract(import_string(extractor), values), values["id"]))
    except Exception as error:  # one document must not lose the others; the command decides
        return error


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
