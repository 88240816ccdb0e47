"""How one text bears on another: networks that are told how their terms differ, a quick one (model/judge.md) and one
that reads closely, five times as long (model/close_reader.md)."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from claims.nlp import networks
from claims.nlp.alignment import Pair, Told, aligned

RELATIONS = ("repeats", "updates", "confirms", "contradicts", "unrelated")
SAMENESS, MATTER = len(RELATIONS), -1  # places of the other outputs; only the quick network has the first


@dataclass(frozen=True, slots=True)
class Bearing:
    """How likely each relation of a passage to a claim is, summing to 1; and how likely both are of one matter.

    The relations were learned from pairs that somebody thought of together, so that of texts with nothing in common
    only ``one_matter`` tells.
    """

    shares: dict[str, float]
    one_matter: float


@lru_cache(maxsize=64)
def read(claim: Told, passage: Told) -> Bearing:
    """How a passage bears on a claim, at a first reading."""
    return _bearing(_odds("judge", claim, passage))


def read_closely(claim: Told, passage: Told) -> Bearing:
    """The same, read closely."""
    return _bearing(_odds("close_reader", claim, passage))


def _bearing(odds: NDArray[np.float32]) -> Bearing:
    relations = odds[: len(RELATIONS)]
    weights = np.exp(relations - relations.max())
    shares = dict(zip(RELATIONS, (weights / weights.sum()).tolist(), strict=True))
    return Bearing(shares, 1 / (1 + float(np.exp(-odds[MATTER]))))


def sameness(statement: Told, claim: Told) -> float:
    """Log-odds, up to a constant, that a statement makes the claim: to compare claims for one statement by."""
    return float(_odds("judge", statement, claim)[SAMENESS])


def _odds(network: str, one: Told, other: Told) -> NDArray[np.float32]:
    pair = _pair(one, other)
    inputs = {"ids": pair.ids, "features": pair.features, "counts": pair.counts}
    [odds] = networks.session(network).run(None, inputs)
    return np.asarray(odds)


@lru_cache(maxsize=64)
def _pair(one: Told, other: Told) -> Pair:
    return aligned(networks.tokenizer(), one, other)
