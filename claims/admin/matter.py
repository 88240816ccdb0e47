import json

from django.contrib import admin
from django.db.models import Count, F, OuterRef
from unfold.contrib.filters.admin import BooleanRadioFilter
from unfold.decorators import display

from articles import counts
from articles.bigtable import BigTableAdmin
from claims.admin import labels, terms
from claims.identity import terms_of
from claims.models import Claim, Matter, Quantity
from claims.nlp.terms import number

MOST_CLAIMS = 200


@admin.register(Matter)
class MatterAdmin(BigTableAdmin):
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
        super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, obj=None, **options):
        if obj:
            context |= evolution(obj)
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


def evolution(matter):
    """A matter's claims in the order in which they were said, with their terms, and a chart."""
    claims = Claim.objects.current().filter(matter=matter).select_related("speaker", "addressee")
    ordered = claims.defer("search").prefetch_related("quantities")
    shown = list(ordered.order_by(F("first_said_on").asc(nulls_last=True), "pk")[: MOST_CLAIMS + 1])
    for claim in shown:
        claim.terms, claim.label = terms.amounts(claim), labels.STATUS[claim.status]
    return {"claims": shown[:MOST_CLAIMS], "more": len(shown) > MOST_CLAIMS, "chart": chart(shown)}


def chart(claims):
    """The figures in the unit that most of the claims use, over time; None for fewer than two."""
    unit = _usual_unit(claims)
    points = [(claim, found) for claim in claims if claim.first_said_on and (found := _figure(claim, unit))]
    if len(points) < 2:
        return None
    said = " per ".join(filter(None, unit))
    bars = {
        "label": said,
        "data": [float(found) for _, found in points],
        "backgroundColor": "var(--color-primary-600)",
        "barThickness": 24,
    }
    under = [[f"{claim.first_said_on:%b %Y}", number(found)] for claim, found in points]
    return {"unit": said, "data": json.dumps({"labels": under, "datasets": [bars]})}


def _usual_unit(claims):
    units = Quantity.objects.filter(claim__in=claims).values_list("unit", "per")
    used = units.annotate(n=Count("claim", distinct=True)).order_by("-n", "unit", "per").first()
    return used[:2] if used else None


def _figure(claim, unit):
    told = (terms_of(quantity) for quantity in claim.quantities.all())
    return next((each.figure() for each in told if (each.unit, each.per) == unit), None)
