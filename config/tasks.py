"""What all tasks share."""

import functools
import logging

from celery.contrib.django.task import DjangoTask
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


class Task(DjangoTask):
    """A task whose sender does not suffer when the queue is down: the sweep finds what is to do."""

    def delay_on_commit(self, *args, **kwargs) -> None:
        self.apply_async_on_commit(args, kwargs)

    def apply_async_on_commit(self, *args, **kwargs) -> None:
        transaction.on_commit(functools.partial(self.ring, *args, **kwargs))

    def ring(self, *args, **kwargs) -> None:
        """apply_async, where a silent doorbell is no error."""
        try:
            self.apply_async(*args, **kwargs)
        except OperationalError as error:
            log.warning("%s is left to the sweep, the queue is down: %s", self.name, error)
