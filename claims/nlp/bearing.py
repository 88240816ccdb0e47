"""How one text bears on another: a small network that is told how their terms differ (model/judge.md)."""

import numpy as np

from claims.nlp import networks
from claims.nlp.alignment import Told, aligned

RELATIONS = ("repeats", "updates", "confirms", "contradicts", "unrelated")


def shares(claim: Told, passage: Told) -> dict[str, float]:
    """How likely each relation of a passage to a claim is; they sum to 1."""
    pair = aligned(networks.tokenizer(), claim, passage)
    inputs = {"ids": pair.ids, "features": pair.features, "counts": pair.counts}
    [odds] = networks.session("judge").run(None, inputs)
    weights = np.exp(odds - odds.max())
    return dict(zip(RELATIONS, (weights / weights.sum()).tolist(), strict=True))
