"""The kinds of filter that the resources declare. What is misspelt is refused, never left out."""

import difflib

from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ValidationError

MOST_LETTERS = 500


def _describe(a_filter, schema):
    """Says in the OpenAPI description what the filter takes."""
    extend_schema_field(schema | {"description": a_filter.extra.get("help_text", "")})(a_filter)


class Words(filters.CharFilter):
    """Text of a bounded length."""

    def __init__(self, *args, **options):
        options = {"max_length": MOST_LETTERS} | options
        super().__init__(*args, **options)
        _describe(self, {"type": "string", "minLength": 1, "maxLength": options["max_length"]})


class Choices(filters.MultipleChoiceFilter):
    """One of several, or several of them: `status=new&status=in_review`."""

    def __init__(self, *args, choices, **options):
        options.setdefault("distinct", False)
        known = ", ".join(value for value, _ in choices)
        wrong = f"“%(value)s” is not among the choices: {known}."
        super().__init__(*args, choices=choices, error_messages={"invalid_choice": wrong}, **options)


class Day(filters.DateFilter):
    def __init__(self, *args, **options):
        wrong = {"invalid": "Write a day such as 2024-10-15."}
        super().__init__(*args, input_formats=["%Y-%m-%d"], error_messages=wrong, **options)


class Moment(filters.IsoDateTimeFilter):
    def __init__(self, *args, **options):
        wrong = {
            "invalid": "Write a time such as 2024-10-15T08:30:00Z, in an address with Z rather than +00:00."
        }
        super().__init__(*args, error_messages=wrong, **options)


@extend_schema_field(OpenApiTypes.BOOL)
class YesNo(filters.TypedChoiceFilter):
    def __init__(self, *args, **options):
        wrong = {"invalid_choice": "Write true or false."}
        choices = [("true", "true"), ("false", "false")]
        super().__init__(*args, choices=choices, coerce="true".__eq__, error_messages=wrong, **options)


class Number(filters.NumberFilter):
    """A finite number of a size that PostgreSQL holds."""

    def __init__(self, *args, **options):
        wrong = {"invalid": "Write a number such as 5000000000 or 2.5."}
        bounds = {"max_digits": 60, "decimal_places": 20}
        super().__init__(*args, error_messages=wrong, **bounds | options)
        _describe(self, {"type": "number"})


class Id(filters.NumberFilter):
    def __init__(self, *args, **options):
        wrong = {"invalid": "Write an id, a whole number."}
        bounds = {"max_digits": 19, "decimal_places": 0, "min_value": 1, "max_value": 2**63 - 1}
        super().__init__(*args, error_messages=wrong, **bounds, **options)
        _describe(self, {"type": "integer", "minimum": 1, "maximum": 2**63 - 1})


class IdOrName(Words):
    """Rows that point to another, given by its id or by a name; `named` finds it by the name."""

    def __init__(self, *args, among, named, **options):
        super().__init__(*args, help_text="an id or a name", **options)
        self.among, self.named = among, named

    def filter(self, queryset, value):
        if not value:
            return queryset
        return queryset.filter(**{f"{self.field_name}__in": self.rows(value)})

    def rows(self, value):
        if value.isascii() and value.isdigit() and len(value) <= 18:
            return self.among.objects.filter(pk=value)
        return self.named(value)


def refuse_unknown(parameters, known):
    """Raises a ValidationError for a parameter that is not among `known`, empty, or given twice to no effect.

    `known` maps names to whether they may be given several times.
    """
    wrong = {}
    for name, values in parameters.lists():
        if name not in known:
            wrong[name] = [f"There is no such parameter here. {_instead(name, known)}"]
        elif len(values) > 1 and not known[name]:
            wrong[name] = ["It was given more than once; give one value."]
        elif not all(value.strip() for value in values):
            wrong[name] = ["It is empty; give a value, or leave the parameter out."]
    if wrong:
        raise ValidationError(wrong)


def _instead(name, known):
    if near := difflib.get_close_matches(name[:100], known, n=1):
        return f"Did you mean {near[0]}?"
    return f"There are: {', '.join(sorted(known))}." if known else "Leave it out."
