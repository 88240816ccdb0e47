"""Trained networks as ONNX: float32 for comparison, int8 to ship."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from claims.nlp.alignment import COUNTS, SIZES
from claims.training.network import Tagger


class Int8Rows(nn.Module):
    """An embedding whose rows are int8 with a scale each: a quarter of the size, next to nothing lost."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        weight = table.weight.detach()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].float() * self.scale[ids]


class Levelled(nn.Module):
    """A linear layer that brings each piece's input to the same size first, and its output back.

    onnxruntime quantizes activations with one scale for all pieces; a few loud ones then drown the rest.
    """

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.register_buffer("weight", linear.weight.detach().T.contiguous())
        self.register_buffer("bias", linear.bias.detach())

    def forward(self, inputs: Tensor) -> Tensor:
        size = inputs.abs().amax(dim=-1, keepdim=True).clamp(min=1e-6)
        return ((inputs / size) @ self.weight) * size + self.bias


class OneAttention(nn.Module):
    """Self-attention without padding as one operator of onnxruntime, quicker than the many that PyTorch writes."""

    def __init__(self, attention: nn.Module) -> None:
        super().__init__()
        self.query, self.key, self.value = attention.query, attention.key, attention.value
        self.heads = attention.num_attention_heads

    def forward(self, hidden_states: Tensor, *_: Any, **__: Any) -> tuple[Tensor, None]:
        hidden: Tensor = torch.onnx.ops.symbolic(
            "com.microsoft::MultiHeadAttention",
            (self.query(hidden_states), self.key(hidden_states), self.value(hidden_states)),
            {"num_heads": self.heads},
            dtype=hidden_states.dtype,
            shape=hidden_states.shape,
            version=1,
        )
        return hidden, None


class OneAttentionWithPlaces(nn.Module):
    """The same of MPNet, whose attention also weighs how far apart two pieces are."""

    def __init__(self, attention: nn.Module) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = attention.q, attention.k, attention.v, attention.o
        self.heads = attention.num_attention_heads

    def forward(
        self, hidden_states: Tensor, _: Tensor | None, position_bias: Tensor, **__: Any
    ) -> tuple[Tensor]:
        hidden: Tensor = torch.onnx.ops.symbolic(
            "com.microsoft::MultiHeadAttention",
            (self.q(hidden_states), self.k(hidden_states), self.v(hidden_states), None, None, position_bias),
            {"num_heads": self.heads},
            dtype=hidden_states.dtype,
            shape=hidden_states.shape,
            version=1,
        )
        return (self.o(hidden),)


class OneWindow(nn.Module):
    """ids: length, features: length x 3 -> log-probabilities of tags, probabilities of links, worth; no padding."""

    def __init__(self, network: Tagger) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        tags, links, worth = self.network(ids[None], features[None], None)
        return tags[0].log_softmax(-1), links[0].softmax(-1), worth[0]


ONE_ATTENTION = {"self": OneAttention, "attn": OneAttentionWithPlaces}  # by its name in BERT and in MPNet


def ready_for_int8(network: nn.Module, *, quick: bool) -> None:
    """Changes a network, not what it computes, so that int8 loses little of it.

    ``quick`` saves a seventh of the time where inputs have no padding and less of each vector may be kept: the
    tagger scores the same either way, the embedder's vectors do not.
    """
    for name, part in list(network.named_modules()):
        parent, _, own = name.rpartition(".")
        if own == "word_embeddings":
            setattr(network.get_submodule(parent), own, Int8Rows(part))
        elif quick and own in ONE_ATTENTION:
            setattr(network.get_submodule(parent), own, ONE_ATTENTION[own](part))
        elif not quick and isinstance(part, nn.Linear):
            setattr(network.get_submodule(parent), own, Levelled(part))


@dataclass(frozen=True, slots=True)
class Signature:
    """Inputs to trace with, by name, and which of their axes may vary."""

    inputs: dict[str, Tensor]
    varies: tuple[dict[int, torch.export.Dim], ...]
    outputs: list[str]


def export(network: nn.Module, signature: Signature, path: Path) -> None:
    """Writes the network as it is."""
    network.eval()
    for part in network.modules():
        if hasattr(part, "set_attn_implementation"):
            part.set_attn_implementation("eager")  # no guards against masks that hide everything
    program = torch.onnx.export(
        network,
        tuple(signature.inputs.values()),
        input_names=list(signature.inputs),
        output_names=signature.outputs,
        dynamic_shapes=signature.varies,
        dynamo=True,
        opset_version=20,
        verbose=False,
    )
    program.save(str(path))


def tagger_signature() -> Signature:
    length = torch.export.Dim("length", min=3, max=512)
    ids, features = torch.full((40,), 1000), torch.ones((40, 3), dtype=torch.long)
    return Signature(
        {"ids": ids, "features": features}, ({0: length}, {0: length}), ["tags", "links", "worth"]
    )


def judge_signature() -> Signature:
    length = torch.export.Dim("length", min=5, max=512)
    ids, features = torch.full((40,), 1000), torch.ones((40, len(SIZES)), dtype=torch.long)
    features[20:, 0] = 0
    return Signature(
        {"ids": ids, "features": features, "counts": torch.ones(COUNTS)},
        ({0: length}, {0: length}, {}),
        ["relations"],
    )


def embedder_signature() -> Signature:
    size = {0: torch.export.Dim("batch", min=1, max=256), 1: torch.export.Dim("length", min=3, max=512)}
    ids = torch.full((4, 40), 1000)
    return Signature({"ids": ids, "mask": torch.ones_like(ids)}, (size, size), ["vectors"])


def ship(network: nn.Module, signature: Signature, target: Path, *, quick: bool = False) -> None:
    """Writes a network in int8."""
    ready_for_int8(network, quick=quick)
    with tempfile.TemporaryDirectory() as folder:
        export(network, signature, Path(folder) / "network.onnx")
        quantize(Path(folder) / "network.onnx", target)


def quantize(source: Path, target: Path) -> None:
    """Weights in int8 by channel; activations in int8 as they come.

    Weights are signed, for which processors with VNNI have instructions; without, ``networks.session`` makes them
    unsigned, since two products of signed ones are added in 16 bits there, which overflow.
    """
    quantize_dynamic(
        source, target, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8
    )
    _without_traces(target)


def _without_traces(path: Path) -> None:
    """Drops what the exporter notes of the machine it ran on: the places in its code, node by node."""
    model = onnx.load(path)
    for part in (model, model.graph, *model.graph.node, *model.graph.value_info, *model.graph.initializer):
        part.doc_string = ""
        part.metadata_props.clear()
    onnx.save(model, path)
