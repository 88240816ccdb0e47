"""VitaminC and pairs of our own writing as examples for the judge."""

import gzip
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from claims.nlp.alignment import SIZES, Pair, Told, aligned
from claims.nlp.bearing import RELATIONS

FOLDS = 5
OWN = Path(__file__).with_name("pairs.jsonl")
GROUPS = {  # what VitaminC's labels leave open
    "SUPPORTS": ("repeats", "confirms"),
    "REFUTES": ("updates", "contradicts"),
    "NOT ENOUGH INFO": ("unrelated",),
}


@dataclass(frozen=True, slots=True)
class Example:
    """A pair, and which of the relations its label allows."""

    pair: Pair
    allowed: tuple[bool, ...]
    page: str = ""

    @property
    def fold(self) -> int:
        """Which fifth of the pages it belongs to."""
        return int(hashlib.md5(self.page.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def vitaminc(tokenizer: Tokenizer, path: Path) -> list[Example]:
    """The rows of the benchmarks' ``vitaminc.jsonl.gz``."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [example(tokenizer, json.loads(line)) for line in lines]


def own(tokenizer: Tokenizer) -> list[Example]:
    """The pairs that ship beside this module."""
    with OWN.open(encoding="utf-8") as lines:
        return [example(tokenizer, json.loads(line)) for line in lines]


def example(tokenizer: Tokenizer, row: dict[str, str]) -> Example:
    told = [Told(row[side], _day(row.get(f"{side}_published"))) for side in ("claim", "passage")]
    right = GROUPS.get(row["label"], (row["label"],))
    return Example(aligned(tokenizer, *told), tuple(name in right for name in RELATIONS), row.get("page", ""))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def batch(examples: Sequence[Example]) -> dict[str, torch.Tensor]:
    """Pairs side by side, padded to the longest."""
    width = max(len(example.pair.ids) for example in examples)
    ids = np.zeros((len(examples), width), dtype=np.int64)
    mask = np.zeros_like(ids)
    features = np.zeros((*ids.shape, len(SIZES)), dtype=np.int64)
    for row, example in enumerate(examples):
        size = len(example.pair.ids)
        ids[row, :size], features[row, :size], mask[row, :size] = example.pair.ids, example.pair.features, 1
    counts = np.stack([example.pair.counts for example in examples])
    arrays = {"ids": ids, "features": features, "mask": mask, "counts": counts}
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def allowed(examples: Iterable[Example]) -> torch.Tensor:
    return torch.tensor([example.allowed for example in examples])
