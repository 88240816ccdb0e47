"""Following the feed: whoever comes back with `next` sees each change once, and misses none."""

import re

from django.db.models import Q
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from config.rest.pagination import PAGE_SIZE_PARAMETER, page_size, parameter

START = (0, 0)
MOST = 2**63 - 1


class ChangePagination(BasePagination):
    """In the order of commits; the cursor is the last change's place, so it outlives any restart."""

    def paginate_queryset(self, queryset, request, view=None):
        transaction, pk = self.place = _place(request.query_params.get("after"))
        beyond = Q(transaction__gte=transaction) & (Q(transaction__gt=transaction) | Q(pk__gt=pk))
        changes = list(queryset.filter(beyond)[: page_size(request)])
        if changes:
            self.place = changes[-1].transaction, changes[-1].pk
        return changes

    def get_paginated_response(self, data):
        return Response({"changes": data, "next": "{:x}-{:x}".format(*self.place)})

    def get_schema_operation_parameters(self, view):
        start = {"type": "string", "pattern": CURSOR.pattern}
        return [
            parameter("after", start, "“next” of the answer before; from the start without"),
            PAGE_SIZE_PARAMETER,
        ]

    def get_paginated_response_schema(self, schema):
        return {
            "type": "object",
            "required": ["changes", "next"],
            "properties": {
                "changes": schema,
                "next": {"type": "string", "description": "where to go on, now or later"},
            },
        }


CURSOR = re.compile(r"^[0-9a-f]{1,16}-[0-9a-f]{1,16}$")


def _place(cursor):
    """The transaction and id that a cursor stands for."""
    if cursor is None:
        return START
    place = tuple(int(part, 16) for part in cursor.split("-")) if CURSOR.fullmatch(cursor) else (MOST + 1,)
    if max(place) > MOST:
        raise ValidationError({"after": ["This is no cursor of the feed. Give “next” as it came."]})
    return place
