"""Fits how the judge weighs its features among many candidates, to what a careful reader expects of news articles."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from pathlib import Path
from random import Random

import numpy as np

from claims import linking
from claims.demo import corpus
from claims.linking import relations, sifting
from claims.nlp import networks
from claims.training import found
from claims.training.found import Found

DECAY = 20.0  # of the weights, on features of variance one
STEPS = 12  # after eight nothing changes any more
FLAT = 1e-3  # decay of the biases, which are free but for what they share
ELSEWHERE = (
    3  # times that each link of a series stands there as none, its claim about other places and persons
)
SEED = 0
READ_CLOSELY_FROM = 0.02  # how likely a link must be at a first reading, for the close reader to be asked
READ = Path(__file__).with_name("links.jsonl")
NO_LINK = len(relations.RELATIONS)

Model = dict[str, dict[str, np.ndarray]]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Claims and passages that a search finds, a row a pair; labels: a relation's number or NO_LINK.

    ``urls`` is where each claim was first said, ``groups`` tells claims and articles apart. ``seen`` is what the rules
    see, ``first_read`` what the quick network says as well, ``weighed`` what the close reader says, too: NaN where it
    was not asked.
    """

    urls: np.ndarray
    passages: np.ndarray
    groups: np.ndarray
    labels: np.ndarray
    seen: np.ndarray
    first_read: np.ndarray
    weighed: np.ndarray

    def where(self, chosen: np.ndarray) -> "Pairs":
        return Pairs(*(getattr(self, field.name)[chosen] for field in fields(self)))


def links(out: Path, say: Callable[[str], None] = print) -> None:
    """Writes weights fitted to our series and to the demo corpus to ``out``, and says how they do on the latter."""
    articles = [row for file in corpus.FILES for row in corpus.rows(file)]
    told = found.in_series("links", say)
    told = [*told, *found.elsewhere(told, ELSEWHERE, Random(SEED))]
    news, demo = _tables(told, found.find(articles, _of_demo(), say=say), say)
    files = {row["url"]: file.stem for file in reversed(corpus.FILES) for row in corpus.rows(file)}
    topics = np.array([files[url] for url in demo.urls])
    likely, relation = np.zeros(len(topics)), np.zeros(len(topics), dtype=int)
    for topic in np.unique(topics):
        here = topics == topic
        likely[here], relation[here] = _tried(_fitted(news, demo.where(~here)), demo.where(here))
    say(f"each topic of the demo by all else: {_right(demo, likely, relation)}")
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


def _tables(news: list[Found], demo: list[Found], say: Callable[[str], None]) -> tuple[Pairs, Pairs]:
    """All features of pairs, as production has them, but that pairs of which a reader is not sure surround nothing.

    The close reader reads what is promising at a first reading.
    """
    with ThreadPoolExecutor(networks.cores()) as readers:
        tables = _first_read(news, readers), _first_read(demo, readers)
        model = _fitted(*tables)
        for pairs, table in zip((news, demo), tables, strict=True):
            promising = 1 - _shares(model["reading"], _numbers(model, "reading", table))[:, NO_LINK]
            close = np.flatnonzero(promising >= READ_CLOSELY_FROM)
            say(f"{len(close)} of {len(pairs)} pairs are read closely")
            read = readers.map(_read_closely, (pairs[number] for number in close))
            for number, f in zip(close, read, strict=True):
                table.weighed[number] = relations.weighed(f)
    return tables


def _read_closely(pair: Found) -> dict[str, float]:
    return _read(pair) | relations.close_reading(pair.claim, pair.passage)


def _read(pair: Found) -> dict[str, float]:
    return relations.rules(pair.claim, pair.passage) | relations.first_reading(pair.claim, pair.passage)


def _first_read(pairs: list[Found], readers: ThreadPoolExecutor) -> Pairs:
    rows = []
    for pair, f in zip(pairs, readers.map(_read, pairs), strict=True):
        label = relations.RELATIONS.index(pair.relation) if pair.relation else NO_LINK
        group = f"{pair.article} {pair.url} {pair.claim.text}"
        rows.append((pair.url, pair.key, group, label, relations.seen(f), relations.first_read(f)))
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    return Pairs(*columns, np.full((len(pairs), relations.WEIGHED), np.nan))


def _fitted(news: Pairs, demo: Pairs) -> Model:
    """A model after the other: what an article says around a passage is told by the first."""
    model: Model = {}
    for name in relations.NUMBERS:
        tables = [_numbers(model, name, pairs) for pairs in (news, demo)]
        known = [~np.isnan(table).any(1) for table in tables]
        labels = [pairs.labels[k] for pairs, k in zip((news, demo), known, strict=True)]
        table = _levelled(*(table[k] for table, k in zip(tables, known, strict=True)))
        if len(table):
            model[name] = _of_the_demo(*fit(table, np.concatenate(labels)))
    return model


def _numbers(model: Model, name: str, pairs: Pairs) -> np.ndarray:
    """The numbers that a model weighs, by its name in ``relations.NUMBERS``."""
    numbers: dict[str, np.ndarray] = {
        "pair": pairs.seen,
        "glance": pairs.seen,
        "reading": pairs.first_read,
        "link": pairs.weighed,
    }
    if name not in ("glance", "reading"):
        return numbers[name]
    likely = 1 - _shares(model["pair"], pairs.seen)[:, NO_LINK]
    odds = [sifting.log_odds(one) for one in likely.tolist()]
    return np.column_stack(
        [numbers[name], sifting.around(odds, pairs.groups.tolist(), pairs.passages.tolist())]
    )


def _of_the_demo(weights: np.ndarray, bias: np.ndarray) -> dict[str, np.ndarray]:
    return {"weights": weights[:, :-1], "bias": bias + weights[:, -1]}


def _levelled(news: np.ndarray, demo: np.ndarray) -> np.ndarray:
    """Both one below the other, with a column that tells which is which.

    More of what the series hold are links, and more of those contradictions, than on most days: either collection has a
    level of its own, and the demo's is kept.
    """
    return np.column_stack([np.concatenate([news, demo]), np.repeat([0.0, 1.0], [len(news), len(demo)])])


def fit(table: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights and biases of a multinomial logistic model with decay, by Newton's method."""
    mean, scale = table.mean(0), table.std(0) + 1e-6
    x = np.column_stack([(table - mean) / scale, np.ones(len(table))])
    right = np.eye(labels.max() + 1)[labels]
    weights = np.zeros((right.shape[1], x.shape[1]))
    decay = np.full(weights.shape, DECAY)
    decay[:, -1] = FLAT
    for _ in range(STEPS):
        shares = _softmax(x @ weights.T)
        slope = (shares - right).T @ x + decay * weights
        weights -= np.linalg.solve(_curvature(x, shares, decay), slope.ravel()).reshape(weights.shape)
    bias, weights = weights[:, -1], weights[:, :-1] / scale
    return weights, bias - weights @ mean


def _curvature(x: np.ndarray, shares: np.ndarray, decay: np.ndarray) -> np.ndarray:
    """The second derivatives of the loss by all weights: square, classes x features a side."""
    classes, features = decay.shape
    found = np.diag(decay.ravel()).reshape(classes, features, classes, features)
    for one in range(classes):
        for other in range(one + 1):
            weight = shares[:, one] * ((one == other) - shares[:, other])
            block = (x * weight[:, None]).T @ x
            found[one, :, other] += block
            if one != other:
                found[other, :, one] += block
    return found.reshape(decay.size, decay.size)


def _tried(model: Model, pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """How likely each pair is a link, 0 where it would not be read closely, and with what relation."""
    glance, reading, link = (
        _shares(model[name], _numbers(model, name, pairs)) for name in ("glance", "reading", "link")
    )
    read = _of_best(pairs, 1 - glance[:, NO_LINK], sifting.READ_FROM, sifting.READ_OF_BEST)
    judged = _of_best(pairs, read * (1 - reading[:, NO_LINK]), sifting.JUDGED_FROM, sifting.JUDGED_OF_BEST)
    return judged * np.nan_to_num(1 - link[:, NO_LINK]), link[:, :NO_LINK].argmax(1)


def _of_best(pairs: Pairs, likely: np.ndarray, least: float, of_best: float) -> np.ndarray:
    """Which pairs are likely enough, by themselves and beside the likeliest of their passage."""
    best = {passage: likely[pairs.passages == passage].max() for passage in np.unique(pairs.passages)}
    return (likely >= least) & (likely >= of_best * np.array([best[passage] for passage in pairs.passages]))


def _shares(model: dict[str, np.ndarray], table: np.ndarray) -> np.ndarray:
    return _softmax(table @ model["weights"].T + model["bias"])


def _softmax(odds: np.ndarray) -> np.ndarray:
    shares = np.exp(odds - odds.max(1, keepdims=True))
    return shares / shares.sum(1, keepdims=True)


def _right(pairs: Pairs, likely: np.ndarray, told: np.ndarray) -> str:
    kept = _of_best(pairs, likely, relations.LINKED_FROM, linking.LEAST_OF_BEST)
    linked = pairs.labels != NO_LINK
    return (
        f"{(kept & linked).sum()} of {linked.sum()} links found, {(kept & (told == pairs.labels)).sum()} with their"
        f" relation, and {(kept & ~linked).sum()} that no reader makes"
    )
