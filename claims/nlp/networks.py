"""The networks in ``model``, loaded once a process, on first use: a session must not cross a fork."""

import os
import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer

_FOLDER = files("claims.nlp") / "model"
_CPU = Path("/proc/cpuinfo")


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
    if not _adds_in_32_bits():
        options.add_session_config_entry("session.x64quantprecision", "1")
    return InferenceSession(
        (_FOLDER / f"{name}.onnx").read_bytes(),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # a quarter slower with it, onnxruntime 1.32
    )


@lru_cache(maxsize=1)
def _adds_in_32_bits() -> bool:
    """Whether the processor has VNNI instructions.

    Others of its kind add two products of int8 in 16 bits, which overflow. With ``x64quantprecision`` onnxruntime does
    not use that, and takes up to twice as long. Where nothing tells, that is the safe choice.
    """
    return _CPU.exists() and bool(re.search(r"\bavx(?:512)?_vnni\b", _CPU.read_text(errors="replace")))
