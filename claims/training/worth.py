"""Where a statement begins to be worth checking: the score of one half is put there."""

from collections.abc import Callable

import numpy as np
import torch
from tokenizers import Tokenizer

from claims.nlp.pieces import CLS, SEP, Pieces, pieces
from claims.training.network import Tagger

RECALL = 2.0  # how much more a missed statement weighs than one too many (F-beta)
Judged = list[tuple[str, float]]


def level(network: Tagger, tokenizer: Tokenizer, judged: Judged, say: Callable[[str], None] = print) -> None:
    """Moves the network's scores so that the best cut on judged sentences lies at zero."""
    labels = np.array([worth > 0.5 for _, worth in judged])
    scores = np.array([score(network, pieces(tokenizer, text.strip())) for text, _ in judged])
    cut = max(np.unique(scores), key=lambda at: f_beta(scores >= at, labels))
    say(f"worth: cut at {cut:.3f}, F{RECALL:g} {f_beta(scores >= cut, labels):.3f}")
    with torch.no_grad():
        network.worth.bias[0] -= float(cut)


@torch.no_grad()
def score(network: Tagger, read: Pieces) -> float:
    """The worth of one statement, before it is pressed between 0 and 1."""
    network.eval()
    ids = torch.from_numpy(np.concatenate(([CLS], read.ids[:254], [SEP])))[None]
    features = torch.from_numpy(np.pad(read.features[:254], ((1, 1), (0, 0))))[None]
    value, weight = network(ids, features, torch.ones_like(ids))[2][0, 1:-1].T
    weight = weight.clamp(-15, 15).exp()
    return float((value * weight).sum() / weight.sum()) if len(weight) else -20.0


def f_beta(chosen: np.ndarray, labels: np.ndarray) -> float:
    hits = (chosen & labels).sum()
    return float((1 + RECALL**2) * hits / max(1, chosen.sum() + RECALL**2 * labels.sum()))
