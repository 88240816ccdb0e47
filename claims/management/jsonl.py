"""Documents in and results out, one JSON object a line; shared by the commands that need no database."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from articles.reading import Unreadable, decode

_SNIFFED = 4_096


@dataclass(frozen=True)
class Row:
    """One line of input, with its place for messages: "claims.jsonl, line 7"."""

    place: str
    values: dict[str, Any]


class BadRow(ValueError):
    """A line that cannot be read; the message says which, and why."""


def rows(files: list[str], stdin=None) -> Iterator[Row | BadRow]:
    """The rows of JSONL files, or of standard input where none is named; a bad line comes as a BadRow."""
    for name in files or ["-"]:
        with _opened(name, stdin) as lines:
            yield from _rows_of("standard input" if name == "-" else name, lines)


def documents(files: list[str], stdin=None) -> Iterator[Row | BadRow]:
    """Like ``rows``, but what is not JSONL is one document: its text, with the file's name as its id."""
    for name in files or ["-"]:
        place = "standard input" if name == "-" else name
        with _opened(name, stdin) as lines:
            head = lines.peek(_SNIFFED)
            if name.endswith((".jsonl", ".ndjson")) or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
                yield from _rows_of(place, lines)
            else:
                yield _whole(place, Path(name).name, lines.read())


def _opened(name: str, stdin):
    if name == "-":
        return open((stdin or sys.stdin).fileno(), "rb", closefd=False)
    try:
        return open(name, "rb")
    except OSError as error:
        raise CommandError(f"{name}: {error.strerror}") from error


def _rows_of(place: str, lines) -> Iterator[Row | BadRow]:
    for number, line in enumerate(lines, start=1):
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _row(f"{place}, line {number}", line)


def _row(place: str, line: bytes) -> Row | BadRow:
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return BadRow(f"{place}: not JSON ({error})")
    if not isinstance(values, dict):
        return BadRow(f"{place}: not a JSON object")
    return Row(place, values)


def _whole(place: str, name: str, data: bytes) -> Row | BadRow:
    try:
        return Row(place, {"id": name, "text": decode(data)})
    except Unreadable as error:
        return BadRow(f"{place}: {error}")


def identified(row: Row | BadRow) -> Row | BadRow:
    """The row with an "id" (or "doc") and a "text", or what is missing."""
    if isinstance(row, BadRow):
        return row
    name = row.values.get("id", row.values.get("doc"))
    if not isinstance(name, str | int) or isinstance(name, bool):
        return BadRow(f'{row.place}: no "id"')
    if not isinstance(row.values.get("text"), str):
        return BadRow(f'{row.place}: no "text"')
    return Row(row.place, row.values | {"id": name})


def kept(found: Iterator[Row | BadRow], *, skip_bad: bool, warn) -> Iterator[Row]:
    """The good rows; a bad one stops the command, or is reported with ``warn`` and left out."""
    for row in found:
        if isinstance(row, Row):
            yield row
        elif skip_bad:
            warn(str(row))
        else:
            raise CommandError(str(row))
