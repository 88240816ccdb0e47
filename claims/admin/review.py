from django.contrib import admin
from unfold.contrib.filters.admin import (
    AutocompleteSelectFilter,
    MultipleChoicesDropdownFilter,
    RangeDateTimeFilter,
)
from unfold.decorators import display

from articles.bigtable import BigTableAdmin
from claims.admin import labels
from claims.admin.reading import ReadOnly
from claims.models import Review


@admin.register(Review)
class ReviewAdmin(ReadOnly, BigTableAdmin):
    """The record of decisions; a decision is made on the claim's page."""

    list_display = ["claim_words", "decided", "rationale", "by", "at"]
    list_filter = [
        ("status", MultipleChoicesDropdownFilter),
        ("outcome", MultipleChoicesDropdownFilter),
        ("by", AutocompleteSelectFilter),
        ("at", RangeDateTimeFilter),
    ]
    list_fullwidth = True
    list_select_related = ["claim", "by"]
    search_fields = ["rationale"]
    actions = None
    fields = ["claim_words", "decided", "rationale", "evidence", "links", "by", "at"]
    readonly_fields = ["claim_words", "decided"]

    @display(description="claim")
    def claim_words(self, made):
        return labels.page_of(made.claim)

    @display(description="decision", label=labels.STATUS | labels.OUTCOME)
    def decided(self, made):
        if made.status:
            return made.status, made.get_status_display()
        return made.outcome, f"Outcome: {made.get_outcome_display().lower()}"
