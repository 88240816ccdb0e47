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
from django.core.management import call_command
from django.db import connection

from articles import ingest
from claims import extraction, tasks
from claims.models import Claim, Extraction, Mention, Passage
from config import processes, services
from tests import factories

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
SAID = [  # of each thing by another minister, so that few claims are worth comparing
    "{n} {thing} would be sold to pension funds",
    "the ministry would hire {n} guards for {thing}",
    "fees at {thing} would rise by {n} euros",
    "{n} {thing} had failed an inspection by firefighters",
    "students would visit {thing} free of charge on {n} days a year",
    "lightning had struck {thing} {n} times since January",
    "a court would hear {n} complaints about {thing} in autumn",
    "{n} architects had entered a contest for {thing}",
    "the roofs of {n} {thing} would carry solar panels",
    "smoking at {thing} would cost {n} euros from May",
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
        words = SAID[(n + n // 10) % 10].format(n=n % 100 + 101, thing=thing)
        yield {
            "url": f"https://outlet{said}.example/{n}",
            "title": f"Plans for {thing}, part {said}",
            "text": f"Minister {speaker} spoke in the capital, in session {n} of the year.\n\n"
            f"{speaker} said that {words}.",
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


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_link_one_claim_out_of_order_and_twice_tie_it_once_to_each_passage(start):
    said = "{} said that Denmark would pay 3 billion euros for the new bridge over the strait."
    rows = [
        {
            "url": f"https://outlet{day}.example/bridge",
            "title": "The bridge",
            "text": said.format("Anna Velder"),
            "outlet": f"Outlet {day}",
            "published": f"2024-05-{day:02}",
        }
        for day in range(1, 15)
    ]
    read = [extraction.read(ingest.ingest_row(row)[0]) for row in rows]
    backwards_and_forwards = [*reversed(read), *read]
    for one in backwards_and_forwards:
        tasks.link_revision.delay(one.revision_id)

    start("worker", "--concurrency", "1")
    start("worker", "--concurrency", "1")
    wait_until(lambda: not Extraction.objects.filter(linked_at=None).exists(), "every article linked")

    assert not Extraction.objects.exclude(link_error="").exists()
    [claim] = Claim.objects.all()
    later = Passage.objects.exclude(article=claim.first_article)
    assert sorted(claim.links.values_list("passage", flat=True)) == sorted(later.values_list("pk", flat=True))
    assert later.count() == len(rows) - 1


@pytest.mark.django_db(transaction=True)
def test_what_a_crash_left_behind_is_done_while_the_demo_is_prepared(environment, monkeypatch):
    monkeypatch.setattr(os, "environ", environment)
    factories.revision()  # stored, and its bell lost

    with processes.running_worker():
        wait_until(lambda: Extraction.objects.exclude(linked_at=None).exists(), "the rest linked")


PAGE = """Norway expects no delay to the strait bridge, senior official says

By Ida Holt

OSLO (Harbour Wire) – Norway expects to open the bridge over the strait on time whoever governs in Copenhagen, a senior ministry official said.

The official, who spoke to reporters on Monday, said that both sides would meet again in spring.

The Danish Transport Ministry did not immediately respond to a request for comment.

Former Prime Minister Anna Velder, who hopes to return to office, had accused Denmark, a close neighbour, of “dawdling”, called for ending what she called “endless” studies, and demanded that Copenhagen pay as much as $3 billion a year for the crossing.

“We need results, and we need them soon,” the official said. “The neighbours know this.”


Related Articles

Denmark asks for another study
Leave a Reply

Your email address will not be published. Required fields are marked *

Back to top button
"""  # noqa: E501


@pytest.mark.django_db(transaction=True)
def test_a_page_comes_in_and_its_claims_leave_over_the_api(start, tmp_path, client):
    page = tmp_path / "page.txt"
    page.write_text(PAGE)
    start("worker", "--concurrency", "1")

    call_command("ingest", str(page))
    wait_until(lambda: Extraction.objects.exclude(linked_at=None).exists(), "the page extracted and linked")

    client.force_login(factories.analyst())
    claims = client.get("/api/v1/claims/").json()["results"]
    velder = {
        claim["kind"]: claim for claim in claims if (claim["speaker"] or {}).get("name") == "Anna Velder"
    }
    assert {"accusation", "demand"} <= velder.keys()
    [demand] = client.get("/api/v1/claims/?kind=demand&unit=USD&per=year&amount_max=3e9").json()["results"]
    assert (demand["speaker"]["name"], demand["addressee"]["name"]) == ("Anna Velder", "Denmark")
    assert [(q["low"], q["high"], q["unit"], q["per"]) for q in demand["quantities"]] == [
        (None, "3000000000", "USD", "year")
    ]
    assert (
        len({claim["speaker"]["id"] for claim in claims if (claim["speaker"] or {}).get("kind") == "unnamed"})
        == 1
    )
    detail = client.get(f"/api/v1/claims/{demand['uuid']}/").json()
    text = client.get(f"/api/v1/articles/{detail['first_article']['id']}/").json()["latest"]["text"]
    for mention in detail["mentions"]:
        assert " … ".join(text[s:e] for s, e in mention["content"]["spans"]) == mention["content"]["quote"]
    assert "Related Articles" not in text
