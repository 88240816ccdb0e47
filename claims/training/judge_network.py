"""The judge: a MiniLM encoder over two texts side by side that is told how their terms differ."""

import torch
from torch import Tensor, nn
from transformers import AutoModel

from claims.nlp.alignment import COUNTS, SIZES

CLASSES = 3  # bears out, speaks against, says nothing of it


class Judge(nn.Module):
    """ids, mask: batch x length; features: batch x length x 5; counts: batch x COUNTS -> batch x (CLASSES + 1).

    The last score is whether both say the same.
    """

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
        self.out = nn.Linear(hidden, CLASSES + 1)

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
