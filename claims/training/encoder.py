"""The embedder: MiniLM, the mean of its pieces' vectors at length one."""

from torch import Tensor, nn
from transformers import AutoModel


class Encoder(nn.Module):
    """ids, mask: batch x length -> batch x 384, rows of length one."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            base, add_pooling_layer=False, attention_probs_dropout_prob=0.0
        )

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        vectors = self.encoder.embeddings.word_embeddings(ids)
        hidden = self.encoder(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
        weights = mask[:, :, None].to(hidden.dtype)
        return nn.functional.normalize((hidden * weights).sum(1) / weights.sum(1), dim=-1)
