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
from tokenizers import Tokenizer
from torch import nn

from claims.training import data
from claims.training.data import IGNORED, Window
from claims.training.network import Tagger, loss


class Rates(Protocol):
    """What a plan says of how fast each part learns."""

    rate: float
    head_rate: float
    layer_decay: float


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


def split(path: Path, plan: Plan) -> tuple[list[dict], list[dict]]:
    """The documents to learn from, and those held out to tune on."""
    documents = data.documents(path)
    random.Random(plan.seed).shuffle(documents)
    return documents[plan.held_out :], documents[: plan.held_out]


def fit(base: Path, corpus: Path, out: Path, plan: Plan, say: Callable[[str], None] = print) -> Tagger:
    """A tagger trained on a corpus: the running average of its weights; saved in ``out`` each epoch."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    documents, _ = split(corpus / "polnear" / "train.jsonl", plan)
    sentences = data.judged(corpus / "checkthat24" / "train.tsv")
    plain = [data.example(tokenizer, d["text"], data.gold(d)) for d in documents]
    straight = [data.example(tokenizer, data.straightened(d["text"]), data.gold(d)) for d in documents]
    network = Tagger(str(base))
    average = copy.deepcopy(network)
    heads = [network.tag, network.asks, network.answers, network.worth, network.surface]
    optimizer = torch.optim.AdamW(rates(network.encoder, heads, plan), weight_decay=0.01, fused=True)

    def epoch() -> Iterator[dict[str, torch.Tensor]]:
        some = chance.sample(sentences, len(sentences) // 2)
        worth = list(data.judged_windows(tokenizer, some, chance))
        return batches([data.epoch(plain, straight, chance), worth], plan.batch, chance)

    clock = Clock(plan, plan.epochs * sum(1 for _ in epoch()))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda _: clock.factor())
    network.train()
    seen = 0.0
    while clock.progress() < 1:
        for inputs in epoch():
            if clock.progress() >= 1:
                break
            with torch.autocast("cpu", dtype=torch.bfloat16):
                outputs = network(inputs["ids"], inputs["features"], inputs["mask"])
            value = loss(*outputs, inputs)
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0, foreach=True)
            optimizer.step()
            optimizer.zero_grad()
            clock.step += 1
            schedule.step()
            seen = 0.98 * seen + 0.02 * value.item()
            follow(average, network, min(plan.averaging, 1 - 1 / clock.step))
            if clock.step % 200 == 0:
                _save(network, average, out)
            if clock.step % 25 == 0:
                say(f"step {clock.step} {clock.progress():.1%} loss {seen / (1 - 0.98**clock.step):.4f}")
        _save(network, average, out)
        say(f"saved after {clock.step} steps, {time.monotonic() - clock.began:.0f} s")
    return average


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


@torch.no_grad()
def follow(average: nn.Module, network: nn.Module, keep: float) -> None:
    """Moves a running average of weights towards a network's."""
    torch._foreach_lerp_(list(average.parameters()), list(network.parameters()), 1 - keep)
