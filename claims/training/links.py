"""Fits how the judge weighs its features among many candidates, to what a careful reader expects of the demo corpus."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from django.db import transaction

from articles.models import Revision
from claims import extraction
from claims.demo import corpus, desk
from claims.linking import candidates, index, relations, statements
from claims.models import Passage

DECAY = 33.0  # of the weights, on features of variance one
STEPS, RATE = 3_000, 0.5
FOLDS = 5
NO_LINK = len(relations.RELATIONS)


def links(out: Path, say: Callable[[str], None] = print) -> None:
    """Writes the weights to ``out``; what it stores to get there is rolled back."""
    with transaction.atomic():
        desk.load()
        for revision in Revision.objects.filter(extraction=None).select_related("article"):
            extraction.read(revision)
        for of in index.WORDS_FROM:
            index.count_words(of)
        rows = list(_judged(_expected()))
        transaction.set_rollback(True)
    claims, seen, weighed, labels = (np.array(column) for column in zip(*rows, strict=True))
    linked = labels != NO_LINK
    say(f"{len(labels)} pairs of {len(set(claims))} claims, {linked.sum()} of them links")
    say(_tried(claims, seen, weighed, labels))
    model = {
        "link": _binary(seen, linked),
        "relation": dict(zip(("weights", "bias"), fit(weighed[linked], labels[linked]), strict=True)),
    }
    rounded = {
        name: {key: np.round(value, 4).tolist() for key, value in part.items()}
        for name, part in model.items()
    }
    out.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def _binary(table: np.ndarray, linked: np.ndarray) -> dict[str, np.ndarray]:
    """A model of two classes as weights of one."""
    weights, bias = fit(table, linked.astype(int))
    return {"weights": weights[1] - weights[0], "bias": bias[1] - bias[0]}


def _expected() -> dict[int, list[dict]]:
    """Of each claim that the reader looked at, the links that he expects."""
    looked_at = {}
    for one in corpus.expected()["claims"]:
        if claim := desk.find(one["claim"]["url"], one["claim"]["quote"]):
            looked_at[claim.pk] = one["links"]
    return looked_at


def _judged(expected: dict[int, list[dict]]) -> Iterator[tuple[int, np.ndarray, np.ndarray, int]]:
    """Each pair that a search finds: its claim, its features for either model, and its relation."""
    pairs = {pair for revision in Revision.objects.all() for pair in candidates.pairs(revision)}
    chosen = sorted(pair for pair in pairs if pair[0] in expected)
    claims = statements.claims({claim for claim, _ in chosen})
    passages = statements.Passages({passage for _, passage in chosen})
    stored = Passage.objects.select_related("revision__article").in_bulk({key for _, key in chosen})
    for claim, key in chosen:
        told = passages.statement(key, passages.mention_in(key, claims[claim]))
        f = relations.measured(statements.of_claim(claims[claim]), told)
        right = [link["relation"] for link in expected[claim] if _is(link, stored[key])]
        label = relations.RELATIONS.index(right[0]) if right else NO_LINK
        yield claim, relations.seen(f), relations.weighed(f), label


def _is(link: dict, passage: Passage) -> bool:
    same = link["quote"] in passage.text or passage.text in link["quote"]
    return same and passage.revision.article.url == link["url"]


def fit(table: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights and biases of a multinomial logistic model, by gradient descent with decay."""
    mean, scale = table.mean(0), table.std(0) + 1e-6
    x = (table - mean) / scale
    right = np.eye(labels.max() + 1)[labels]
    weights, bias = np.zeros((right.shape[1], x.shape[1])), np.zeros(right.shape[1])
    for _ in range(STEPS):
        wrong = (_shares(x, weights, bias) - right) / len(x)
        weights -= RATE * (wrong.T @ x + DECAY / len(x) * weights)
        bias -= RATE * wrong.sum(0)
    weights = weights / scale
    return weights, bias - weights @ mean


def _shares(x: np.ndarray, weights: np.ndarray, bias: np.ndarray) -> np.ndarray:
    odds = x @ weights.T + bias
    shares = np.exp(odds - odds.max(1, keepdims=True))
    return shares / shares.sum(1, keepdims=True)


def _tried(claims: np.ndarray, seen: np.ndarray, weighed: np.ndarray, labels: np.ndarray) -> str:
    """How it does over folds of claims, none judged by what was fitted to it."""
    fold = {
        claim: i % FOLDS for i, claim in enumerate(np.random.default_rng(0).permutation(np.unique(claims)))
    }
    folds = np.array([fold[claim] for claim in claims])
    linked = labels != NO_LINK
    kept, right = np.zeros((2, len(labels)), dtype=bool)
    for part in range(FOLDS):
        here, there = folds == part, folds != part
        accepted = _shares(seen[here], *fit(seen[there], linked[there].astype(int)))[:, 1]
        told = _shares(weighed[here], *fit(weighed[there & linked], labels[there & linked])).argmax(1)
        kept[here] = accepted >= relations.LINKED_FROM
        right[here] = kept[here] & (told == labels[here])
    return (
        f"over {FOLDS} folds of claims, {(kept & linked).sum()} of {linked.sum()} links found, {right.sum()} with"
        f" their relation, and {(kept & ~linked).sum()} that the reader does not name"
    )
