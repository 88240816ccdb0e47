from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from claims.linking import ranking
from claims.training import ranker

MODEL = Path(__file__).resolve().parents[2] / "nlp" / "model"
NEEDS = {
    "tagger": ["polnear/train.jsonl", "checkthat24/train.tsv", "checkthat24/dev.tsv"],
    "embedder": [],
    "ranker": ["matching/politifact/claims.jsonl.gz", "matching/snopes/claims.jsonl.gz"],
}


class Command(BaseCommand):
    help = "Rebuilds a model that the package ships, from a corpus folder; needs the extra [train]."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("model", choices=NEEDS)
        parser.add_argument("corpus", type=Path, nargs="?", help="folder of the benchmarks' data")
        parser.add_argument("--out", type=Path, default=MODEL, help="default: %(default)s")
        parser.add_argument("--epochs", type=int, default=5, help="default: %(default)s")
        parser.add_argument("--seed", type=int, default=7, help="default: %(default)s")

    def handle(self, *, model, corpus, out, epochs, seed, **_):
        for name in NEEDS[model]:
            if corpus is None or not (corpus / name).is_file():
                raise CommandError(f"The {model} learns from {name}: name the folder that holds it.")
        if model == "ranker":  # numpy is enough for it, and it learns on production's indexes
            call_command("migrate", verbosity=0, interactive=False)
            ranker.ranker(corpus, ranking.WEIGHTS, say=self.stderr.write)
            return
        try:
            from claims.training import build  # torch is an extra, and takes seconds to load
        except ImportError as missing:
            raise CommandError(f"{missing}. Install the extra: pip install '.[train]'") from missing
        out.mkdir(exist_ok=True)
        if model == "embedder":
            build.embedder(out)
        else:
            build.tagger(corpus, out, build.Plan(epochs=epochs, seed=seed), say=self.stderr.write)
