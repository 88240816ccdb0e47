import json
from datetime import datetime

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import track

from claims import seams
from claims.linking import texts
from claims.management import jsonl
from claims.management.jsonl import BadRow, Row

UNRELATED = "unrelated"


class Command(BaseCommand):
    help = "Says how each passage bears on its claim, and why: JSONL in, JSONL out, no database."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "files", nargs="*", metavar="FILE", help="JSONL (id, claim, passage); standard input if none"
        )
        parser.add_argument("--skip-bad", action="store_true", help="report bad lines and go on")

    def handle(self, *, files, skip_bad, **_):
        rows = jsonl.kept(
            map(_checked, jsonl.rows(files)),
            skip_bad=skip_bad,
            warn=lambda bad: self.stderr.write(str(bad)),
        )
        console = Console(stderr=True)
        for row in track(rows, "Relating", console=console) if console.is_terminal else rows:
            self.stdout.write(json.dumps(_judged(row.values)))


def _judged(pair):
    claim = texts.statement(pair["claim"], pair["claim_published"])
    found = seams.judge(claim, texts.statement(pair["passage"], pair["passage_published"]))
    return {
        "id": pair["id"],
        "relation": found.relation or UNRELATED,
        "score": found.score,
        "reasons": [*found.reasons],
    }


def _checked(row: Row | BadRow) -> Row | BadRow:
    """The row with an id, two texts and their days, or what is wrong with it."""
    if isinstance(row, BadRow):
        return row
    values = row.values
    if not isinstance(values.get("id"), str | int) or isinstance(values["id"], bool):
        return BadRow(f'{row.place}: no "id"')
    for name in ("claim", "passage"):
        if not isinstance(values.get(name), str) or not values[name].strip():
            return BadRow(f'{row.place}: no "{name}"')
        day = f"{name}_published"
        try:
            values[day] = datetime.fromisoformat(values[day]).date() if values.get(day) else None
        except (TypeError, ValueError):
            return BadRow(f'{row.place}: "{day}" is no ISO date: {values[day]!r:.60}')
    return row
