"""Steps of the work, one task each. Rows say what is to do; a task's id is only a bell that rings."""

from celery import shared_task
from django.conf import settings
from django.core.cache import cache
from django.db import InterfaceError, OperationalError

from articles.models import Revision
from claims import extraction, linking
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
        try:
            extraction.read(revision)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            extraction.fail(revision, error)
            raise
        link_revision.delay_on_commit(revision_id)


@shared_task(**RETRY)
def link_revision(revision_id):
    """Links one revision's claims and passages with those of other articles, unless that has been done."""
    to_do = (
        Extraction.objects.to_link().filter(revision=revision_id).select_related("revision__article").first()
    )
    if to_do:
        linking.link(to_do)


@shared_task
def sweep():
    """Rings again for whatever a lost message left behind."""
    unread = Revision.objects.filter(extraction=None).order_by("pk").values_list("pk", flat=True)
    unlinked = Extraction.objects.to_link().order_by("pk").values_list("revision", flat=True)
    for task, ids in ((extract_revision, unread), (link_revision, unlinked)):
        for pk in ids[:SWEPT_AT_ONCE]:
            if cache.add(f"rung:{task.name}:{pk}", True, timeout=QUIET_SWEEPS * settings.SWEEP_SECONDS):
                task.ring((pk,))
