"""Fits the tagger to PolNeAR and CheckThat! on a CPU."""

import copy
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from torch import nn

from claims.training import data, encoder
from claims.training.data import IGNORED, Window
from claims.training.network import Tagger, loss


class Rates(Protocol):
    """What a plan says of how fast each part learns."""

    rate: float
    head_rate: float
    layer_decay: float
    averaging: float


@dataclass(frozen=True, slots=True)
class Plan:
    epochs: int = 5
    minutes: float = 0  # where given, this long in place of epochs
    batch: int = 8
    rate: float = 2e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warm_up: float = 0.06
    averaging: float = 0.995
    held_out: int = 30
    seed: int = 7


def batches(
    kinds: Sequence[list[Window]], size: int, chance: random.Random
) -> Iterator[dict[str, torch.Tensor]]:
    """Windows of one kind and of like length together, in random order."""
    groups = []
    for windows in kinds:
        order = sorted(windows, key=lambda window: len(window.ids) + chance.random() * 20)
        groups += [order[i : i + size] for i in range(0, len(order), size)]
    chance.shuffle(groups)
    yield from map(batch, groups)


def batch(group: list[Window]) -> dict[str, torch.Tensor]:
    width = max(len(window.ids) for window in group)

    def padded(rows: list[np.ndarray], fill: int) -> torch.Tensor:
        out = np.full((len(rows), width, *rows[0].shape[1:]), fill, dtype=np.int64)
        for i, row in enumerate(rows):
            out[i, : len(row)] = row
        return torch.from_numpy(out)

    first = np.cumsum([0, *(len(w.worth) for w in group)])
    statements = [
        np.where(w.statements >= 0, w.statements + n, -1) for w, n in zip(group, first, strict=False)
    ]
    return {
        "statements": padded(statements, -1),
        "worth": torch.tensor([label for w in group for label in w.worth]),
        "ids": padded([w.ids for w in group], 0),
        "features": padded([w.features for w in group], 0),
        "mask": padded([np.ones_like(w.ids) for w in group], 0),
        "tags": padded([w.tags for w in group], IGNORED),
        "links": padded([w.links for w in group], IGNORED),
    }


def rates(encoder: nn.Module, heads: Sequence[nn.Module], plan: Rates) -> list[dict]:
    """Parameters with their rates: lower layers learn more slowly, new ones faster."""
    layers = list(encoder.encoder.layer)
    found = [
        {"params": list(layer.parameters()), "lr": plan.rate * plan.layer_decay ** (len(layers) - 1 - i)}
        for i, layer in enumerate(layers)
    ]
    lowest = plan.rate * plan.layer_decay ** len(layers)
    embeddings = encoder.embeddings
    embeddings.word_embeddings.weight.requires_grad_(False)  # half of the parameters, and they know enough
    found.append({"params": [p for p in embeddings.parameters() if p.requires_grad], "lr": lowest})
    found.append({"params": [p for head in heads for p in head.parameters()], "lr": plan.head_rate})
    return found


class Learner:
    """A network that learns step by step (AdamW), and ``average``, the running average of its weights."""

    def __init__(
        self, network: nn.Module, heads: Sequence[nn.Module], plan: Rates, factor: Callable[[int], float]
    ) -> None:
        network.train()
        self.network, self.average = network, copy.deepcopy(network)
        self.most, self.steps = plan.averaging, 0
        self.optimizer = torch.optim.AdamW(rates(network.encoder, heads, plan), weight_decay=0.01, fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, factor)

    def learn(self, value: torch.Tensor) -> None:
        """One step down a loss."""
        value.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0, foreach=True)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.schedule.step()
        self.steps += 1
        keep = min(self.most, 1 - 1 / self.steps)
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.network.parameters()), 1 - keep)


def split(path: Path, plan: Plan) -> tuple[list[dict], list[dict]]:
    """The documents to learn from, and those held out to tune on."""
    documents = data.documents(path)
    random.Random(plan.seed).shuffle(documents)
    return documents[plan.held_out :], documents[: plan.held_out]


def fit(corpus: Path, out: Path, plan: Plan, say: Callable[[str], None] = print) -> Tagger:
    """A tagger trained on a corpus: the running average of its weights; saved in ``out`` each epoch."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    tokenizer = encoder.tokenizer()
    documents, _ = split(corpus / "polnear" / "train.jsonl", plan)
    sentences = data.judged(corpus / "checkthat24" / "train.tsv")
    plain = [data.example(tokenizer, d["text"], data.gold(d)) for d in documents]
    straight = [data.example(tokenizer, data.straightened(d["text"]), data.gold(d)) for d in documents]
    network = Tagger(str(encoder.base()))

    def epoch() -> Iterator[dict[str, torch.Tensor]]:
        some = chance.sample(sentences, len(sentences) // 2)
        worth = list(data.judged_windows(tokenizer, some, chance))
        return batches([data.epoch(plain, straight, chance), worth], plan.batch, chance)

    clock = Clock(plan, plan.epochs * sum(1 for _ in epoch()))
    heads = [network.tag, network.asks, network.answers, network.worth, network.surface]
    learner = Learner(network, heads, plan, lambda _: clock.factor())
    seen = 0.0
    while clock.progress() < 1:
        for inputs in epoch():
            if clock.progress() >= 1:
                break
            with torch.autocast("cpu", dtype=torch.bfloat16):
                outputs = network(inputs["ids"], inputs["features"], inputs["mask"])
            value = loss(*outputs, inputs)
            clock.step += 1
            learner.learn(value)
            seen = 0.98 * seen + 0.02 * value.item()
            if clock.step % 200 == 0:
                _save(network, learner.average, out)
            if clock.step % 25 == 0:
                say(f"step {clock.step} {clock.progress():.1%} loss {seen / (1 - 0.98**clock.step):.4f}")
        _save(network, learner.average, out)
        say(f"saved after {clock.step} steps, {time.monotonic() - clock.began:.0f} s")
    return learner.average


@dataclass
class Clock:
    """How far training is, by steps or, where the plan gives minutes, by time."""

    plan: Plan
    steps: int
    step: int = 0
    began: float = field(default_factory=time.monotonic)

    def progress(self) -> float:
        if self.plan.minutes:
            return (time.monotonic() - self.began) / (60 * self.plan.minutes)
        return self.step / self.steps

    def factor(self) -> float:
        """Of the learning rate: up in the warm-up, then down to nothing."""
        progress = self.progress()
        return min(1.0, (progress + 1e-4) / self.plan.warm_up) * max(0.0, 1 - progress)


def _save(network: Tagger, average: Tagger, out: Path) -> None:
    torch.save({"last": network.state_dict(), "average": average.state_dict()}, out)
