"""What stands around the passages of links."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from claims.models import Passage

BEFORE, AFTER = 2, 1  # sentences


def read(links):
    """Gives each link's passage the words `before` and `after` it; one query."""
    passages = [link.passage for link in links]
    around = _around(passages)
    for passage in passages:
        before, after = around[passage.pk]
        passage.before, passage.after = " ".join(reversed(before)), " ".join(after)


def _around(passages):
    beside = Passage.objects.filter(revision=OuterRef("revision")).order_by()
    before = beside.filter(start__lt=OuterRef("start")).order_by("-start")[:BEFORE]
    after = beside.filter(start__gt=OuterRef("start")).order_by("start")[:AFTER]
    told = Passage.objects.filter(pk__in={passage.pk for passage in passages}).annotate(
        told_before=ArraySubquery(before.values("text")), told_after=ArraySubquery(after.values("text"))
    )
    return {pk: around for pk, *around in told.values_list("pk", "told_before", "told_after")}
