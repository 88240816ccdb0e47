"""The networks in ``model``, loaded once a process, on first use: a session must not cross a fork."""

import os
from functools import lru_cache
from importlib.resources import files

from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer

_FOLDER = files("claims.nlp") / "model"


def tokenizer() -> Tokenizer:
    """The word pieces that all networks read."""
    return _tokenizer(os.getpid())


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def session(name: str) -> InferenceSession:
    """The network of ``model/NAME.onnx``, on one core; while it runs, other threads do."""
    return _session(name, os.getpid())


@lru_cache(maxsize=1)
def _tokenizer(process: int) -> Tokenizer:
    found = Tokenizer.from_str((_FOLDER / "tokenizer.json").read_text(encoding="utf-8"))
    found.no_truncation()
    found.no_padding()
    return found


@lru_cache(maxsize=4)
def _session(name: str, process: int) -> InferenceSession:
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return InferenceSession(
        (_FOLDER / f"{name}.onnx").read_bytes(),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # a quarter slower with it, onnxruntime 1.32
    )
