"""The whole way through with real workers, which are killed, and a real broker, which is emptied."""

import contextlib
import os
import signal
import subprocess
import sys
import time

import pytest
import redis
from django.conf import settings
from django.db import connection

from articles import ingest
from claims.models import Claim, Extraction, Mention
from config import services

ARTICLES, REPEATED = 300, 3
GIVE_UP_SECONDS = 240

MINISTERS = ["Anna Velder", "Boris Kahn", "Carla Munro", "Dario Pesch", "Elena Quist", "Fadi Roth", "Greta Sorn",
             "Henrik Tal", "Ines Ulm", "Jonas Vork"]  # fmt: skip
THINGS = [
    "bridges",
    "schools",
    "harbours",
    "tunnels",
    "hospitals",
    "railways",
    "museums",
    "dams",
    "airports",
    "roads",
]


@pytest.fixture
def environment():
    """The environment of a worker on this test's database and broker, with an impatient sweep."""
    server, _ = services.database_url().rsplit("/", 1)
    return os.environ | {
        "DATABASE_URL": f"{server}/{connection.settings_dict['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
        "SWEEP_SECONDS": "1",
        "LOG_LEVEL": "WARNING",
    }


@pytest.fixture
def start(environment):
    """Starts one of manage.py's long-running commands in a process group of its own."""
    running = []

    def start(*command):
        process = subprocess.Popen(
            [sys.executable, "manage.py", *command], env=environment, start_new_session=True
        )
        running.append(process)
        return process

    yield start
    for process in running:
        kill(process)


def kill(process):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def corpus():
    """300 articles that say 100 things: each three times, in other outlets and other words around it."""
    for n in range(ARTICLES):
        speaker, thing, said = MINISTERS[n % 10], THINGS[n // 10 % 10], n // (ARTICLES // REPEATED)
        yield {
            "url": f"https://outlet{said}.example/{n}",
            "title": f"Plans for {thing}, part {said}",
            "text": f"Minister {speaker} spoke in the capital, in session {n} of the year.\n\n"
            f"{speaker} said that the ministry would spend {n % 100 + 101} million euros on new {thing}.",
            "outlet": f"Outlet {said}",
            "published": f"2024-0{said + 1}-10",
        }


def wait_until(condition, what):
    """Waits without the clock deciding anything but when to give up."""
    end = time.monotonic() + GIVE_UP_SECONDS
    while not condition():
        assert time.monotonic() < end, f"still waiting: {what}"
        time.sleep(0.1)


def extracted(at_least):
    return lambda: Extraction.objects.count() >= at_least


@pytest.mark.django_db(transaction=True)
def test_killed_workers_and_an_emptied_broker_lose_and_double_nothing(start):
    beat = start("beat")
    worker = start("worker", "--concurrency", "2")
    for row in corpus():
        ingest.ingest_row(row)

    for milestone in (20, 80, 160):
        wait_until(extracted(milestone), f"{milestone} articles extracted")
        kill(worker)
        if milestone == 80:
            redis.Redis.from_url(settings.REDIS_URL).flushdb()
        worker = start("worker", "--concurrency", "2")
    wait_until(lambda: Extraction.objects.exclude(linked_at=None).count() == ARTICLES, "every article linked")

    assert beat.poll() is None
    assert not Extraction.objects.exclude(error="").exists()
    assert Extraction.objects.count() == ARTICLES
    assert Mention.objects.count() == ARTICLES
    assert Claim.objects.count() == ARTICLES // REPEATED
    assert {claim.mention_count for claim in Claim.objects.with_counts()} == {REPEATED}
