import sys
import time

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from articles.models import Revision
from claims.demo import desk
from claims.models import Extraction
from config import processes, serving


class Command(BaseCommand):
    help = "Loads the demo corpus, has a worker extract and link it, and serves the product."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, help="default: 8000, or the next free one")
        parser.add_argument("--workers", type=int, default=2, help="processes of the web server")

    def handle(self, *, host, port, workers, **_):
        sys.exit(serving.run(host, port, workers, prepare=prepare))


def prepare():
    """The corpus in the database, extracted, linked and partly reviewed."""
    desk.load()
    if _left():
        with processes.running_worker() as worker:
            _wait_for(worker)
    desk.curate()


def _left():
    return (
        Revision.objects.count() - Extraction.objects.exclude(linked_at=None, error="", link_error="").count()
    )


def _wait_for(worker):
    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("Extracting and linking", total=_left())
        while left := _left():
            if worker.poll() is not None:
                raise CommandError("The worker ended before its work was done; see the log above.")
            progress.update(task, completed=progress.tasks[task].total - left)
            time.sleep(0.2)
        progress.update(task, completed=progress.tasks[task].total)
