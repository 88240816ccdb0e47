"""How one text bears on another: a small network that is told how their terms differ (model/judge.md)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.nlp import networks
from claims.nlp.alignment import Told, aligned

RELATIONS = ("repeats", "updates", "confirms", "contradicts", "unrelated")
SAMENESS, MATTER = len(RELATIONS), len(RELATIONS) + 1  # places of the other outputs


@dataclass(frozen=True, slots=True)
class Bearing:
    """How likely each relation of a passage to a claim is, summing to 1; and how likely both are of one matter.

    The relations were learned from pairs that somebody thought of together, so that of texts with nothing in common
    only ``one_matter`` tells.
    """

    shares: dict[str, float]
    one_matter: float


def read(claim: Told, passage: Told) -> Bearing:
    """How a passage bears on a claim."""
    odds = _odds(claim, passage)
    weights = np.exp(odds[:SAMENESS] - odds[:SAMENESS].max())
    shares = dict(zip(RELATIONS, (weights / weights.sum()).tolist(), strict=True))
    return Bearing(shares, 1 / (1 + float(np.exp(-odds[MATTER]))))


def sameness(statement: Told, claim: Told) -> float:
    """Log-odds, up to a constant, that a statement makes the claim: to compare claims for one statement by."""
    return float(_odds(statement, claim)[SAMENESS])


def _odds(one: Told, other: Told) -> NDArray[np.float32]:
    pair = aligned(networks.tokenizer(), one, other)
    inputs = {"ids": pair.ids, "features": pair.features, "counts": pair.counts}
    [odds] = networks.session("judge").run(None, inputs)
    return np.asarray(odds)
