from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

MODEL = Path(__file__).resolve().parents[2] / "nlp" / "model"


class Command(BaseCommand):
    help = "Rebuilds a model that the package ships, from a corpus folder; needs the extra [train]."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("model", choices=["tagger"])
        parser.add_argument("corpus", type=Path, help="folder with the train.jsonl of PolNeAR")
        parser.add_argument("--out", type=Path, default=MODEL, help="default: %(default)s")
        parser.add_argument("--epochs", type=int, default=4, help="default: %(default)s")
        parser.add_argument("--minutes", type=float, default=0, help="train this long in place of epochs")
        parser.add_argument("--seed", type=int, default=7, help="default: %(default)s")

    def handle(self, *, corpus, out, epochs, minutes, seed, **_):
        try:
            from claims.training import build  # torch is an extra, and takes seconds to load
        except ImportError as missing:
            raise CommandError(f"{missing}. Install the extra: pip install '.[train]'") from missing
        train = corpus / "train.jsonl"
        if not train.is_file():
            raise CommandError(f"{train} is not there.")
        plan = build.Plan(epochs=epochs, minutes=minutes, seed=seed)
        build.tagger(train, out, plan, say=self.stderr.write)
