from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import Progress

from claims.linking import index
from claims.management import tables
from claims.models import Claim, Passage


class Command(BaseCommand):
    help = "Indexes every claim and passage anew; needed where EMBEDDER names another embedder."

    @tables.needed()
    def handle(self, **_):
        console = Console(stderr=True)
        with Progress(console=console, disable=not console.is_terminal) as progress:
            task = progress.add_task("Indexing", total=Claim.objects.count() + Passage.objects.count())
            for done in index.again():
                progress.advance(task, done)
        self.stderr.write("Done.")
