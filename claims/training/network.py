"""The tagger: a MiniLM encoder with features of the surface, a tag a piece and a link a piece."""

from torch import Tensor, nn
from transformers import AutoModel

from claims.nlp.decoding import TAGS
from claims.nlp.pieces import CASES, QUOTED, SPACES
from claims.training.data import IGNORED


class Tagger(nn.Module):
    """ids, mask: batch x length; features: batch x length x 3 -> tags (x 7) and links (x length)."""

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

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        vectors = self.encoder.embeddings.word_embeddings(ids)
        for number, table in enumerate(self.surface):
            vectors = vectors + table(features[:, :, number])
        hidden = self.encoder(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
        hidden = self.dropout(hidden)
        scores = self.asks(hidden) @ self.answers(hidden).transpose(1, 2) / self.linked**0.5
        return self.tag(hidden), scores


def loss(tags: Tensor, links: Tensor, batch: dict[str, Tensor], smoothing: float = 0.05) -> Tensor:
    """Cross-entropy of the tags, and of the links among the positions of the window."""
    tagging = nn.functional.cross_entropy(
        tags.float().flatten(0, 1), batch["tags"].flatten(), ignore_index=IGNORED, label_smoothing=smoothing
    )
    links = links.float().masked_fill(batch["mask"][:, None, :] == 0, -1e4)
    chosen = batch["links"] != IGNORED
    if not chosen.any():
        return tagging
    return tagging + 0.3 * nn.functional.cross_entropy(links[chosen], batch["links"][chosen])
