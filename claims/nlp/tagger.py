"""Who says what: attributions found by a trained tagger (model/tagger.md tells what it learned from)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession

from claims.nlp import joining, networks
from claims.nlp.decoding import Reading
from claims.nlp.pieces import CLS, SEP, Pieces, pieces
from claims.nlp.spans import Attribution
from claims.nlp.windows import Window, windows


@dataclass(frozen=True, slots=True)
class Read:
    """A text as the network reads it. ``worth`` has a row a piece: what it adds to a statement's worth, its weight."""

    pieces: Pieces
    attributions: tuple[Attribution, ...]
    worth: NDArray[np.float32]


def read(text: str) -> Read:
    """A text's attributions, in order of their cues, and what each of its pieces is worth."""
    found = pieces(networks.tokenizer(), text)
    worth = np.zeros((len(found), 2), dtype=np.float32)

    def kept() -> Iterator[Reading]:
        for reading in readings(networks.session("tagger"), found):
            worth[reading.fresh : reading.end] = reading.worth[reading.fresh - reading.start :]
            yield reading

    return Read(found, joining.attributions(found, kept()), worth)


def readings(session: InferenceSession, read: Pieces) -> Iterator[Reading]:
    """What a model says of each window of a text, in order, one at a time."""
    for window in windows(read):
        yield _reading(session, read, window)


def _reading(session: InferenceSession, read: Pieces, window: Window) -> Reading:
    part = slice(window.start, window.end)
    inputs = {
        "ids": np.concatenate(([CLS], read.ids[part], [SEP])),
        "features": np.pad(read.features[part], ((1, 1), (0, 0))),
    }
    tags, links, worth = session.run(None, inputs)
    return Reading(window.start, window.fresh, window.end, tags[1:-1], links[1:-1, :-1], worth[1:-1])
