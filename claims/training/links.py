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
from claims.nlp import bearing

DECAY = 33.0  # of the weights, on features of variance one
STEPS, RATE = 3_000, 0.5
FOLDS = 5
UNRELATED = bearing.RELATIONS.index("unrelated")


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
    claims, table, labels = (np.array(column) for column in zip(*rows, strict=True))
    say(f"{len(labels)} pairs of {len(set(claims))} claims, {(labels != UNRELATED).sum()} of them links")
    say(_tried(claims, table, labels))
    weights, bias = fit(table, labels)
    model = {"weights": weights.round(4).tolist(), "bias": bias.round(4).tolist()}
    out.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


def _expected() -> dict[int, list[dict]]:
    """Of each claim that the reader looked at, the links that he expects."""
    looked_at = {}
    for one in corpus.expected()["claims"]:
        if claim := desk.find(one["claim"]["url"], one["claim"]["quote"]):
            looked_at[claim.pk] = one["links"]
    return looked_at


def _judged(expected: dict[int, list[dict]]) -> Iterator[tuple[int, np.ndarray, int]]:
    """Each pair that the network looks at: its claim, its features, and its relation."""
    pairs = {pair for revision in Revision.objects.all() for pair in candidates.pairs(revision)}
    chosen = sorted(pair for pair in pairs if pair[0] in expected)
    claims = statements.claims({claim for claim, _ in chosen})
    passages = statements.Passages({passage for _, passage in chosen})
    stored = Passage.objects.select_related("revision__article").in_bulk({key for _, key in chosen})
    for claim, key in chosen:
        told = passages.statement(key, passages.mention_in(key, claims[claim]))
        said = statements.of_claim(claims[claim])
        if not relations.are_far_apart(said, told):
            features = relations.weigh(relations.measured(said, told))
            right = [link["relation"] for link in expected[claim] if _is(link, stored[key])]
            yield claim, features, bearing.RELATIONS.index(right[0]) if right else UNRELATED


def _is(link: dict, passage: Passage) -> bool:
    same = link["quote"] in passage.text or passage.text in link["quote"]
    return same and passage.revision.article.url == link["url"]


def fit(table: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights and biases of a multinomial logistic model, by gradient descent with decay."""
    mean, scale = table.mean(0), table.std(0) + 1e-6
    x = (table - mean) / scale
    right = np.eye(len(bearing.RELATIONS))[labels]
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


def _tried(claims: np.ndarray, table: np.ndarray, labels: np.ndarray) -> str:
    """How it does over folds of claims, none judged by what was fitted to it."""
    fold = {
        claim: i % FOLDS for i, claim in enumerate(np.random.default_rng(0).permutation(np.unique(claims)))
    }
    folds = np.array([fold[claim] for claim in claims])
    shares = np.zeros((len(labels), len(bearing.RELATIONS)))
    for part in range(FOLDS):
        shares[folds == part] = _shares(
            table[folds == part], *fit(table[folds != part], labels[folds != part])
        )
    kept, links = shares[:, UNRELATED] <= 1 - relations.LINKED_FROM, labels != UNRELATED
    right = kept & (shares[:, :UNRELATED].argmax(1) == labels)
    return (
        f"over {FOLDS} folds of claims, {(kept & links).sum()} of {links.sum()} links found, {right.sum()} with their"
        f" relation, and {(kept & ~links).sum()} that the reader does not name"
    )
