import json

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import track

from claims.management import jsonl
from claims.management.jsonl import BadRow, Row
from claims.nlp import worthiness


class Command(BaseCommand):
    help = "Says how much each statement is worth checking, and why: JSONL or plain text in, JSONL out, no database."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "files",
            nargs="*",
            metavar="FILE",
            help="JSONL (id, text) or text; standard input where none is named",
        )
        parser.add_argument("--skip-bad", action="store_true", help="report bad lines and go on")

    def handle(self, *, files, skip_bad, **_):
        rows = jsonl.kept(
            map(_checked, jsonl.documents(files)),
            skip_bad=skip_bad,
            warn=lambda bad: self.stderr.write(str(bad)),
        )
        console = Console(stderr=True)
        for row in track(rows, "Weighing", console=console) if console.is_terminal else rows:
            worth = worthiness.of(row.values["text"])
            line = {"id": row.values["id"], "worthiness": worth.score, "reasons": [*worth.reasons]}
            self.stdout.write(json.dumps(line))


def _checked(row: Row | BadRow) -> Row | BadRow:
    return row if isinstance(row, BadRow) else jsonl.identified(row)
