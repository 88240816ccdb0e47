"""Fits the ranker of found claims: a linear model over its features, by the softmax over each query's candidates."""

import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from claims import seams
from claims.linking import ranking, scratch
from claims.models import ClaimIndex

STEPS, RATE, DECAY = 4_000, 0.05, 1e-3


@dataclass(frozen=True, slots=True)
class Asked:
    """A query's candidates: what the network reads of each, a row of features each, and which of them are right."""

    text: str
    shown: list[str]
    table: np.ndarray
    right: np.ndarray
    relevant: frozenset[str]


def asked(folder: Path, parts: list[str], say: Callable[[str], None] = print) -> Iterator[Asked]:
    """The queries of a set, each with its candidates from a scratch index of the set's claims."""
    with gzip.open(folder / "claims.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [scratch.row(number, json.loads(line)) for number, line in enumerate(lines)]
    with scratch.empty_index():
        scratch.fill(rows)
        say(f"{folder.name}: {len(rows)} claims indexed")
        names = {row.pk: row.name for row in rows}
        for part in parts:
            yield from _part(folder, part, names)


def _part(folder: Path, part: str, names: dict[int, str]) -> Iterator[Asked]:
    relevant = defaultdict(set)
    for line in (folder / f"{part}.qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, _, claim, right = line.split()
        if int(right) > 0:
            relevant[query].add(claim)
    for line in (folder / f"{part}.queries.jsonl").read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        query = ranking.Query(given["text"])
        [vector] = seams.embed([query.text])
        words, found = ranking.candidates(query, ClaimIndex.objects.all(), vector)
        claims = [names[entry.row.pk] for entry in found]
        right = np.array([claim in relevant[given["id"]] for claim in claims])
        table = ranking.features(query, words, found)
        shown = [ranking.shown(entry.row) for entry in found]
        yield Asked(query.text, shown, table, right, frozenset(relevant[given["id"]]))


def fit(groups: list[Asked]) -> dict[str, list[float]]:
    """Weights by gradient descent (Adam) on the cross-entropy of the right candidates."""
    every = np.concatenate([group.table for group in groups])
    mean, scale = every.mean(0), every.std(0) + 1e-6
    tables = [((g.table - mean) / scale, g.right / g.right.sum()) for g in groups if g.right.any()]
    weights, first, second = (np.zeros(every.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        some = np.random.default_rng(step).choice(len(tables), 64)
        slope = sum(_slope(*tables[i], weights) for i in some) / len(some) + DECAY * weights
        first += 0.1 * (slope - first)
        second += 0.01 * (slope**2 - second)
        rate = RATE * (1 - step / STEPS)
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return {"mean": mean.tolist(), "scale": scale.tolist(), "weights": weights.tolist()}


def _slope(table: np.ndarray, right: np.ndarray, weights: np.ndarray) -> np.ndarray:
    scores = table @ weights
    chosen = np.exp(scores - scores.max())
    return table.T @ (chosen / chosen.sum() - right)


def average_precision(group: Asked, model: dict[str, list[float]], depth: int = 5) -> float:
    """Of the first ``depth`` claims, over all that are relevant."""
    scores = ((group.table - model["mean"]) / np.array(model["scale"])) @ np.array(model["weights"])
    hits, total = 0, 0.0
    for rank, i in enumerate(np.argsort(-scores)[:depth], 1):
        if group.right[i]:
            hits += 1
            total += hits / rank
    return total / len(group.relevant)


def train_queries(corpus: Path, say: Callable[[str], None] = print) -> Iterator[Asked]:
    """The queries of the train parts of matching/politifact and matching/snopes."""
    for name in ("politifact", "snopes"):
        yield from asked(corpus / "matching" / name, ["train"], say)


def ranker(corpus: Path, out: Path, say: Callable[[str], None] = print) -> None:
    """Trains on ``train_queries``; writes ``out``, a JSON file."""
    groups = [*train_queries(corpus, say)]
    out.write_text(json.dumps(fit(groups), indent=1) + "\n", encoding="utf-8")
