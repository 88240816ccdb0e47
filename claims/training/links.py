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
from claims.models import Claim, Passage

LINK_DECAY, RELATION_DECAY = (
    100.0,
    10.0,
)  # of the weights, on features of variance one; best on topics not fitted to
STEPS, RATE = 3_000, 0.5
READ = Path(__file__).with_name("links.jsonl")
NO_LINK = len(relations.RELATIONS)


def links(out: Path, say: Callable[[str], None] = print) -> None:
    """Writes the weights to ``out``; what it stores to get there is rolled back."""
    with transaction.atomic():
        desk.load()
        for revision in Revision.objects.filter(extraction=None).select_related("article"):
            extraction.read(revision)
        for of in index.WORDS_FROM:
            index.count_words(of)
        rows = list(_judged(_read()))
        transaction.set_rollback(True)
    topics, seen, weighed, labels = (np.array(column) for column in zip(*rows, strict=True))
    linked = labels != NO_LINK
    say(f"{len(labels)} pairs, {linked.sum()} of them links")
    say(_tried(topics, seen, weighed, labels))
    model = {
        "look": _binary(seen, linked),
        "link": _binary(weighed, linked),
        "relation": dict(zip(("weights", "bias"), _relation(weighed[linked], labels[linked]), strict=True)),
    }
    rounded = {
        name: {key: np.round(value, 4).tolist() for key, value in part.items()}
        for name, part in model.items()
    }
    out.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def _binary(table: np.ndarray, linked: np.ndarray) -> dict[str, np.ndarray]:
    """A model of two classes as weights of one."""
    weights, bias = _link(table, linked)
    return {"weights": weights[1] - weights[0], "bias": bias[1] - bias[0]}


def _read() -> dict[int, list[dict]]:
    """Of each claim of the demo corpus, the links that a careful reader makes; ``READ`` has a claim a line.

    Where another reader might leave a link out, or name another relation, he was not ``sure``: those teach nothing.
    """
    made = {}
    for line in READ.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        if claim := desk.find(one["url"], one["quote"]):
            made[claim.pk] = one["links"]
    return made


def _judged(read: dict[int, list[dict]]) -> Iterator[tuple[str, np.ndarray, np.ndarray, int]]:
    """Each pair that a search finds: its claim's topic, its features for either model, and its relation."""
    topics = {row["url"]: file.stem for file in reversed(corpus.FILES) for row in corpus.rows(file)}
    pairs = {pair for revision in Revision.objects.all() for pair in candidates.pairs(revision)}
    chosen = sorted(pair for pair in pairs if pair[0] in read)
    claims = statements.claims({claim for claim, _ in chosen})
    passages = statements.Passages({passage for _, passage in chosen})
    stored = Passage.objects.select_related("revision__article").in_bulk({key for _, key in chosen})
    urls = dict(Claim.objects.filter(pk__in=claims).values_list("pk", "first_article__url"))
    for claim, key in chosen:
        made = [link for link in read[claim] if _is(link, stored[key])]
        if made and not made[0].get("sure", True):
            continue
        told = passages.statement(key, passages.mention_in(key, claims[claim]))
        f = relations.measured(statements.of_claim(claims[claim]), told)
        label = relations.RELATIONS.index(made[0]["relation"]) if made else NO_LINK
        yield topics[urls[claim]], relations.seen(f), relations.weighed(f), label


def _is(link: dict, passage: Passage) -> bool:
    same = link["quote"] in passage.text or passage.text in link["quote"]
    return same and passage.revision.article.url == link["url"]


def _link(table: np.ndarray, linked: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return fit(table, linked.astype(int), LINK_DECAY)


def _relation(table: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return fit(table, labels, RELATION_DECAY)


def fit(table: np.ndarray, labels: np.ndarray, decay: float) -> tuple[np.ndarray, np.ndarray]:
    """Weights and biases of a multinomial logistic model, by gradient descent with decay."""
    mean, scale = table.mean(0), table.std(0) + 1e-6
    x = (table - mean) / scale
    right = np.eye(labels.max() + 1)[labels]
    weights, bias = np.zeros((right.shape[1], x.shape[1])), np.zeros(right.shape[1])
    for _ in range(STEPS):
        wrong = (_shares(x, weights, bias) - right) / len(x)
        weights -= RATE * (wrong.T @ x + decay / len(x) * weights)
        bias -= RATE * wrong.sum(0)
    weights = weights / scale
    return weights, bias - weights @ mean


def _shares(x: np.ndarray, weights: np.ndarray, bias: np.ndarray) -> np.ndarray:
    odds = x @ weights.T + bias
    shares = np.exp(odds - odds.max(1, keepdims=True))
    return shares / shares.sum(1, keepdims=True)


def _tried(topics: np.ndarray, seen: np.ndarray, weighed: np.ndarray, labels: np.ndarray) -> str:
    """How it does on each topic, judged by what was fitted to the others."""
    linked = labels != NO_LINK
    kept, right = np.zeros((2, len(labels)), dtype=bool)
    for topic in np.unique(topics):
        here, there = topics == topic, topics != topic
        looked_at = _shares(seen[here], *_link(seen[there], linked[there]))[:, 1]
        accepted = _shares(weighed[here], *_link(weighed[there], linked[there]))[:, 1]
        told = _shares(weighed[here], *_relation(weighed[there & linked], labels[there & linked])).argmax(1)
        kept[here] = (looked_at >= relations.LOOKED_AT) & (accepted >= relations.LINKED_FROM)
        right[here] = kept[here] & (told == labels[here])
    return (
        f"each topic by the others, {(kept & linked).sum()} of {linked.sum()} links found, {right.sum()} with"
        f" their relation, and {(kept & ~linked).sum()} that the reader does not make"
    )
