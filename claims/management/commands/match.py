import json
from collections.abc import Iterator

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track

from claims import seams
from claims.linking import ranking, scratch
from claims.management import jsonl
from claims.management.jsonl import BadRow, Row
from claims.models import ClaimIndex

KEYS = ("text", "speaker", "title", "context", "published")


class Command(BaseCommand):
    help = "Ranks stored claims for each query with production's code and indexes, in a scratch schema."

    def add_arguments(self, parser):
        parser.add_argument(
            "claims", metavar="CLAIMS", help="JSONL: id, text, speaker?, published?, title?, context?"
        )
        parser.add_argument(
            "queries", metavar="QUERIES", help="JSONL: id, text, speaker?, published?; - for stdin"
        )
        parser.add_argument("--top", type=int, default=20, help="claims a query; default: %(default)s")
        parser.add_argument("--skip-bad", action="store_true", help="report bad lines and go on")

    def handle(self, *, claims, queries, top, skip_bad, **_):
        if top < 1:
            raise CommandError("--top takes a number from 1.")
        warn = self.stderr.write
        read = [
            jsonl.kept(rows, skip_bad=skip_bad, warn=lambda bad: warn(str(bad)))
            for rows in (_once_each(_read(claims)), _read(queries))
        ]
        stored, asked = [*read[0]], [*read[1]]  # all is read before the work begins: a bad line costs nothing
        console = Console(stderr=True)
        call_command("migrate", verbosity=0, interactive=False)  # as serve does: its tables are copied
        with scratch.empty_index():
            rows = [scratch.row(number, row.values) for number, row in enumerate(stored)]
            scratch.fill(rows)
            names = {row.pk: row.name for row in rows}
            for row in track(asked, "Matching", console=console) if console.is_terminal else asked:
                self.stdout.write(_answer(row.values, names, top))


def _answer(values, names, top):
    query = ranking.Query(values["text"], values.get("speaker") or "", scratch.day(values.get("published")))
    ranked = ranking.rank(query, ClaimIndex.objects.all(), seams.embed([query.text])[0])
    matches = [{"id": names[found.row.pk], "score": round(found.score, 4)} for found in ranked[:top]]
    return json.dumps({"id": values["id"], "matches": matches})


def _read(name: str) -> Iterator[Row | BadRow]:
    return map(_checked, jsonl.rows([name]))


def _once_each(rows: Iterator[Row | BadRow]) -> Iterator[Row | BadRow]:
    """The rows; one whose id an earlier one has is a bad one, as nobody could tell which of them is found."""
    places: dict[str | int, str] = {}
    for row in rows:
        name = row.values["id"] if isinstance(row, Row) else None
        if name in places:
            yield BadRow(f"{row.place}: the id {name!r:.60} is that of {places[name]}, too")
            continue
        if name is not None:
            places[name] = row.place
        yield row


def _checked(row: Row | BadRow) -> Row | BadRow:
    """The row with an id, a text and a date, or what is wrong with it."""
    row = jsonl.identified(row)
    if isinstance(row, BadRow):
        return row
    given = row.values
    for key in KEYS:
        if not isinstance(given.get(key) or "", str):
            return BadRow(f'{row.place}: "{key}" is no text')
    try:
        scratch.day(given.get("published"))
    except ValueError:
        return BadRow(f'{row.place}: "published" is no ISO date: {given["published"]!r:.60}')
    return Row(row.place, given | {"text": scratch.clean(given["text"])})
