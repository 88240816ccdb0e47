from django.conf import settings
from django.core.management.base import BaseCommand
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

THREADS = 8  # a process; below the size of the connection pool


class Command(BaseCommand):
    help = "Runs the web server."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2, help="processes")

    def handle(self, *, host, port, workers, **_):
        settings.STATIC_ROOT.mkdir(
            parents=True, exist_ok=True
        )  # whitenoise warns where collectstatic never ran
        Granian(
            "config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            respawn_failed_workers=True,
            workers_kill_timeout=5,
            log_level=LogLevels.error,
        ).serve()
