from datetime import timedelta

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

DAY_OR_NULL = {"type": ["string", "null"], "format": "date"}


class Strict(serializers.Serializer):
    """Refuses fields that it does not know, instead of losing what they say."""

    def to_internal_value(self, data):
        if isinstance(data, dict) and (unknown := data.keys() - self.fields.keys()):
            known = ", ".join(self.fields)
            raise serializers.ValidationError(
                {name: [f"There is no such field. There are: {known}."] for name in sorted(unknown)}
            )
        return super().to_internal_value(data)


class Text(serializers.CharField):
    """Text that came as text: REST framework itself would make it of a number too."""

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


@extend_schema_field(
    {
        "type": ["object", "null"],
        "properties": {"from": DAY_OR_NULL, "to": DAY_OR_NULL},
        "required": ["from", "to"],
    }
)
class Days(serializers.Field):
    """A range of days by its first and its last; either may be open."""

    def to_representation(self, days):
        last = days.upper and days.upper - timedelta(days=1)  # PostgreSQL keeps the day after
        return {"from": days.lower, "to": last}


class Amount(serializers.DecimalField):
    """An exact decimal, written as a string; null where the end is open."""

    def __init__(self, **options):
        super().__init__(max_digits=None, decimal_places=None, allow_null=True, read_only=True, **options)
