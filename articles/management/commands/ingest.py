import sys
from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track

from articles import ingest, sources
from articles.fetching import Refused, Unreachable
from articles.ingest import Stored


class Command(BaseCommand):
    help = (
        "Stores articles: URLs, text, HTML or JSONL files (url, title, text|html, outlet, published, language), "
        "folders, or - for standard input."
    )

    def add_arguments(self, parser):
        parser.add_argument("what", nargs="+", metavar="WHAT", help="a URL, a file, a folder or -")

    def handle(self, what, **options):
        seen, refused = Counter(), []
        console = Console(file=sys.stderr)
        for item in self._watched(self._items(what, refused), console):
            try:
                seen[item.store()[1]] += 1
            except (ingest.Refused, Refused, Unreachable) as error:
                refused.append((item.name, error))
        self.stdout.write(_summary(seen, refused))
        if refused:
            reasons = "\n".join(f"  {name}: {error}" for name, error in refused)
            raise CommandError(f"{len(refused)} refused:\n{reasons}")

    def _items(self, what, refused):
        """Every article that the arguments name; an argument that names none is refused, the others go on."""
        for name in what:
            try:
                yield from sources.items(name)
            except (ingest.Refused, OSError) as error:
                refused.append((name, error))

    def _watched(self, items, console):
        return track(items, description="Articles", console=console) if console.is_terminal else items


def _summary(seen, refused):
    parts = [f"{seen[stored]} {stored}" for stored in Stored]
    return ", ".join([*parts, f"{len(refused)} refused"])
