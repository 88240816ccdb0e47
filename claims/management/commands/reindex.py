from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import Progress

from claims.linking import index
from claims.models import Claim, Passage


class Command(BaseCommand):
    help = "Indexes every claim and passage anew; needed where EMBEDDER names another embedder."

    def handle(self, **_):
        with Progress(console=Console(stderr=True)) as progress:
            task = progress.add_task("Indexing", total=Claim.objects.count() + Passage.objects.count())
            for done in index.again():
                progress.advance(task, done)
        self.stderr.write("Done.")
