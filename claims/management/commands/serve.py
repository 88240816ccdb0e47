import sys

from django.core.management.base import BaseCommand

from config import serving


class Command(BaseCommand):
    help = "Runs web server, worker and beat; creates the first user. Ctrl-C stops all of it."

    def add_arguments(self, parser):
        parser.add_argument(
            "--host", default="127.0.0.1", help="address to listen on (other machines: see ALLOWED_HOSTS)"
        )
        parser.add_argument("--port", type=int, help="default: 8000, or the next free one")
        parser.add_argument("--workers", type=int, default=2, help="processes of the web server")

    def handle(self, *, host, port, workers, **_):
        sys.exit(serving.run(host, port, workers))
