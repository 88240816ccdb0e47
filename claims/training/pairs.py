"""What the judge learns from: pairs of texts, labelled or not."""

import gzip
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from math import exp, nan
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from claims.nlp import embedding, sentences
from claims.nlp.alignment import SIZES, Pair, Told, aligned
from claims.nlp.bearing import RELATIONS
from claims.training import data, found, series
from claims.training.found import Found

FOLDS = 5
OWN = Path(__file__).with_name("pairs")
GROUPS = {  # what VitaminC's labels leave open
    "SUPPORTS": ("repeats", "confirms"),
    "REFUTES": ("updates", "contradicts"),
    "NOT ENOUGH INFO": ("unrelated",),
}
STRANGERS = "strangers"  # the label of two texts of other matters, drawn and not written
BEARING = {"SUPPORTS", "REFUTES", *RELATIONS} - {"unrelated"}
OTHERS = 3.2  # pairs of a series without a link, for each with one
UNRELATED = 0.15  # of those, labelled so
NEARNESS = 6  # how much likelier one is drawn whose vectors are near: exp(NEARNESS * cosine)
ALIKE = 0.6  # the cosine from which two claims of our own may be of one matter
SENTENCES = 24_000  # of PolNeAR, among which neighbours are looked for

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Example:
    """A pair, which of the relations its label allows, and whether both are of one matter: 1, 0, or NaN.

    Without a label no relation is allowed; of strangers only the matter is learned, lest all that is far apart count
    as unrelated.
    """

    pair: Pair
    allowed: tuple[bool, ...]
    matter: float = nan


def fold(row: Row) -> int:
    """Which fifth of the pages it belongs to."""
    return int(hashlib.md5(row["page"].encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def example(tokenizer: Tokenizer, row: Row) -> Example:
    told = [Told(row[side], _day(row.get(f"{side}_published"))) for side in ("claim", "passage")]
    label = row.get("label", "")
    right = GROUPS.get(label, (label,))
    one_matter = 0.0 if label in ("unrelated", STRANGERS) else 1.0 if label in BEARING else nan
    return Example(aligned(tokenizer, *told), tuple(name in right for name in RELATIONS), one_matter)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value[:10]) if value else None


def vitaminc(path: Path) -> list[Row]:
    """The rows of the benchmarks' ``vitaminc.jsonl.gz``."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def own() -> list[Row]:
    """The pairs that ship beside this module."""
    files = sorted(OWN.glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def in_series(chance: random.Random, say: Callable[[str], None] = print) -> tuple[list[Row], list[Row]]:
    """Claims of our series with what the product's search finds for each: sentences that bear on it, and others.

    Of the others, the liker the likelier, some are labelled unrelated and stand with the first; of the rest only the
    matter is learned, lest the judge takes most pairs that somebody thought of together for unrelated. With the first
    stand also links as they were written, whether or not a search finds them; and with the others links whose claims
    speak of other places and persons now.
    """
    pairs = found.in_series("judge", say)
    written = [
        row for one in series.read("judge") for row in series.pairs(one) if row["label"] != series.NO_LINK
    ]
    linked = [pair for pair in pairs if pair.relation]
    others = [pair for pair in pairs if not pair.relation]
    near = [exp(NEARNESS * float(pair.claim.vector @ pair.passage.vector)) for pair in others]
    drawn = chance.choices(others, near, k=round(OTHERS * len(linked)))
    drawn += found.elsewhere(linked, 1, chance)
    labels = ["unrelated" if chance.random() < UNRELATED else STRANGERS for _ in drawn]
    rows = [_as_row(pair, label) for pair, label in zip(drawn, labels, strict=True)]
    marked = [_as_row(pair, pair.relation or "") for pair in linked]
    marked += chance.sample(written, len(written) * 2 // 5)
    marked += [row for row in rows if row["label"] == "unrelated"]
    return marked, [row for row in rows if row["label"] == STRANGERS]


def _as_row(pair: Found, label: str) -> Row:
    days = {"claim_published": pair.claim.day, "passage_published": pair.passage.day}
    known = {name: str(day) for name, day in days.items() if day}
    return {"claim": pair.claim.told, "passage": pair.passage.told, "page": pair.url, "label": label} | known


def crossed(rows: Iterable[Row], by: str, most: int, chance: random.Random) -> Iterator[Row]:
    """Passages of one page, or of one claim, against each other: pairs without a label."""
    together = defaultdict(dict)
    for row in rows:
        together[row[by]][row["passage"]] = row
    for group in together.values():
        pairs = [*permutations(group.values(), 2)]
        for one, other in chance.sample(pairs, min(most, len(pairs))):
            yield _side_by_side(one, other)


def _side_by_side(one: Row, other: Row, **more: str) -> Row:
    """One row's passage as the claim, the other's as the passage."""
    days = {
        "claim_published": one.get("passage_published"),
        "passage_published": other.get("passage_published"),
    }
    known = {name: day for name, day in days.items() if day}
    return {"claim": one["passage"], "passage": other["passage"], "page": one.get("page", "")} | known | more


def strangers(rows: Sequence[Row], news: Sequence[Row], chance: random.Random) -> Iterator[Row]:
    """Claims with passages of other matters, near ones and any, and with sentences of the news."""
    by_claim = defaultdict(list)
    for row in rows:
        by_claim[row["claim"]].append(row)
    claims = [*by_claim]
    alike = _cosines(claims)
    for number, claim in enumerate(claims):
        others = [i for i in np.argsort(-alike[number]) if alike[number, i] < ALIKE]
        near = [
            chance.choice(by_claim[claims[i]])
            for i in (*chance.sample(others[:40], 4), chance.choice(others))
        ]
        for other in (*near, *chance.sample(news, 2)):
            told = by_claim[claim][0] | {"passage": other["passage"], "label": STRANGERS}
            yield told | {"passage_published": other["passage_published"]}
    for one, other in zip(chance.sample(news, len(claims)), chance.sample(news, len(claims)), strict=True):
        yield _side_by_side(one, other, label=STRANGERS)


def news(path: Path, chance: random.Random) -> list[Row]:
    """Sentences of PolNeAR's articles, as passages."""
    found = [
        {"passage": text, "passage_published": document["date"], "page": document["doc"]}
        for document in data.documents(path)
        for span in sentences.sentences(document["text"])
        if 25 < len(text := span.of(document["text"])) < 400
    ]
    return chance.sample(found, min(SENTENCES, len(found)))


def neighbours(news: Sequence[Row], most: int, chance: random.Random) -> list[Row]:
    """Sentences of the news with the likest of other articles: pairs without a label."""
    alike, pages = _cosines([row["passage"] for row in news]), np.array([row["page"] for row in news])
    pairs = []
    for number, row in enumerate(alike):
        row[pages == pages[number]] = -1
        nearest = np.argpartition(-row, 4)[:4]
        pairs += [_side_by_side(news[number], news[i]) for i in nearest if 0.4 < row[i] < 0.97]
    return chance.sample(pairs, min(most, len(pairs)))


def _cosines(texts: Sequence[str]) -> np.ndarray:
    parts = [embedding.embed(texts[i : i + 256]) for i in range(0, len(texts), 256)]
    vectors = np.concatenate(parts).astype(np.float16)
    return vectors @ vectors.T


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


def matters(examples: Iterable[Example]) -> torch.Tensor:
    return torch.tensor([example.matter for example in examples])
