"""Steps of the work, one task each. Rows say what is to do; a task's id is only a bell that rings."""

from contextlib import contextmanager

from celery import shared_task
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError

from articles.models import Revision
from claims import extraction, linking
from claims.linking import index
from claims.models import Extraction

RETRY = {"autoretry_for": (OperationalError, InterfaceError), "retry_backoff": True, "max_retries": 6}
SWEPT_AT_ONCE = 500
QUIET_SWEEPS = 6  # a bell that the sweep rang is not rung again for so many sweeps


def extract_when_stored(revision, **signal):
    extract_revision.delay_on_commit(revision.pk)


@shared_task(**RETRY)
def extract_revision(revision_id):
    """Reads one revision for claims, unless that has been done."""
    revision = Revision.objects.filter(pk=revision_id, extraction=None).select_related("article").first()
    if revision:
        with _failing_as(lambda error: extraction.fail(revision, error)):
            extraction.read(revision)
        link_revision.delay_on_commit(revision_id)


@shared_task(**RETRY)
def link_revision(revision_id):
    """Links one revision's claims and passages with those of other articles, unless that has been done."""
    waiting = Extraction.objects.to_link().filter(revision=revision_id)
    if to_do := waiting.select_related("revision__article").first():
        with _failing_as(lambda error: linking.fail(to_do, error)):
            linking.link(to_do)


@contextmanager
def _failing_as(record):
    """Records an error that would come back on every try; one that may pass is left to the retry, and a wrong setting
    to whoever mends it: the article waits for that."""
    try:
        yield
    except ImproperlyConfigured:
        raise
    except Exception as error:
        if not _may_pass(error):
            record(error)
        raise


def _may_pass(error):
    """Whether PostgreSQL was away, overloaded or in a deadlock: SQLSTATE classes 08, 40, 53 and 57, or none at all."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or state[:2] in ("08", "40", "53", "57")


@shared_task
def sweep():
    """Rings again for whatever a lost message left behind."""
    unread = Revision.objects.filter(extraction=None).order_by("pk").values_list("pk", flat=True)
    unlinked = Extraction.objects.to_link().order_by("pk").values_list("revision", flat=True)
    for task, ids in ((extract_revision, unread), (link_revision, unlinked)):
        for pk in ids[:SWEPT_AT_ONCE]:
            if cache.add(f"rung:{task.name}:{pk}", True, timeout=QUIET_SWEEPS * settings.SWEEP_SECONDS):
                task.ring((pk,))


@shared_task
def count_words():
    """Counts anew in how many claims and passages each word stands."""
    for of in index.WORDS_FROM:
        index.count_words(of)
