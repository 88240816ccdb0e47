"""PolNeAR as examples for the tagger: pieces, tags and links in windows of whole lines."""

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
    )


def epoch(plain: list[Example], straight: list[Example], chance: random.Random) -> list[Window]:
    """All documents once, each cut at random, one in ten with straight quotation marks."""
    found: list[Window] = []
    for curly, other in zip(plain, straight, strict=True):
        item = other if chance.random() < 0.1 else curly
        found.extend(windows(item, chance.randint(128, 254), chance.randint(0, 4)))
    return found
