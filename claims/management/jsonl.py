"""Documents in and results out, one JSON object a line; shared by the commands that need no database."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from articles.reading import Unreadable, decode

_SNIFFED = 4_096
_BLANK = b"\xef\xbb\xbf \t\r\n"


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
            yield from _rows_of(_place(name), lines)


def documents(files: list[str], stdin=None) -> Iterator[Row | BadRow]:
    """Like ``rows``, but what is not JSONL is one document: its text, with the file's name as its id."""
    for name in files or ["-"]:
        with _opened(name, stdin) as lines:
            head = lines.peek(_SNIFFED)
            if name.endswith((".jsonl", ".ndjson")) or head.lstrip(_BLANK).startswith(b"{"):
                yield from _rows_of(_place(name), lines)
            elif (data := lines.read()).strip(_BLANK) or name != "-":  # nothing came in: no document, then
                yield _whole(_place(name), Path(name).name, data)


def _place(name: str) -> str:
    return "standard input" if name == "-" else name


@contextmanager
def _opened(name: str, stdin):
    """The bytes of a file, or of standard input; that they cannot be read is told in the command's words."""
    try:
        with _bytes(name, stdin or sys.stdin) as lines:
            yield lines
    except OSError as error:
        raise CommandError(f"{_place(name)}: {error.strerror or error}") from error


def _bytes(name: str, stdin):
    if name != "-":
        return open(name, "rb")
    if stdin is None:
        raise CommandError("standard input: it is closed; name a file.")
    return open(stdin.fileno(), "rb", closefd=False)


def _rows_of(place: str, lines) -> Iterator[Row | BadRow]:
    for number, line in enumerate(lines, start=1):
        if line.strip(_BLANK):
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
