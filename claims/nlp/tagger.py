"""Who says what: attributions found by a trained tagger (model/tagger.md tells what it learned from)."""

import os
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

import numpy as np
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer

from claims.nlp import joining
from claims.nlp.decoding import Reading
from claims.nlp.pieces import CLS, SEP, Pieces, pieces
from claims.nlp.spans import Attribution
from claims.nlp.windows import Window, windows


def find(text: str) -> tuple[Attribution, ...]:
    """The attributions of a text, in order of their cues."""
    tokenizer, session = _model(os.getpid())
    read = pieces(tokenizer, text)
    return joining.attributions(read, readings(session, read))


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
    tags, links = session.run(None, inputs)
    return Reading(window.start, window.fresh, window.end, tags[1:-1], links[1:-1, :-1])


@lru_cache(maxsize=1)
def _model(process: int) -> tuple[Tokenizer, InferenceSession]:
    """Tokenizer and session of this process: a session must not cross a fork."""
    folder = files("claims.nlp") / "model"
    tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    session = InferenceSession(
        (folder / "tagger.onnx").read_bytes(),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # a quarter slower with it, onnxruntime 1.32
    )
    return tokenizer, session
