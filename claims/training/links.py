"""Fits how the judge weighs its features among many candidates, to what a careful reader expects of news articles."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from claims import linking
from claims.demo import corpus
from claims.linking import relations
from claims.training import found
from claims.training.found import Found

DECAY = 10.0  # of the weights, on features of variance one
STEPS, RATE = 3_000, 0.5
READ = Path(__file__).with_name("links.jsonl")
NO_LINK = len(relations.RELATIONS)

Model = dict[str, dict[str, np.ndarray]]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Claims and passages that a search finds, a row a pair; labels: a relation's number or NO_LINK.

    ``urls`` is where each claim was first said, ``seen`` what the rules see, ``weighed`` what the network says as well.
    """

    urls: np.ndarray
    passages: np.ndarray
    seen: np.ndarray
    weighed: np.ndarray
    labels: np.ndarray

    def where(self, chosen: np.ndarray) -> "Pairs":
        columns = (self.urls, self.passages, self.seen, self.weighed, self.labels)
        return Pairs(*(column[chosen] for column in columns))


def links(out: Path, say: Callable[[str], None] = print) -> None:
    """Writes weights fitted to our series and to the demo corpus to ``out``, and says how they do on the latter."""
    news = _table(found.in_series("links", say))
    demo = _table(
        found.find([row for file in corpus.FILES for row in corpus.rows(file)], _of_demo(), say=say)
    )
    files = {row["url"]: file.stem for file in reversed(corpus.FILES) for row in corpus.rows(file)}
    topics = np.array([files[url] for url in demo.urls])
    likely, told = np.zeros(len(topics)), np.zeros(len(topics), dtype=int)
    for topic in np.unique(topics):
        here = topics == topic
        likely[here], told[here] = _tried(_fitted(news, demo.where(~here)), demo.where(here))
    say(f"each topic of the demo by all else: {_right(demo, likely, told)}")
    model = _fitted(news, demo)
    say(f"the demo by itself too: {_right(demo, *_tried(model, demo))}")
    rounded = {
        name: {key: np.round(value, 4).tolist() for key, value in part.items()}
        for name, part in model.items()
    }
    out.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def _of_demo() -> list[found.Expected]:
    """Claims of the demo corpus with the links that a careful reader makes; ``READ`` has a claim a line.

    Where another reader might leave a link out, or name another relation, he was not ``sure``: those teach nothing.
    """
    return [json.loads(line) for line in READ.read_text(encoding="utf-8").splitlines()]


def _table(pairs: Iterable[Found]) -> Pairs:
    """All features of pairs, as production has them of what its network looks at."""
    rows = []
    for pair in pairs:
        f = relations.measured(pair.claim, pair.passage)
        label = relations.RELATIONS.index(pair.relation) if pair.relation else NO_LINK
        rows.append((pair.url, pair.key, relations.seen(f), relations.weighed(f), label))
    return Pairs(*(np.array(column) for column in zip(*rows, strict=True)))


def _fitted(news: Pairs, demo: Pairs) -> Model:
    labels = np.concatenate([news.labels, demo.labels])
    linked = labels != NO_LINK
    return {
        "look": _likely(news.seen, demo.seen, linked),
        "link": _likely(news.weighed, demo.weighed, linked),
        "relation": _relation(news.weighed, demo.weighed, labels, linked),
    }


def _likely(news: np.ndarray, demo: np.ndarray, linked: np.ndarray) -> dict[str, np.ndarray]:
    """A model of two classes as weights of one."""
    weights, bias = fit(_levelled(news, demo), linked.astype(int))
    *rest, level = weights[1] - weights[0]
    return {"weights": np.array(rest), "bias": bias[1] - bias[0] + level}


def _relation(
    news: np.ndarray, demo: np.ndarray, labels: np.ndarray, linked: np.ndarray
) -> dict[str, np.ndarray]:
    weights, bias = fit(_levelled(news, demo)[linked], labels[linked])
    return {"weights": weights[:, :-1], "bias": bias + weights[:, -1]}


def _levelled(news: np.ndarray, demo: np.ndarray) -> np.ndarray:
    """Both one below the other, with a column that tells which is which.

    More of what the series hold are links, and more of those contradictions, than on most days: either collection has a
    level of its own, and the demo's is kept.
    """
    return np.column_stack([np.concatenate([news, demo]), np.repeat([0.0, 1.0], [len(news), len(demo)])])


def fit(table: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights and biases of a multinomial logistic model, by gradient descent with decay."""
    mean, scale = table.mean(0), table.std(0) + 1e-6
    x = (table - mean) / scale
    right = np.eye(labels.max() + 1)[labels]
    weights, bias = np.zeros((right.shape[1], x.shape[1])), np.zeros(right.shape[1])
    for _ in range(STEPS):
        odds = x @ weights.T + bias
        shares = np.exp(odds - odds.max(1, keepdims=True))
        wrong = (shares / shares.sum(1, keepdims=True) - right) / len(x)
        weights -= RATE * (wrong.T @ x + DECAY / len(x) * weights)
        bias -= RATE * wrong.sum(0)
    weights = weights / scale
    return weights, bias - weights @ mean


def _tried(model: Model, pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """How likely each pair is a link, 0 where the network would not look at it, and with what relation."""
    look, link = (
        1 / (1 + np.exp(-(table @ model[name]["weights"] + model[name]["bias"])))
        for name, table in (("look", pairs.seen), ("link", pairs.weighed))
    )
    told = (pairs.weighed @ model["relation"]["weights"].T + model["relation"]["bias"]).argmax(1)
    return np.where(look < linking.LOOKED_AT, 0.0, link), told


def _right(pairs: Pairs, likely: np.ndarray, told: np.ndarray) -> str:
    best = {passage: likely[pairs.passages == passage].max() for passage in np.unique(pairs.passages)}
    least = linking.LEAST_OF_BEST * np.array([best[passage] for passage in pairs.passages])
    kept, linked = (likely >= relations.LINKED_FROM) & (likely >= least), pairs.labels != NO_LINK
    return (
        f"{(kept & linked).sum()} of {linked.sum()} links found, {(kept & (told == pairs.labels)).sum()} with their"
        f" relation, and {(kept & ~linked).sum()} that no reader makes"
    )
