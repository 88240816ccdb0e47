"""Text as lines and paragraphs that know where they stand in it."""

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

# Bidirectional controls, zero-width space, word joiner, byte order mark, soft hyphen. The zero-width
# joiners stay: Persian, Hindi and emoji are spelt with them.
INVISIBLE = (
    "\u200b\u200e\u200f\u2060\ufeff\u00ad\u061c" + "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
SPACES = "".join(c for c in map(chr, range(0x3001)) if c.isspace())
CONTROLS = "".join(c for c in map(chr, range(0xA0)) if unicodedata.category(c) == "Cc" and c not in SPACES)
EDGES = SPACES + INVISIBLE + CONTROLS
SURROGATES = range(0xD800, 0xE000)
DROPPED = dict.fromkeys([*map(ord, INVISIBLE + CONTROLS), *SURROGATES])

CLOSERS = "\"'”’»)]*"
ENDS_SENTENCE = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]*]*$")
NARROW, WIDE = 55, 110  # the widths at which people and mail programs wrap lines
HEAD_BLOCKS = 4


@dataclass(frozen=True)
class Paragraph:
    """A line, or the lines of a wrapped paragraph: its span in the text given, and its words on one line."""

    start: int
    end: int
    text: str
    block: int = 0  # paragraphs with no blank line between them share it
    continues: bool = False  # goes on in the middle of a sentence, so it is no line of its own

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends like a sentence."""
        return ENDS_SENTENCE.search(self.text[-8:]) is not None

    @property
    def is_sentence(self) -> bool:
        """Whether it reads as prose: ends like a sentence and has the length of one."""
        return len(self.text) >= 25 and self.ends_sentence


def clean(fragment: str) -> str:
    """The fragment on one line, without control characters and marks that are not seen."""
    return " ".join(fragment.translate(DROPPED).split())


def clean_lines(fragment: str) -> str:
    """The fragment with its line breaks and indents, without what is not seen."""
    lines = (line.translate(DROPPED).rstrip() for line in fragment.splitlines())
    return "\n".join(line.replace("\xa0", " ") for line in lines if line.strip())


def split(text: str, stands_alone: Callable[[str], bool] = lambda line: False) -> list[Paragraph]:
    """The lines of the text that are not blank, hard-wrapped ones joined to paragraphs.

    stands_alone: whether a line is a heading or clutter, and so never a part of a wrapped paragraph.
    """
    blocks = list(_blocks(text))
    lines = [line for block in blocks for line in block]
    width = max((len(line.text) for block in blocks if len(block) > 1 for line in block), default=0)
    if not NARROW <= width <= WIDE or _have_room(lines):
        return lines
    runs = [
        run
        for number, block in enumerate(blocks)
        for run in _runs_apart(block, stands_alone, number < HEAD_BLOCKS)
    ]
    if not _are_wrapped(runs, width):
        return [line for run in runs for line in run]
    return [line for run in runs for line in (_joined(run, text) if _fills(run, width) else run)]


def one_a_line(text: str) -> list[Paragraph]:
    """The lines of the text that are not blank, each a paragraph by itself."""
    lines = (line for block in _blocks(text) for line in block)
    return [replace(line, block=number, continues=False) for number, line in enumerate(lines)]


def regroup(kept: Iterable[Paragraph], text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and clean text of each paragraph; the lines of a poem, list or program stay together."""
    for run in _runs(kept, text):
        if len(run) == 1 or _are_paragraphs(run):
            yield from ((line.start, line.end, line.text) for line in run)
        else:
            start, end = run[0].start, run[-1].end
            yield start, end, clean_lines(text[start:end])


def _blocks(text: str) -> Iterator[list[Paragraph]]:
    position = number = 0
    block: list[Paragraph] = []
    for line in text.splitlines(keepends=True):
        if body := line.strip(EDGES):
            start = position + len(line) - len(line.lstrip(EDGES))
            words = clean(body)
            continues = bool(block) and words[0].islower() and not block[-1].ends_sentence
            block.append(Paragraph(start, start + len(body), words, number, continues))
        elif block:
            yield block
            block = []
            number += 1
        position += len(line)
    if block:
        yield block


def _runs_apart(
    block: list[Paragraph], stands_alone: Callable[[str], bool], at_top: bool
) -> Iterator[list[Paragraph]]:
    """The block, cut around lines that stand alone."""
    run: list[Paragraph] = []
    alone = False
    for line in block:
        begins = not line.continues and (at_top or alone or not run or run[-1].ends_sentence)
        was_alone, alone = alone, begins and stands_alone(line.text)
        if run and (alone or was_alone):
            yield run
            run = []
        run.append(line)
    yield run


def _have_room(lines: list[Paragraph]) -> bool:
    """Whether most of the text stands in lines that no wrapping would leave: then lists of headlines are lists."""
    return 2 * sum(len(line.text) for line in lines if len(line.text) > WIDE) > sum(
        len(line.text) for line in lines
    )


def _are_wrapped(runs: list[list[Paragraph]], width: int) -> bool:
    """Whether lines are as long as the width lets them be, and break in the middle of sentences."""
    joins = [pair for run in runs for pair in itertools.pairwise(run)]
    full = sum(_is_full(first, second, width) for first, second in joins)
    broken = sum(not first.ends_sentence for first, _ in joins)
    return bool(joins) and full >= 0.8 * len(joins) and broken >= 0.5 * len(joins)


def _fills(run: list[Paragraph], width: int) -> bool:
    return len(run) > 1 and all(_is_full(first, second, width) for first, second in itertools.pairwise(run))


def _joined(run: list[Paragraph], text: str) -> list[Paragraph]:
    start, end = run[0].start, run[-1].end
    return [Paragraph(start, end, clean(text[start:end]), run[0].block)]


def _is_full(line: Paragraph, following: Paragraph, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this line."""
    return len(line.text) + 1 + len(following.text.split(" ", 1)[0]) > 0.85 * width


def _runs(kept: Iterable[Paragraph], text: str) -> Iterator[list[Paragraph]]:
    """Paragraphs of one block between which nothing was cut."""
    run: list[Paragraph] = []
    for line in kept:
        if run and (run[-1].block != line.block or text[run[-1].end : line.start].strip(EDGES)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _are_paragraphs(run: list[Paragraph]) -> bool:
    ends = sum(line.is_sentence for line in run)
    return ends >= 0.6 * len(run) or max(len(line.text) for line in run) > WIDE
