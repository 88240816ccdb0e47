"""A row's history: who changed what, when and why, from the events that the database records."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse

from claims.admin import terms
from claims.models import Claim, Link, Matter, Merge

MOST = 100
BEGINNINGS = {Claim: "Found in an article.", Link: "Suggested by the program."}
MERGES = {
    Merge.Decision.MERGED: "Merged into it: “{}”.",
    Merge.Decision.APART: "Held to be another claim: “{}”.",
}
UNTOLD = {"decided_by"}  # told by who did it


@dataclass(frozen=True)
class Difference:
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    at: datetime
    who: str
    because: str = ""
    differences: list[Difference] = field(default_factory=list)
    said: str = ""


def of(row) -> list[Entry]:
    """The newest entries of a row that is tracked, newest first."""
    names = _tracked(row)
    related = [name for name in names if row._meta.get_field(name).is_relation]
    newest = list(row.events.select_related("pgh_context", *related).order_by("-pgh_id")[: MOST + 1])
    _recall_matters(newest)
    users = _users(newest)
    pairs = zip(newest, [*newest[1:], None], strict=True)
    entries = [_entry(row, names, event, before, users) for event, before in pairs]
    told = entries[:MOST] + (_merges(row) if isinstance(row, Claim) else [])
    return sorted(told, key=lambda entry: entry.at, reverse=True)[:MOST]


def _tracked(row):
    kept = row.events.model._meta.get_fields()
    return [field.name for field in kept if not field.name.startswith("pgh_") and field.name != "id"]


def _entry(row, names, event, before, users):
    context = event.pgh_context.metadata if event.pgh_context else {}
    return Entry(
        at=event.pgh_created_at,
        who=users.get(context.get("user")) or str(getattr(event, "decided_by", None) or ""),
        because=context.get("because", ""),
        differences=_differences(row, names, before, event) if before else [],
        said="" if before else BEGINNINGS.get(type(row)) or f"Added as “{getattr(event, 'name', row)}”.",
    )


def _merges(claim):
    """What was decided of other claims that may be this one; such a decision changes nothing of its own record."""
    decided = Merge.objects.filter(into=claim).select_related("by", "claim").defer("claim__search")
    return [
        Entry(
            at=made.at,
            who=str(made.by),
            because=made.rationale,
            said=MERGES[made.decision].format(made.claim),
        )
        for made in decided[:MOST]
    ]


def _differences(row, names, before, after):
    return [
        Difference(row._meta.get_field(name).verbose_name, _said(row, before, name), _said(row, after, name))
        for name in names
        if name not in UNTOLD and getattr(before, _column(row, name)) != getattr(after, _column(row, name))
    ]


def _column(row, name):
    return row._meta.get_field(name).attname


def _said(row, event, name):
    value, shown = getattr(event, name), getattr(event, f"get_{name}_display", None)
    if name == "deadline":
        return terms.period(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None and getattr(event, _column(row, name)) is not None:
        return "one that is gone"
    return shown() if shown else "" if value is None else str(value)


def _recall_matters(events):
    """A matter that is gone is said by the last name that it had."""
    gone = [event for event in events if getattr(event, "matter_id", None) and event.matter is None]
    if gone:
        named = Matter.events.rel.related_model.objects.filter(
            pgh_obj__in={event.matter_id for event in gone}
        )
        names = dict(named.order_by("pgh_id").values_list("pgh_obj", "name"))
        for event in gone:
            event.matter = Matter(event.matter_id, name=names.get(event.matter_id, "one that is gone"))


def _users(events):
    ids = {event.pgh_context.metadata.get("user") for event in events if event.pgh_context} - {None}
    return {pk: str(user) for pk, user in get_user_model().objects.in_bulk(ids).items()}


class Recorded:
    """For an admin of rows that are tracked: the history page shows what the database recorded, not what forms did."""

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {row}",
            "opts": self.opts,
            "object": row,
            "history": of(row),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "claims/desk/history_page.html", context)
