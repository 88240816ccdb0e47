"""Which lines of a page are not its article; the lists are in clutter.txt."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from .paragraphs import EDGES, Paragraph

LONGEST = 450
BULLETS = " \t•·»›▶■|#"
TRAILING = " \t.:;,…»›>→▶|!-–—"
CREDITS = re.compile(
    r"\((?:(?:additional|further) )?(?:reporting|writing|editing|compiled|reported|translated|edited) by"
    r" [^()]*\)[.\s]*",
    re.IGNORECASE,
)
SEPARATORS = re.compile(r"\s*[|>›»•·/]\s*")
ENOUGH = 250  # characters of prose before a comment form that make it the article's end
LARGEST_BOX = 12


@cache
def _pattern(section: str) -> re.Pattern[str]:
    text = (Path(__file__).parent / "clutter.txt").read_text(encoding="utf-8")
    body = re.split(r"^\[(\w+)\]$", text, flags=re.MULTILINE)
    rows = body[body.index(section) + 1].splitlines()
    lines = [line for line in rows if line and not line.startswith("#")]
    return re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE)


def _is(section: str, line: str) -> bool:
    if len(line) > LONGEST:
        return False
    pattern = _pattern(section)
    return bool(pattern.fullmatch(line) or pattern.fullmatch(line.strip(BULLETS).rstrip(TRAILING)))


@lru_cache(maxsize=10_000)
def is_menu_word(line: str) -> bool:
    """Whether the line is a usual entry of a site's menu ("World", "Sign in")."""
    return len(line) <= 40 and _is("menu", line)


def is_menu(line: str) -> bool:
    """Whether the line is a whole menu ("Home | World | Politics", "HOME WORLD POLITICS")."""
    if len(line) > LONGEST:
        return False
    parts = [part for part in SEPARATORS.split(line) if part]
    if len(parts) < 3:
        parts = line.split()
    return len(parts) >= 3 and sum(map(is_menu_word, parts)) >= max(2, 0.7 * len(parts))


def is_clutter(line: str) -> bool:
    """Whether the line by itself is not of the article, wherever it stands."""
    return _is("line", line) or _is("end", line) or _is("box", line) or is_menu(line)


def without_clutter(lines: list[Paragraph], text: str) -> list[Paragraph]:
    """The lines that may be the article: no menus, link boxes, comment forms, share and cookie lines."""
    lines = [_without_credits(line, text) for line in lines]
    return list(_outside_boxes(_without_foot(_before_the_end(_after_the_menu(lines)))))


def _after_the_menu(lines: list[Paragraph]) -> list[Paragraph]:
    """What follows the menu at the top: a run of short lines, two or more of them usual in menus."""
    last = hits = 0
    for number, line in enumerate(lines[:200], start=1):
        if is_menu_word(line.text) or is_menu(line.text):
            last, hits = number, hits + 1
        elif line.is_sentence or (line.text.count(" ") >= 3 and not is_clutter(line.text)):
            break
    return lines[last:] if hits >= 2 and hits >= 0.4 * last and last < len(lines) else lines


def _before_the_end(lines: list[Paragraph]) -> list[Paragraph]:
    """What precedes the comment form; a link to it above the article ends nothing."""
    total = sum(len(line.text) for line in lines if line.is_sentence)
    sentences = prose = 0
    for number, line in enumerate(lines):
        if line.is_sentence:
            sentences, prose = sentences + 1, prose + len(line.text)
        enough = (sentences >= 2 and prose >= ENOUGH) or prose > total - prose
        if enough and not (line.is_sentence or line.continues) and _is("end", line.text):
            return lines[:number]
    return lines


def _without_foot(lines: list[Paragraph]) -> list[Paragraph]:
    last = len(lines)
    while last > 1 and (is_menu_word(lines[last - 1].text) or is_clutter(lines[last - 1].text)):
        last -= 1
    return lines[:last]


def _outside_boxes(lines: Iterable[Paragraph]) -> Iterator[Paragraph]:
    started, room = False, 0  # room: how many more lines may belong to the box
    for line in lines:
        if line.continues:
            yield line
        elif _is("box", line.text):
            room = LARGEST_BOX if started else 0
        elif is_clutter(line.text) or (started and _is("aside", line.text)):
            continue
        elif room and not _resumes(line):
            room -= 1
        else:
            room, started = 0, started or line.is_sentence
            yield line


def _resumes(line: Paragraph) -> bool:
    """Whether the article goes on here after a box of links: headlines are short and end without a stop."""
    return len(line.text) >= 150 or (line.is_sentence and not line.text.endswith("?"))


def _without_credits(line: Paragraph, text: str) -> Paragraph:
    """The paragraph without a closing "(Reporting by …; Editing by …)"."""
    opening = line.text.rfind("(")
    if opening < 1 or not CREDITS.fullmatch(line.text, opening):
        return line
    words = text[line.start : text.rindex("(", line.start, line.end)].rstrip(EDGES)
    return replace(line, end=line.start + len(words), text=line.text[:opening].rstrip())
