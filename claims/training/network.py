"""The tagger: a MiniLM encoder with features of the surface; of each piece a tag, a link and what it is worth."""

import torch
from torch import Tensor, nn
from transformers import AutoModel

from claims.nlp.decoding import TAGS
from claims.nlp.pieces import CASES, QUOTED, SPACES
from claims.training.data import IGNORED


class Tagger(nn.Module):
    """ids, mask: batch x length; features: batch x length x 3 -> tags (x 7), links (x length), worth (x 2)."""

    def __init__(self, base: str, linked: int = 128, dropout: float = 0.1) -> None:
        super().__init__()
        # No dropout inside attention: on a CPU its random numbers take a third of the time.
        self.encoder = AutoModel.from_pretrained(
            base, add_pooling_layer=False, attention_probs_dropout_prob=0.0
        )
        size = self.encoder.config.hidden_size
        self.surface = nn.ModuleList(nn.Embedding(n, size) for n in (CASES, SPACES, QUOTED))
        for table in self.surface:
            nn.init.zeros_(table.weight)
        self.dropout = nn.Dropout(dropout)
        self.linked = linked
        self.tag = nn.Linear(size, len(TAGS))
        self.asks = nn.Linear(size, linked)
        self.answers = nn.Linear(size, linked)
        self.worth = nn.Linear(size, 2)

    def states(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """What the encoder makes of each piece: batch x length x 384."""
        vectors = self.encoder.embeddings.word_embeddings(ids)
        for number, table in enumerate(self.surface):
            vectors = vectors + table(features[:, :, number])
        states: Tensor = self.encoder(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
        return states

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        hidden = self.dropout(self.states(ids, features, mask))
        scores = self.asks(hidden) @ self.answers(hidden).transpose(1, 2) / self.linked**0.5
        return self.tag(hidden), scores, self.worth(hidden)


def loss(
    tags: Tensor, links: Tensor, worth: Tensor, batch: dict[str, Tensor], smoothing: float = 0.05
) -> Tensor:
    """Cross-entropy of what a batch has: worth of statements, or tags and links among the window's positions."""
    if len(batch["worth"]):
        return worth_loss(worth.float(), batch["statements"], batch["worth"], smoothing)
    tagging = nn.functional.cross_entropy(
        tags.float().flatten(0, 1), batch["tags"].flatten(), ignore_index=IGNORED, label_smoothing=smoothing
    )
    links = links.float().masked_fill(batch["mask"][:, None, :] == 0, -1e4)
    chosen = batch["links"] != IGNORED
    if not chosen.any():
        return tagging
    return tagging + 0.3 * nn.functional.cross_entropy(links[chosen], batch["links"][chosen])


def worth_loss(worth: Tensor, statements: Tensor, labels: Tensor, smoothing: float) -> Tensor:
    """Binary cross-entropy of statements; a statement's score is the mean of its pieces' values, by their weights."""
    inside = statements >= 0
    value, weight = worth[inside].T
    places = statements[inside]
    weight = weight.clamp(-15, 15).exp()
    empty = torch.zeros(len(labels), dtype=worth.dtype)
    scores = empty.index_add(0, places, weight * value) / empty.index_add(0, places, weight)
    target = labels * (1 - smoothing) + 0.5 * smoothing
    return nn.functional.binary_cross_entropy_with_logits(scores, target)
