"""Two workers side by side, each with a connection of its own: the second one comes while the first is midway."""

import time
from concurrent.futures import ThreadPoolExecutor
from queue import Queue

import pytest
from django.db import connection, transaction

from claims.linking import copies, matters
from claims.models import Fingerprint, Matter, Story
from tests import factories
from tests.claims.copies import stories

pytestmark = pytest.mark.django_db(transaction=True)
GIVE_UP_SECONDS = 30


@pytest.fixture
def beside():
    """Starts work in a second connection, and comes back when that waits for ours or is done."""
    pool, backends = ThreadPoolExecutor(1), Queue()

    def work(act):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                backends.put(cursor.fetchone()[0])
            act()
        finally:
            connection.close()

    def start(act):
        doing, backend = pool.submit(work, act), backends.get(timeout=GIVE_UP_SECONDS)
        end = time.monotonic() + GIVE_UP_SECONDS
        while not doing.done() and not waits(backend):
            assert time.monotonic() < end, "the second worker neither waits nor ends"
            time.sleep(0.01)
        return doing

    yield start
    pool.shutdown()


def waits(backend):
    """Whether a connection waits for a lock that another one holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [backend])
        return cursor.fetchone()[0]


def tie(text):
    """A link between two claims of these words, which name the matter that they make."""
    one, other = factories.claim(text=text), factories.claim(text=text)
    return factories.link(claim=one, counterpart=other, relation="contradicts")


suggest = transaction.atomic(matters.suggest)


def test_two_workers_that_name_the_same_matters_in_opposite_orders_make_each_once(beside):
    tolls, mine = tie("higher bridge tolls"), tie("longer tunnel closures")
    again, theirs = tie("higher bridge tolls"), tie("longer tunnel closures")

    with transaction.atomic():
        suggest([tolls])
        second = beside(lambda: suggest([theirs, again]))
        suggest([mine])
    second.result(GIVE_UP_SECONDS)

    held = [matter.claims.count() for matter in Matter.objects.all()]
    assert held == [4, 4]


def published(text):
    revision = factories.revision(text=text)
    copies.place(revision)
    return revision


def edited(revision, number):
    """The article's next revision, which tells another story."""
    return factories.revision(
        text=stories.report(number, "second").text, article=revision.article, number=revision.number + 1
    )


def test_two_copies_that_are_rewritten_side_by_side_leave_no_story_without_articles(beside):
    text = stories.report(5, "first").text
    mine, theirs = (edited(published(text), number) for number in (6, 7))

    with transaction.atomic():
        copies.place(mine)
        second = beside(lambda: copies.place(theirs))
    second.result(GIVE_UP_SECONDS)

    assert not Story.objects.filter(fingerprints=None).exists()
    assert Story.objects.count() == 2


def test_a_copy_that_comes_in_while_the_original_is_rewritten_stays_a_story_of_its_own(beside):
    text = stories.report(5, "first").text
    original, copy = published(text), factories.revision(text=text)
    rewritten = edited(original, 6)

    with transaction.atomic():
        copies.place(rewritten)
        second = beside(lambda: copies.place(copy))
    second.result(GIVE_UP_SECONDS)

    assert len(copies.fold([rewritten, copy])) == 2
    assert Fingerprint.objects.get(article=copy.article).reasons == []


def test_two_revisions_of_one_article_that_are_placed_at_once_leave_the_fingerprint_of_the_newer(beside):
    older = factories.revision(text=stories.report(5, "first").text)
    newer = edited(older, 6)

    with transaction.atomic():
        copies.place(newer)
        second = beside(lambda: copies.place(older))
    second.result(GIVE_UP_SECONDS)

    assert Fingerprint.objects.get().revision == newer
