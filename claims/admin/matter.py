from django.contrib import admin
from django.db.models import F, OuterRef
from unfold.contrib.filters.admin import BooleanRadioFilter
from unfold.decorators import display

from articles import counts
from articles.bigtable import BigTableAdmin
from claims import review
from claims.admin import evolution, terms
from claims.admin.history import Recorded
from claims.models import Claim, Matter


@admin.register(Matter)
class MatterAdmin(Recorded, BigTableAdmin):
    list_display = ["name", "named_by", "claims_held", "last_said"]
    list_filter = [("suggested", BooleanRadioFilter)]
    search_fields = ["name", "description"]
    fields = ["name", "description"]
    change_form_template = "claims/desk/matter.html"

    def get_queryset(self, request):
        held = Claim.objects.current().filter(matter=OuterRef("pk"))
        newest = held.order_by(F("first_said_on").desc(nulls_last=True)).values("first_said_on")[:1]
        return super().get_queryset(request).annotate(claim_count=counts.counted(held), last_said_on=newest)

    def has_delete_permission(self, request, obj=None):
        """A matter that holds claims stays; claims leave it on their own pages."""
        in_use = obj is not None and obj.claims.exists()
        return not in_use and super().has_delete_permission(request, obj)

    def save_model(self, request, obj, form, change):
        """What an analyst saves is the analyst's word, no longer a suggestion."""
        obj.suggested = False
        if change:
            review.rename(obj, obj.name, by=request.user)
        super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, obj=None, **options):
        if obj:
            context |= evolution.of(obj)
        return super().render_change_form(request, context, obj=obj, **options)

    @display(description="named by", label={"program": "warning", "analyst": "success"})
    def named_by(self, matter):
        return "program" if matter.suggested else "analyst"

    @display(description="claims")
    def claims_held(self, matter):
        return counts.said(matter.claim_count)

    @display(description="last said", ordering=F("last_said_on").desc(nulls_last=True))
    def last_said(self, matter):
        return terms.day(matter.last_said_on)
