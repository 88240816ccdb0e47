"""Who says what: attributions found by a trained tagger (model/tagger.md tells what it learned from)."""

from collections.abc import Iterator

import numpy as np
from onnxruntime import InferenceSession

from claims.nlp import joining, networks
from claims.nlp.decoding import Reading
from claims.nlp.pieces import CLS, SEP, Pieces, pieces
from claims.nlp.spans import Attribution
from claims.nlp.windows import Window, windows


def find(text: str) -> tuple[Attribution, ...]:
    """The attributions of a text, in order of their cues."""
    read = pieces(networks.tokenizer(), text)
    return joining.attributions(read, readings(networks.session("tagger"), read))


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
    tags, links = session.run(None, inputs)[:2]
    return Reading(window.start, window.fresh, window.end, tags[1:-1], links[1:-1, :-1])
