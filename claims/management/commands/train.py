from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from claims.linking import ranking, relations
from claims.training import links, ranker

MODEL = Path(__file__).resolve().parents[2] / "nlp" / "model"
NEEDS = {
    "tagger": ["polnear/train.jsonl", "checkthat24/train.tsv", "checkthat24/dev.tsv"],
    "embedder": [],
    "judge": ["relations/vitaminc.jsonl.gz", "polnear/train.jsonl", "matching/politifact/claims.jsonl.gz"],
    "links": [],
    "ranker": ["matching/politifact/claims.jsonl.gz", "matching/snopes/claims.jsonl.gz"],
}


class Command(BaseCommand):
    help = "Rebuilds a model that the package ships, from a corpus folder; needs the extra [train]."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("model", choices=NEEDS)
        parser.add_argument("corpus", type=Path, nargs="?", help="folder of the benchmarks' data")
        parser.add_argument("--out", type=Path, default=MODEL, help="default: %(default)s")
        parser.add_argument("--epochs", type=int, help="default: as its card says")
        parser.add_argument("--seed", type=int, help="default: as its card says")
        parser.add_argument("--fold", type=int, help="of the judge: which fifth of the pages it does not see")
        parser.add_argument(
            "--larger",
            type=Path,
            help="of the judge: folder of all-mpnet-base-v2, for the close reader, which then teaches the judge",
        )

    def handle(self, *, model, corpus, out, epochs, seed, fold, larger, **_):
        _check(model, corpus, fold, larger)
        if model == "ranker":  # numpy is enough for it, and it learns on production's indexes
            call_command("migrate", verbosity=0, interactive=False)
            ranker.ranker(corpus, ranking.WEIGHTS, say=self.stderr.write)
            return
        if model == "links":  # nor does this; it learns from the demo corpus
            call_command("migrate", verbosity=0, interactive=False)
            links.links(relations.WEIGHTS, say=self.stderr.write)
            return
        try:
            from claims.training import build  # torch is an extra, and takes seconds to load
        except ImportError as missing:
            raise CommandError(f"{missing}. Install the extra: pip install '.[train]'") from missing
        out.mkdir(exist_ok=True)
        asked = {"epochs": epochs, "seed": seed, "fold": fold}
        given = {name: value for name, value in asked.items() if value is not None}
        if model == "embedder":
            build.embedder(out)
        elif model == "judge":
            call_command("migrate", verbosity=0, interactive=False)
            build.judge(corpus, out, build.JudgePlan(**given), larger, say=self.stderr.write)
        else:
            build.tagger(corpus, out, build.Plan(**given), say=self.stderr.write)


def _check(model, corpus, fold, larger):
    """Refuses what cannot be trained, before minutes are spent on it."""
    for name in NEEDS[model]:
        if corpus is None or not (corpus / name).is_file():
            raise CommandError(f"The {model} learns from {name}: name the folder that holds it.")
    for name, value in (("fold", fold), ("larger", larger)):
        if value is not None and model != "judge":
            raise CommandError(f"--{name} is of the judge; the {model} has none.")
    if larger and not (larger / "vocab.txt").is_file():
        raise CommandError(
            f"{larger} holds no vocab.txt: name the folder of an encoder with BERT's word pieces."
        )
