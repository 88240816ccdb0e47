"""How one text bears on another: a small network that is told how their terms differ (model/judge.md)."""

import numpy as np
from numpy.typing import NDArray

from claims.nlp import networks
from claims.nlp.alignment import Told, aligned

RELATIONS = ("repeats", "updates", "confirms", "contradicts", "unrelated")
SAMENESS, MATTER = len(RELATIONS), len(RELATIONS) + 1  # places of the other outputs


def shares(claim: Told, passage: Told) -> dict[str, float]:
    """How likely each relation of a passage to a claim is; they sum to 1."""
    odds = _odds(claim, passage)[: len(RELATIONS)]
    weights = np.exp(odds - odds.max())
    return dict(zip(RELATIONS, (weights / weights.sum()).tolist(), strict=True))


def sameness(statement: Told, claim: Told) -> float:
    """Log-odds, up to a constant, that a statement makes the claim: to compare claims for one statement by."""
    return float(_odds(statement, claim)[len(RELATIONS)])


def _odds(one: Told, other: Told) -> NDArray[np.float32]:
    pair = aligned(networks.tokenizer(), one, other)
    inputs = {"ids": pair.ids, "features": pair.features, "counts": pair.counts}
    [odds] = networks.session("judge").run(None, inputs)
    return np.asarray(odds)
