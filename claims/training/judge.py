"""The judge: a MiniLM encoder over two texts side by side that is told how their terms differ."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from claims.nlp.alignment import COUNTS, SIZES
from claims.nlp.bearing import RELATIONS
from claims.training import encoder, pairs
from claims.training.fit import Learner
from claims.training.pairs import Example

SURE = [[name in group for name in RELATIONS] for group in pairs.GROUPS.values()]


@dataclass(frozen=True, slots=True)
class Plan:
    """``fold``: the fifth of VitaminC's pages that is held out, to be scored; None trains on all."""

    epochs: int = 3
    batch: int = 32
    own: int = 3  # times that each pair of our own is seen an epoch
    rate: float = 8e-5
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warm_up: float = 0.08
    averaging: float = 0.995
    smoothing: float = 0.05
    fold: int | None = 0
    seed: int = 0


class Judge(nn.Module):
    """ids, mask: batch x length; features: batch x length x 5; counts: batch x COUNTS -> batch x RELATIONS."""

    def __init__(self, base: str, dropout: float = 0.1, hidden: int = 128) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            base, add_pooling_layer=False, attention_probs_dropout_prob=0.0
        )
        size = self.encoder.config.hidden_size
        self.surface = nn.ModuleList(nn.Embedding(n, size) for n in SIZES)
        for table in self.surface:
            nn.init.normal_(table.weight, std=0.01)
        self.dropout = nn.Dropout(dropout)
        self.dense = nn.Linear(3 * size + COUNTS, hidden)
        self.out = nn.Linear(hidden, len(RELATIONS))

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor, counts: Tensor) -> Tensor:
        vectors = self.encoder.embeddings.word_embeddings(ids)
        for number, table in enumerate(self.surface):
            vectors = vectors + table(features[:, :, number])
        hidden = self.encoder(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
        side = features[:, :, 0] * mask
        means = [_mean(hidden, side), _mean(hidden, (1 - features[:, :, 0]) * mask)]
        joined = torch.cat([hidden[:, 0], *means, counts.to(hidden.dtype)], dim=-1)
        return self.out(self.dropout(nn.functional.gelu(self.dense(self.dropout(joined)))))


def _mean(hidden: Tensor, chosen: Tensor) -> Tensor:
    weights = chosen[:, :, None].to(hidden.dtype)
    return (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)


def loss(odds: Tensor, allowed: Tensor, smoothing: float) -> Tensor:
    """Cross-entropy of what each label allows: one relation, or as in VitaminC either of two."""
    sure = odds.float().log_softmax(-1)

    def of(chosen: Tensor) -> Tensor:
        return torch.logsumexp(sure.masked_fill(~chosen, -1e4), -1)

    groups = torch.stack([of(torch.tensor(group)) for group in SURE], -1)
    return -((1 - smoothing) * of(allowed) + smoothing * groups.mean(-1)).mean()


def fit(corpus: Path, plan: Plan, say: Callable[[str], None] = print) -> Judge:
    """A judge trained on VitaminC and on our own pairs: the running average of its weights."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    tokenizer = encoder.tokenizer()
    public = pairs.vitaminc(tokenizer, corpus / "relations" / "vitaminc.jsonl.gz")
    seen = [x for x in public if x.fold != plan.fold] + pairs.own(tokenizer) * plan.own
    network = Judge(str(encoder.base()))
    steps = plan.epochs * len(_groups(seen, plan.batch, chance))
    heads = [network.dense, network.out, network.surface]
    learner = Learner(network, heads, plan, lambda n: _factor(n / steps, plan))
    for epoch in range(plan.epochs):
        for step, group in enumerate(_groups(seen, plan.batch, chance), start=1):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                odds = network(**pairs.batch(group))
            value = loss(odds, pairs.allowed(group), plan.smoothing)
            learner.learn(value)
            if step % 50 == 0:
                say(f"epoch {epoch} step {step} of {steps // plan.epochs} loss {value.item():.3f}")
    held_out = [x for x in public if x.fold == plan.fold]
    if held_out:
        say(f"right on the pages held out: {accuracy(learner.average, held_out):.3f} of {len(held_out)}")
    return learner.average


def _groups(examples: Sequence[Example], size: int, chance: random.Random) -> list[list[Example]]:
    """Pairs of like length together, in random order."""
    order = sorted(examples, key=lambda x: len(x.pair.ids) + chance.random() * 8)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    chance.shuffle(groups)
    return groups


def _factor(progress: float, plan: Plan) -> float:
    """Of the learning rate: up in the warm-up, then down to nothing."""
    return min(1.0, (progress + 1e-4) / plan.warm_up) * max(0.0, 1 - progress)


@torch.no_grad()
def accuracy(network: Judge, examples: Sequence[Example]) -> float:
    """The share of pairs whose likeliest group of relations is the one that the label allows."""
    network.eval()
    right = 0
    for start in range(0, len(examples), 64):
        group = examples[start : start + 64]
        odds = network(**pairs.batch(group)).softmax(-1)
        best = torch.stack([(odds * torch.tensor(chosen)).sum(-1) for chosen in SURE], -1).argmax(-1)
        right += int((torch.tensor(SURE)[best] == pairs.allowed(group)).all(-1).sum())
    return right / len(examples)


class OnePair(nn.Module):
    """ids: length, features: length x 5, counts: COUNTS -> RELATIONS; no padding."""

    def __init__(self, network: Judge) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor, counts: Tensor) -> Tensor:
        odds: Tensor = self.network(ids[None], features[None], torch.ones_like(ids)[None], counts[None])
        return odds[0]
