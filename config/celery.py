"""The queue: a doorbell. What is still to do stands in rows; a message only says that it is worth looking."""

import logging
import os
import socket
import warnings

from celery import Celery, signals
from celery.exceptions import SecurityWarning
from redis.exceptions import RedisError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

QUEUES = "fetch,extract,link,deliver"
log = logging.getLogger(__name__)

app = Celery("claims", task_cls="config.tasks:Task")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def work(queues: str = QUEUES, concurrency: int | None = None) -> int:
    """Runs a worker until it is told to stop; gives the exit status."""
    warnings.simplefilter("ignore", SecurityWarning)  # about root and pickle: our messages are JSON
    worker = app.Worker(
        hostname=f"worker-{os.getpid()}@{socket.gethostname()}",
        queues=queues,
        concurrency=concurrency or usable_cpus(),
        quiet=True,
        without_mingle=True,
        without_gossip=True,
    )
    worker.start()
    return worker.exitcode or 0


def usable_cpus(most: int = 8) -> int:
    """The CPUs this process may use, but few of a big machine: each worker process holds the models."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(most, count or 1)


@signals.setup_logging.connect
def keep_logging(**_):
    """Celery leaves the logging of the settings alone."""


@signals.worker_init.connect
def close_inherited_connections(**_):
    """Before the worker forks: the threads and sockets of a connection pool do not survive that."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if getattr(connection, "close_pool", None):
            connection.close_pool()


@signals.worker_ready.connect
def say_ready(sender, **_):
    log.info(
        "ready: %s processes, queues %s",
        sender.controller.concurrency,
        ", ".join(app.amqp.queues.consume_from),
    )


@signals.heartbeat_sent.connect
def show_life(**_):
    from config import health

    try:
        health.show_life("worker")
    except RedisError as error:
        log.warning("no sign of life could be left: %s", error)
