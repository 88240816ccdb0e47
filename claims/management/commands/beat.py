from django.core.management.base import BaseCommand

from config import places
from config.celery import app


class Command(BaseCommand):
    help = "Runs the scheduler of periodic tasks; exactly one is needed."

    def handle(self, **_):
        places.made_var_dir()
        app.Beat(quiet=True).run()
