import sys

from django.core.management.base import BaseCommand

from config import celery


class Command(BaseCommand):
    help = "Runs a Celery worker."

    def add_arguments(self, parser):
        parser.add_argument("--queues", default=celery.QUEUES, help="comma-separated; default: %(default)s")
        parser.add_argument("--concurrency", type=int, help="processes; default: one a CPU, at most 8")

    def handle(self, *, queues, concurrency, **_):
        sys.exit(celery.work(queues, concurrency))
