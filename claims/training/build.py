"""From a corpus to the files that the package ships."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from claims.training import data, export, matched, ranker
from claims.training.encoder import Encoder, base, tokenizer
from claims.training.fit import Plan, fit
from claims.training.judge import Judge, OnePair
from claims.training.judge import Plan as JudgePlan
from claims.training.judge import fit as fit_judge
from claims.training.network import Tagger
from claims.training.worth import level

__all__ = ["JudgePlan", "Plan", "embedder", "judge", "ship", "tagger"]


def tagger(corpus: Path, out: Path, plan: Plan, say: Callable[[str], None] = print) -> None:
    """Trains on PolNeAR and CheckThat! (the benchmarks' form); writes tagger.onnx and tokenizer.json to ``out``."""
    with tempfile.TemporaryDirectory() as folder:
        network = fit(corpus, Path(folder) / "tagger.pt", plan, say)
    level(network, tokenizer(), data.judged(corpus / "checkthat24" / "dev.tsv"), say)
    ship(network, out)


def ship(network: Tagger, out: Path) -> None:
    """Writes a trained network in int8, and its tokenizer."""
    tokenizer().save(str(out / "tokenizer.json"))
    export.ship(export.OneWindow(network), export.tagger_signature(), out / "tagger.onnx", quick=True)


def judge(
    corpus: Path, out: Path, plan: JudgePlan, larger: Path | None = None, say: Callable[[str], None] = print
) -> None:
    """Trains on VitaminC, PolNeAR, CheckThat! 2A and 2B (the benchmarks' form) and our own pairs; writes judge.onnx.

    With the folder of a larger encoder also close_reader.onnx. Needs a database, in which the candidates of
    CheckThat!'s queries are looked for.
    """
    queries = [*matched.queries(tokenizer(), ranker.train_queries(corpus, say))]
    quick, close = fit_judge(corpus, plan, queries, larger, say)
    ship_judge(quick, out / "judge.onnx")
    if close:
        ship_judge(close, out / "close_reader.onnx")


def ship_judge(network: Judge, target: Path) -> None:
    """Writes a trained judge or close reader in int8."""
    export.ship(OnePair(network), export.judge_signature(), target, quick=True)


def embedder(out: Path) -> None:
    """Writes embedder.onnx, the encoder as its authors trained it, in int8."""
    export.ship(Encoder(str(base())), export.embedder_signature(), out / "embedder.onnx")
