"""A claim's history: who changed what, when and why, from the events that the database records."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model

from claims.admin import terms
from claims.models import Claim, Matter

MOST = 100
TRACKED = ["text", "speaker", "addressee", "kind", "negated", "condition", "deadline", "status", "outcome",
           "matter", "merged_into"]  # fmt: skip


@dataclass(frozen=True)
class Difference:
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    at: datetime
    who: str
    because: str
    differences: list[Difference]
    first: bool


def of(claim) -> list[Entry]:
    """The newest entries, newest first."""
    events = claim.events.select_related("pgh_context", "speaker", "addressee", "matter", "merged_into")
    newest = list(events.order_by("-pgh_id")[: MOST + 1])
    _recall_matters(newest)
    names = _names(newest)
    pairs = zip(newest, [*newest[1:], None], strict=True)
    return [_entry(event, before, names) for event, before in pairs][:MOST]


def _entry(event, before, names):
    context = event.pgh_context.metadata if event.pgh_context else {}
    return Entry(
        at=event.pgh_created_at,
        who=names.get(context.get("user"), ""),
        because=context.get("because", ""),
        differences=_differences(before, event) if before else [],
        first=before is None,
    )


def _differences(before, after):
    return [
        Difference(Claim._meta.get_field(name).verbose_name, _said(before, name), _said(after, name))
        for name in TRACKED
        if getattr(before, _column(name)) != getattr(after, _column(name))
    ]


def _column(name):
    return Claim._meta.get_field(name).attname


def _said(event, name):
    value, shown = getattr(event, name), getattr(event, f"get_{name}_display", None)
    if name == "deadline":
        return terms.period(value)
    if value is None and getattr(event, _column(name)) is not None:
        return "one that is gone"
    return shown() if shown else "" if value is None else str(value)


def _recall_matters(events):
    """A matter that is gone is said by the last name that it had."""
    gone = [event for event in events if event.matter_id and event.matter is None]
    if gone:
        named = Matter.events.rel.related_model.objects.filter(
            pgh_obj__in={event.matter_id for event in gone}
        )
        names = dict(named.order_by("pgh_id").values_list("pgh_obj", "name"))
        for event in gone:
            event.matter = Matter(event.matter_id, name=names.get(event.matter_id, "one that is gone"))


def _names(events):
    ids = {event.pgh_context.metadata.get("user") for event in events if event.pgh_context} - {None}
    return {pk: str(user) for pk, user in get_user_model().objects.in_bulk(ids).items()}
