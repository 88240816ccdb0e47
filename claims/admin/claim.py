import pghistory
from django.contrib import admin
from django.db import transaction
from django.db.models import F, Q
from django.utils.html import format_html
from unfold.contrib.filters.admin import (
    AutocompleteSelectFilter,
    ChoicesCheckboxFilter,
    MultipleChoicesDropdownFilter,
    RangeDateFilter,
)
from unfold.decorators import display

from articles.bigtable import BigTableAdmin
from claims import review
from claims.admin import evidence, labels, merging, terms
from claims.admin.deciding import Deciding
from claims.admin.filters import MergedFilter, UnitFilter
from claims.admin.forms import CorrectionForm
from claims.admin.history import Recorded
from claims.admin.merging import Merging
from claims.linking import index
from claims.models import Actor, Claim

MOST_SPEAKERS = 100  # that a searched name may stand for
FOUND_BY = {"speaker", "addressee"}  # what of a claim's record its index holds


def speakers(words):
    """Keys of the actors that a search may mean."""
    return list(Actor.objects.named_like(words).order_by().values_list("pk", flat=True)[:MOST_SPEAKERS])


@admin.register(Claim)
class ClaimAdmin(Merging, Deciding, Recorded, BigTableAdmin):
    """Claims come from articles; here they are read, decided upon and corrected."""

    form = CorrectionForm
    fields = ["speaker", "addressee", "kind", "condition", "deadline", "matter", "because"]
    autocomplete_fields = ["speaker", "addressee", "matter"]
    change_form_template = "claims/desk/claim.html"

    list_display = [
        "statement",
        "speaker_name",
        "kind_label",
        "amounts",
        "first_said",
        "status_label",
        "seen_in",
    ]
    list_filter = [
        ("status", ChoicesCheckboxFilter),
        ("kind", MultipleChoicesDropdownFilter),
        ("speaker", AutocompleteSelectFilter),
        UnitFilter,
        ("first_said_on", RangeDateFilter),
        ("matter", AutocompleteSelectFilter),
        ("outcome", MultipleChoicesDropdownFilter),
        MergedFilter,
    ]
    list_fullwidth = True
    sortable_by = ["first_said", "status_label"]  # the others have no index
    list_select_related = ["speaker"]
    ordering = [F("first_said_on").desc(nulls_last=True), "-pk"]
    search_fields = ["text"]
    search_help_text = "Words of the claim, or its speaker"

    def get_queryset(self, request):
        return super().get_queryset(request).with_counts().defer("search").prefetch_related("quantities")

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        saying = Claim.objects.matching(search_term).order_by().values("pk")
        return queryset.filter(Q(pk__in=saying) | Q(speaker__in=speakers(search_term))), False

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        merged = obj is not None and obj.merged_into_id
        return not merged and super().has_change_permission(request, obj)

    def render_change_form(self, request, context, obj=None, **options):
        shown = context | evidence.page(obj, request.user) | merging.page(obj, request.user)
        return super().render_change_form(request, shown, obj=obj, **options)

    def save_model(self, request, obj, form, change):
        """Writes what was corrected and nothing else: a review made meanwhile stays."""
        corrected = [name for name in form.changed_data if name != "because"]
        if not corrected:
            return
        with pghistory.context(because=form.cleaned_data["because"]):
            obj.save(update_fields=[*corrected, "updated_at"])
        review.publish(obj)
        if FOUND_BY & {*corrected}:  # the thinking of an index waits for the transaction, and keeps no lock
            transaction.on_commit(lambda: index.add(Claim.objects.filter(pk=obj.pk)))

    @display(description="claim")
    def statement(self, claim):
        return format_html('<span class="desk-statement">{}</span>', claim)

    @display(description="speaker")
    def speaker_name(self, claim):
        return claim.speaker or "—"

    @display(description="kind")
    def kind_label(self, claim):
        return format_html('<span class="desk-kind kind-{}">{}</span>', claim.kind, claim.get_kind_display())

    @display(description="amounts")
    def amounts(self, claim):
        return "; ".join(terms.amounts(claim)) or "—"

    @display(description="first said", ordering=F("first_said_on").desc(nulls_last=True))
    def first_said(self, claim):
        return format_html('<span class="desk-day">{}</span>', terms.day(claim.first_said_on))

    @display(description="status", ordering="status", label=labels.STATUS)
    def status_label(self, claim):
        return claim.status, claim.get_status_display()

    @display(description="seen in")
    def seen_in(self, claim):
        if claim.merged_into_id:
            return "merged into another"
        counts = [
            (claim.mention_count, "article"),
            (claim.outlet_count, "outlet"),
            (claim.link_count, "link"),
        ]
        said = [_counted(number, noun) for number, noun in counts if number]
        if claim.independent_count < claim.mention_count:
            said.insert(1, f"{claim.independent_count} independent")
        return format_html('<span class="desk-counts">{}</span>', ", ".join(said) or "no article any more")


def _counted(number, noun):
    return f"{number}\N{NO-BREAK SPACE}{noun}{'' if number == 1 else 's'}"
