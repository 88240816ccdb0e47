"""Pages that start after the last row of the page before: no counts, no offsets, nothing skipped."""

from dataclasses import dataclass

from django.core import signing
from django.db.models import F, Q
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

PAGE_SIZE, MOST_ROWS = 50, 500


@dataclass(frozen=True)
class Order:
    """Rows by one field and then by id; where the field is empty, last either way."""

    model: type
    field: str
    descending: bool

    @property
    def nullable(self):
        return self._model_field.null

    @property
    def _model_field(self):
        return self.model._meta.pk if self.field == "pk" else self.model._meta.get_field(self.field)

    def rows(self, queryset, after, count):
        """The first rows after a (value, id), or the first of all after None."""
        rows, among_empty = [], after is not None and after[0] is None
        if not among_empty:
            known = queryset.filter(**{f"{self.field}__isnull": False}) if self.nullable else queryset
            rows += known.filter(self._beyond(after)).order_by(*self._keys())[:count]
        if self.nullable and len(rows) < count:
            empty = queryset.filter(**{f"{self.field}__isnull": True})
            start = self._pk_beyond(after[1]) if among_empty else Q()
            rows += empty.filter(start).order_by(self._signed("pk"))[: count - len(rows)]
        return rows

    def key(self, row):
        """What a cursor keeps of a row, as JSON knows it."""
        value = getattr(row, self.field)
        return [value.isoformat() if hasattr(value, "isoformat") else value, row.pk]

    def from_key(self, key):
        return self._model_field.to_python(key[0]), key[1]

    def _beyond(self, after):
        if after is None:
            return Q()
        value, pk = after
        if self.field == "pk":
            return self._pk_beyond(pk)
        ahead = "lt" if self.descending else "gt"
        # The first condition is implied by the second; PostgreSQL starts reading its index there.
        return Q(**{f"{self.field}__{ahead}e": value}) & (
            Q(**{f"{self.field}__{ahead}": value}) | self._pk_beyond(pk)
        )

    def _pk_beyond(self, pk):
        return Q(pk__lt=pk) if self.descending else Q(pk__gt=pk)

    def _keys(self):
        if self.field == "pk":
            return [self._signed("pk")]
        if self.nullable:  # none is empty here, but so an index that puts those last is read, either way
            field = F(self.field)
            return [
                field.desc(nulls_last=True) if self.descending else field.asc(nulls_first=True),
                self._signed("pk"),
            ]
        return [self._signed(self.field), self._signed("pk")]

    def _signed(self, field):
        return f"-{field}" if self.descending else field


class KeysetPagination(BasePagination):
    """A view names its `orderings` (what may be asked for -> the field) and its first, `ordering`."""

    def paginate_queryset(self, queryset, request, view=None):
        self.url, self.salt = request.build_absolute_uri(), f"page of {view.basename}"
        self.name = self._ordering(request, view)
        self.order = Order(queryset.model, view.orderings[self.name.lstrip("-")], self.name.startswith("-"))
        size = page_size(request)
        rows = self.order.rows(queryset, self._after(request), size + 1)
        self.last = rows[size - 1] if len(rows) > size else None
        return rows[:size]

    def get_paginated_response(self, data):
        return Response({"next": self._next(), "results": data})

    def _next(self):
        if self.last is None:
            return None
        cursor = signing.dumps([self.name, *self.order.key(self.last)], salt=self.salt)
        return replace_query_param(self.url, "cursor", cursor)

    def _ordering(self, request, view):
        name = request.query_params.get("ordering", view.ordering)
        if name not in offered(view):
            raise ValidationError(
                {"ordering": [f"“{name}” is no ordering; choose one of {', '.join(offered(view))}."]}
            )
        return name

    def _after(self, request):
        cursor = request.query_params.get("cursor")
        if cursor is None:
            return None
        try:
            name, *key = signing.loads(cursor, salt=self.salt)
        except signing.BadSignature:
            raise ValidationError(
                {"cursor": ["This is no cursor of this list. Follow “next” as it was given."]}
            ) from None
        if name != self.name:
            raise ValidationError({"cursor": [f"This cursor goes with ordering={name}."]})
        return self.order.from_key(key)

    def get_schema_operation_parameters(self, view):
        return [
            parameter(
                "cursor", {"type": "string"}, "where the page starts; follow “next” instead of making one"
            ),
            PAGE_SIZE_PARAMETER,
            parameter(
                "ordering", {"type": "string", "enum": offered(view), "default": view.ordering}, "of the rows"
            ),
        ]

    def get_paginated_response_schema(self, schema):
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {
                "next": {
                    "type": ["string", "null"],
                    "format": "uri",
                    "description": "the next page, if there is one",
                },
                "results": schema,
            },
        }


def offered(view):
    return [sign + name for name in view.orderings for sign in ("", "-")]


def page_size(request):
    """How many rows were asked for; refuses what is no number of rows."""
    asked = request.query_params.get("page_size", str(PAGE_SIZE))
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10 and 1 <= int(asked) <= MOST_ROWS):
        raise ValidationError({"page_size": [f"Write a number from 1 to {MOST_ROWS}."]})
    return int(asked)


def parameter(name, schema, description):
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}


PAGE_SIZE_PARAMETER = parameter(
    "page_size",
    {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": PAGE_SIZE},
    "how many rows at most",
)
