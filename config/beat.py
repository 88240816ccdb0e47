"""The scheduler of periodic tasks."""

import logging

from celery.beat import PersistentScheduler
from redis.exceptions import RedisError

from config import health

TICK = 10  # seconds at most between two signs of life
log = logging.getLogger(__name__)


class Scheduler(PersistentScheduler):
    """Celery's own, which also says that it lives."""

    def tick(self, *args, **kwargs) -> float:
        wait = super().tick(*args, **kwargs)
        try:
            health.show_life("beat")
        except RedisError as error:
            log.warning("no sign of life could be left: %s", error)
        return min(wait, TICK)
