"""PolNeAR and CheckThat! as examples for the tagger: windows of whole lines with what is to be learned of each."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from claims.nlp.decoding import TAGS
from claims.nlp.pieces import CLS, SEP, Ints, Pieces, pieces

IGNORED = -100
NOBODY = -1  # of a link: there is no cue, or no source

_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Example:
    """A document with a tag a piece and a link, of contents to their cue and of cues to their source."""

    pieces: Pieces
    tags: Ints
    links: Ints


@dataclass(frozen=True, slots=True)
class Window:
    ids: Ints
    features: Ints
    tags: Ints
    links: Ints
    statements: Ints  # which of the window's judged statements each piece belongs to, or NOBODY
    worth: tuple[float, ...] = ()  # whether each of those is worth checking


def documents(path: Path) -> list[dict]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def gold(document: dict) -> list[dict]:
    """The attributions of the first annotator."""
    return document["annotators"][min(document["annotators"])]


def example(tokenizer: Tokenizer, text: str, attributions: list[dict]) -> Example:
    read = pieces(tokenizer, text)
    tags = np.zeros(len(read), dtype=np.int64)
    links = np.full(len(read), IGNORED, dtype=np.int64)
    for attribution in attributions:
        ranges = {
            role: [_range(read, *span) for span in attribution.get(role) or []]
            for role in ("source", "cue", "content")
        }
        _mark(tags, links, ranges)
    return Example(read, tags, links)


def _range(read: Pieces, start: int, end: int) -> tuple[int, int]:
    first = int(np.searchsorted(read.ends, start, side="right"))
    return first, int(np.searchsorted(read.starts, end, side="left"))


def _mark(tags: Ints, links: Ints, ranges: dict[str, list[tuple[int, int]]]) -> None:
    for role, spans in ranges.items():
        begin = TAGS.index(f"B-{role}")
        for first, last in spans:
            if first < last:
                tags[first] = begin
                tags[first + 1 : last] = begin + 1
    for role, target in (("content", "cue"), ("cue", "source")):
        to = ranges[target][0][0] if ranges[target] else NOBODY
        for first, last in ranges[role]:
            links[first:last] = to


def straightened(text: str) -> str:
    """The text with straight quotation marks, of the same length."""
    return text.translate(_STRAIGHT)


def windows(item: Example, limit: int, skip: int = 0) -> Iterator[Window]:
    """Whole lines packed up to ``limit`` pieces; ``skip`` lines make a window of their own at the start."""
    start = end = 0
    for number, (first, last) in enumerate(item.pieces.lines):
        if end > start and (last - start > limit or number == skip):
            yield _window(item, start, end)
            start = first
        while last - start > limit:
            yield _window(item, start, start + limit)
            start += limit
        end = last
    if end > start:
        yield _window(item, start, end)


def _window(item: Example, start: int, end: int) -> Window:
    links = item.links[start:end].copy()
    outside = (links != NOBODY) & ((links < start) | (links >= end))
    links = np.where(links == NOBODY, 0, links - start + 1)
    links[outside] = IGNORED
    return Window(
        ids=np.concatenate(([CLS], item.pieces.ids[start:end], [SEP])),
        features=np.pad(item.pieces.features[start:end], ((1, 1), (0, 0))),
        tags=np.pad(item.tags[start:end], 1, constant_values=IGNORED),
        links=np.pad(links, 1, constant_values=IGNORED),
        statements=np.full(end - start + 2, NOBODY, dtype=np.int64),
    )


def epoch(plain: list[Example], straight: list[Example], chance: random.Random) -> list[Window]:
    """All documents once, each cut at random, one in ten with straight quotation marks."""
    found: list[Window] = []
    for curly, other in zip(plain, straight, strict=True):
        item = other if chance.random() < 0.1 else curly
        found.extend(windows(item, chance.randint(128, 254), chance.randint(0, 4)))
    return found


def judged(path: Path) -> list[tuple[str, float]]:
    """Sentences of a CheckThat! file (id, text and label between tabs, no quoting), 1.0 for those worth checking."""
    with path.open(encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines][1:]
    return [(row[1].strip().strip('"'), float(row[2].strip() == "Yes")) for row in rows if len(row) == 3]


def judged_windows(
    tokenizer: Tokenizer, sentences: list[tuple[str, float]], chance: random.Random, limit: int = 254
) -> Iterator[Window]:
    """Sentences in random order, as many a window as fit: a statement is judged among others, as in an article.

    Half of them stand in quotation marks, one in ten of those in straight ones, as what people say does there.
    """
    shuffled = chance.sample(sentences, len(sentences))
    group: list[tuple[Pieces, float]] = []
    size, most = 0, chance.randint(40, limit)
    for text, worth in shuffled:
        quoted = f"“{text}”" if chance.random() < 0.5 else text
        read = pieces(tokenizer, straightened(quoted) if chance.random() < 0.1 else quoted)
        if not 0 < len(read) <= limit:
            continue
        if group and size + len(read) > most:
            yield _judged_window(group)
            group, size, most = [], 0, chance.randint(40, limit)
        group.append((read, worth))
        size += len(read)
    if group:
        yield _judged_window(group)


def _judged_window(group: list[tuple[Pieces, float]]) -> Window:
    size = sum(len(read) for read, _ in group)
    nothing = np.full(size + 2, IGNORED, dtype=np.int64)
    statements = np.concatenate([np.full(len(read), i) for i, (read, _) in enumerate(group)])
    return Window(
        ids=np.concatenate(([CLS], *(read.ids for read, _ in group), [SEP])),
        features=np.pad(np.concatenate([read.features for read, _ in group]), ((1, 1), (0, 0))),
        tags=nothing,
        links=nothing,
        statements=np.pad(statements, 1, constant_values=NOBODY),
        worth=tuple(worth for _, worth in group),
    )
