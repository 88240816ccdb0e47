"""The judge and the close reader: encoders over two texts that are told how their terms differ.

The close reader has the lower layers of a larger encoder; it learns first, and teaches the judge.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from claims.nlp.alignment import COUNTS, SIZES
from claims.nlp.bearing import MATTER, RELATIONS, SAMENESS
from claims.training import encoder, matched, pairs
from claims.training.fit import Learner
from claims.training.matched import Query
from claims.training.pairs import Example, Row

SURE = [[name in group for name in RELATIONS] for group in pairs.GROUPS.values()]
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


@dataclass(frozen=True, slots=True)
class Plan:
    """``fold``: the fifth of VitaminC's pages that is held out, to be scored; None trains on all."""

    epochs: int = 6
    batch: int = 64
    own: int = 2  # times that each pair of our own is seen an epoch
    rate: float = 3e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warm_up: float = 0.08
    averaging: float = 0.995
    smoothing: float = 0.05
    taught: float = 0.8  # of the loss, where there is a label too: what the teacher says
    news: int = 15_000  # pairs of sentences of the news, which only the teacher labels
    queries: int = 2  # one batch in so many has queries beside its pairs
    fold: int | None = None
    seed: int = 0


CLOSE = Plan(epochs=2, batch=48, rate=5e-5, head_rate=5e-4, layer_decay=0.95)
CLOSE_LAYERS = 8  # of twelve: the upper ones are there for vectors of sentences


@dataclass(frozen=True, slots=True)
class Lesson:
    """Pairs, and how likely each relation of each is by the teacher: pairs x RELATIONS, or None without one."""

    examples: Sequence[Example]
    told: Tensor | None = None


class Judge(nn.Module):
    """ids, mask: batch x length; features: batch x length x 5; counts: batch x COUNTS -> batch x (RELATIONS + 2).

    Log-odds of the relations, then of that the first text makes the claim that the second is, and of that both are
    of one matter. ``close``: the lower layers of a larger encoder, without the second last output.
    """

    def __init__(self, base: Path, dropout: float = 0.1, hidden: int = 128, *, close: bool = False) -> None:
        super().__init__()
        fewer = {"num_hidden_layers": CLOSE_LAYERS} if close else {}
        self.encoder = AutoModel.from_pretrained(
            base, add_pooling_layer=False, attention_probs_dropout_prob=0.0, **fewer
        )
        if close:
            words = self.encoder.embeddings.word_embeddings.weight.detach()[encoder.translated(base)]
            self.encoder.embeddings.word_embeddings = nn.Embedding.from_pretrained(words, freeze=False)
        size = self.encoder.config.hidden_size
        self.surface = nn.ModuleList(nn.Embedding(n, size) for n in SIZES)
        for table in self.surface:
            nn.init.normal_(table.weight, std=0.01)
        self.dropout = nn.Dropout(dropout)
        self.dense = nn.Linear(3 * size + COUNTS, hidden)
        self.out = nn.Linear(hidden, len(RELATIONS) + (1 if close else 2))

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


def loss(odds: Tensor, examples: Sequence[Example], told: Tensor | None, plan: Plan) -> Tensor:
    """Cross-entropy of what labels and the teacher say of the relations, and of whether both are of one matter."""
    matters = pairs.matters(examples).to(odds.device)
    known = ~matters.isnan()
    apart = nn.functional.binary_cross_entropy_with_logits(
        odds[known, MATTER], matters[known], reduction="sum"
    )
    return (_relations_loss(odds, pairs.allowed(examples).to(odds.device), told, plan) + apart / 2) / len(
        examples
    )


def _relations_loss(odds: Tensor, allowed: Tensor, told: Tensor | None, plan: Plan) -> Tensor:
    """Of what a label allows, one relation or as in VitaminC either of two, and of the teacher's word; added up."""
    sure = odds[:, : len(RELATIONS)].log_softmax(-1)
    labelled = allowed.any(-1)

    def of(chosen: Tensor) -> Tensor:
        return torch.logsumexp(sure.masked_fill(~chosen, -1e4), -1)

    groups = torch.stack([of(torch.tensor(group, device=odds.device)) for group in SURE], -1)
    by_label = -((1 - plan.smoothing) * of(allowed | ~labelled[:, None]) + plan.smoothing * groups.mean(-1))
    if told is None:
        return by_label[labelled].sum()
    by_teacher = -(told * sure).sum(-1)
    taught = torch.where(told.any(-1), plan.taught, 0.0)  # the teacher is not asked of strangers
    return torch.where(labelled, torch.lerp(by_label, by_teacher, taught), by_teacher).sum()


def fit(
    corpus: Path,
    plan: Plan,
    queries: Sequence[Query] = (),
    larger: Path | None = None,
    say: Callable[[str], None] = print,
) -> tuple[Judge, Judge | None]:
    """A judge and a close reader trained on VitaminC and on our own pairs: the running averages of their weights.

    ``larger`` is the folder of the close reader's base, which has BERT's word pieces; it learns first, and says of
    pairs with and without labels what it thinks. Without one the judge learns from labels alone.
    """
    rows = pairs.vitaminc(corpus / "relations" / "vitaminc.jsonl.gz")
    seen = [row for row in rows if pairs.fold(row) != plan.fold]
    news = pairs.news(corpus / "polnear" / "train.jsonl", random.Random(plan.seed))
    chance, own = random.Random(plan.seed), pairs.own()
    marked, unmarked = pairs.in_series(chance, say)
    labelled = _read([*seen, *own * plan.own, *marked])
    apart = _read([*pairs.strangers(own, news, chance), *unmarked])
    lesson = Lesson([*labelled, *apart])
    close = None
    if larger:
        close = _learned(Judge(larger, close=True), lesson, (), replace(CLOSE, seed=plan.seed), say)
        known = [*labelled, *_read(_bare(seen, own, news, plan.news, chance))]
        told = torch.cat([shares(close, known), torch.zeros(len(apart), len(RELATIONS))])
        lesson = Lesson([*known, *apart], told)
    learned = _learned(Judge(encoder.base()), lesson, queries, plan, say)
    if held_out := _read(row for row in rows if pairs.fold(row) == plan.fold):
        say(f"right on the pages held out: {accuracy(learned, held_out):.3f} of {len(held_out)}")
        if close:
            say(f"read closely: {accuracy(close, held_out):.3f}")
    return learned, close


def _read(rows: Iterable[Row]) -> list[Example]:
    tokenizer = encoder.tokenizer()
    return [pairs.example(tokenizer, row) for row in rows]


def _bare(
    seen: list[Row], own: list[Row], news: list[Row], most: int, chance: random.Random
) -> Iterator[Row]:
    """Pairs that only a teacher labels."""
    yield from pairs.crossed(seen, "page", 4, chance)
    yield from pairs.crossed(own, "claim", 10, chance)
    yield from pairs.neighbours(news, most, chance)


def _learned(
    network: Judge, lesson: Lesson, queries: Sequence[Query], plan: Plan, say: Callable[[str], None]
) -> Judge:
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    steps = plan.epochs * len(_groups(lesson.examples, plan.batch, chance))
    heads = [network.dense, network.out, network.surface]
    learner = Learner(network.to(DEVICE), heads, plan, lambda n: _factor(n / steps, plan))
    asked = matched.batches(queries, chance)
    for epoch in range(plan.epochs):
        for step, group in enumerate(_groups(lesson.examples, plan.batch, chance), start=1):
            examples = [lesson.examples[i] for i in group]
            told = None if lesson.told is None else lesson.told[group].to(DEVICE)
            value = loss(_odds(network, examples), examples, told, plan)
            if queries and step % plan.queries == 0:
                value = value + _miss(network, next(asked)) / 2
            learner.learn(value)
            if step % 50 == 0:
                say(f"epoch {epoch} step {step} of {steps // plan.epochs} loss {value.item():.3f}")
    return learner.average


def _odds(network: Judge, examples: Sequence[Example]) -> Tensor:
    inputs = {name: values.to(DEVICE) for name, values in pairs.batch(examples).items()}
    with torch.autocast(DEVICE, dtype=torch.bfloat16):
        odds: Tensor = network(**inputs)
    return odds.float()


def _miss(network: Judge, queries: Sequence[Sequence[Example]]) -> Tensor:
    """Cross-entropy of the right claim, each query's first, among its candidates."""
    odds = _odds(network, [example for query in queries for example in query])[:, SAMENESS]
    return nn.functional.cross_entropy(
        odds.view(len(queries), -1), torch.zeros(len(queries), dtype=torch.long, device=DEVICE)
    )


def _groups(examples: Sequence[Example], size: int, chance: random.Random) -> list[list[int]]:
    """Places of pairs of like length together, in random order."""
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].pair.ids) + chance.random() * 8)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    chance.shuffle(groups)
    return groups


def _factor(progress: float, plan: Plan) -> float:
    """Of the learning rate: up in the warm-up, then down to nothing."""
    return min(1.0, (progress + 1e-4) / plan.warm_up) * max(0.0, 1 - progress)


@torch.no_grad()
def shares(network: Judge, examples: Sequence[Example]) -> Tensor:
    """How likely each relation of each pair is: pairs x RELATIONS."""
    network.eval()
    parts = [_odds(network, examples[i : i + 64]) for i in range(0, len(examples), 64)]
    return torch.cat(parts)[:, : len(RELATIONS)].softmax(-1).cpu()


def accuracy(network: Judge, examples: Sequence[Example]) -> float:
    """The share of pairs whose likeliest group of relations is the one that the label allows."""
    sure = torch.tensor(SURE)
    best = (shares(network, examples) @ sure.float().T).argmax(-1)
    return (sure[best] == pairs.allowed(examples)).all(-1).float().mean().item()


class OnePair(nn.Module):
    """ids: length, features: length x 5, counts: COUNTS -> what the network says of one pair; no padding."""

    def __init__(self, network: Judge) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor, counts: Tensor) -> Tensor:
        odds: Tensor = self.network(ids[None], features[None], torch.ones_like(ids)[None], counts[None])
        return odds[0]
