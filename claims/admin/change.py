from django.contrib import admin
from unfold.contrib.filters.admin import ChoicesCheckboxFilter, RangeDateTimeFilter
from unfold.decorators import display

from articles.bigtable import BigTableAdmin
from claims.admin import labels
from claims.admin.reading import ReadOnly
from claims.models import Change


@admin.register(Change)
class ChangeAdmin(ReadOnly, BigTableAdmin):
    """What subscribers of the feed are told, newest first."""

    list_display = ["claim_words", "kind_label", "at", "transaction"]
    list_filter = [("kind", ChoicesCheckboxFilter), ("at", RangeDateTimeFilter)]
    list_select_related = ["claim"]
    ordering = ["-transaction", "-pk"]
    sortable_by = []
    actions = None
    fields = ["claim_words", "kind_label", "at", "transaction"]
    readonly_fields = fields

    @display(description="claim")
    def claim_words(self, change):
        return labels.page_of(change.claim)

    @display(description="change", label={"upsert": "info", "merge": "warning", "retract": "danger"})
    def kind_label(self, change):
        return change.kind, change.get_kind_display()
