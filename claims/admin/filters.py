"""The filters of the desk's lists."""

from django.db.models import Count, F
from unfold.contrib.filters.admin import DropdownFilter, RadioFilter

from claims.models import Quantity

RECENT = 5000  # quantities among which the usual units are looked for
MOST_UNITS = 30


class UnitFilter(DropdownFilter):
    """Claims with an amount of a unit; the units offered are the usual ones of late."""

    title = "unit"
    parameter_name = "unit"

    def lookups(self, request, model_admin):
        recent = Quantity.objects.order_by("-pk").values("pk")[:RECENT]
        usual = Quantity.objects.filter(pk__in=recent).exclude(unit="").values("unit").order_by()
        units = (
            usual.annotate(n=Count("pk")).order_by("-n", "unit").values_list("unit", flat=True)[:MOST_UNITS]
        )
        return [(unit, unit) for unit in units]

    def has_output(self):
        return True

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        if "\0" in self.value():  # PostgreSQL refuses to be asked
            return queryset.none()
        return queryset.filter(pk__in=Quantity.objects.filter(unit=self.value()).values("claim"))


class QueueFilter(RadioFilter):
    """Without it, the links that a reviewer may judge."""

    title = "queue"
    parameter_name = "queue"
    all_option = ["", "Of current claims, to other sources"]

    def lookups(self, request, model_admin):
        return [("own", "To a claim’s own mentions"), ("merged", "Of merged claims"), ("any", "All")]

    def queryset(self, request, queryset):
        if self.value() == "any":
            return queryset
        if self.value() == "own":
            return queryset.filter(counterpart=F("claim"))
        if self.value() == "merged":
            return queryset.exclude(claim__merged_into=None)
        return queryset.of_current_claims().to_other_sources()


class MergedFilter(RadioFilter):
    """Without it, the claims that stand for themselves."""

    title = "merging"
    parameter_name = "merged"
    all_option = ["", "Not merged"]

    def lookups(self, request, model_admin):
        return [("yes", "Merged into another"), ("any", "Both")]

    def queryset(self, request, queryset):
        if self.value() == "any":
            return queryset
        if self.value() == "yes":
            return queryset.exclude(merged_into=None)
        return queryset.filter(merged_into=None)
