"""Texts as vectors: a small sentence encoder (model/embedder.md)."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from claims.nlp import networks
from claims.nlp.pieces import CLS, SEP

DIMENSIONS = 384
MOST = 126  # pieces of a text that are read
_AT_ONCE = 1024  # pieces in one run, padding included
_LONGEST = 2_000  # code points of a text that can hold so many pieces

Floats = NDArray[np.float32]


def embed(texts: Sequence[str]) -> Floats:
    """One row of ``DIMENSIONS`` float32 a text, of length one; zeros for a text without words."""
    rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    read = [_ids(networks.tokenizer(), text) for text in texts]
    session = networks.session("embedder") if any(read) else None
    for group in _groups(read):
        ids, mask = _padded([read[i] for i in group])
        [rows[group]] = session.run(None, {"ids": ids, "mask": mask})  # type: ignore[union-attr]
    return rows


def _ids(tokenizer: Tokenizer, text: str) -> list[int]:
    if not any(c.isalnum() for c in text):
        return []
    clean = text[:_LONGEST].encode("utf-8", "replace").decode("utf-8")
    ids: list[int] = tokenizer.encode(clean, add_special_tokens=False).ids
    return [CLS, *ids[:MOST], SEP]


def _groups(read: list[list[int]]) -> Iterator[list[int]]:
    """Texts of like length together, those without words left out."""
    group: list[int] = []
    for i in sorted((i for i, ids in enumerate(read) if ids), key=lambda i: len(read[i])):
        if group and len(read[i]) * (len(group) + 1) > _AT_ONCE:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _padded(group: list[list[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    ids = np.zeros((len(group), max(map(len, group))), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, found in enumerate(group):
        ids[row, : len(found)] = found
        mask[row, : len(found)] = 1
    return ids, mask
