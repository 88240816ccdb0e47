"""From what a person names on the command line to articles, one at a time."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from articles import ingest, reading

MARKUP = {".html": "text/html", ".htm": "text/html", ".xhtml": "text/html"}
LINES = {".jsonl", ".ndjson"}
SUFFIXES = {".txt", ".text", ".md", *MARKUP, *LINES}


@dataclass(frozen=True)
class Item:
    """One article to come: its name for messages, and the call that stores it."""

    name: str
    store: Callable


def items(what) -> Iterator[Item]:
    """The articles behind a URL, a file, a folder or "-" for standard input. Raises ingest.Refused."""
    if what == "-":
        yield from _standard_input(sys.stdin.buffer)
    elif what.startswith(("http://", "https://")):
        yield Item(what, lambda: ingest.ingest_url(what))
    elif "://" in what:
        raise ingest.Refused("only http:// and https:// addresses can be fetched")
    else:
        yield from _path(Path(what))


def _path(path):
    if path.is_dir():
        yield from _folder(path)
    elif not path.exists():
        raise ingest.Refused("there is no such file or folder")
    elif path.suffix.lower() in LINES:
        with path.open("rb") as lines:
            yield from _rows(str(path), lines)
    elif path.stat().st_size > reading.MAX_BYTES:
        raise ingest.Refused(_too_large(path.stat().st_size))
    else:
        yield Item(
            str(path),
            lambda: ingest.ingest_bytes(path.read_bytes(), media_type=MARKUP.get(path.suffix.lower(), "")),
        )


def _folder(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in SUFFIXES)
    if not files:
        raise ingest.Refused(f"the folder {folder} holds no {', '.join(sorted(SUFFIXES))} file")
    for path in files:
        yield from _path(path)


def _standard_input(stream):
    """It may hold JSON lines, which are read one by one, or a single page."""
    first = next((line for line in stream if line.strip()), b"")
    if first.lstrip().startswith(b"{") and _is_json(first):
        yield from _rows("standard input", chain([first], stream))
        return
    data = first + stream.read(reading.MAX_BYTES + 1)
    if len(data) > reading.MAX_BYTES:
        raise ingest.Refused(_too_large(len(data)))
    yield Item("standard input", lambda: ingest.ingest_bytes(data))


def _rows(name, lines):
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield Item(f"{name}, line {number}", lambda line=line: _row(line))


def _row(line):
    if len(line) > reading.MAX_BYTES:
        raise ingest.Refused(_too_large(len(line)))
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ingest.Refused(f"not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise ingest.Refused(f"not valid JSON: {error}") from error
    return ingest.ingest_row(row)


def _is_json(line):
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _too_large(size):
    return f"{size / 1e6:.0f} MB is more than the {reading.MAX_BYTES / 1e6:.0f} MB that one article may have; split it"
