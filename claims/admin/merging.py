"""Merges at the desk: suggested, made and undone, each with its reasons, all by `claims.review`."""

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from unfold.widgets import UnfoldAdminRadioSelectWidget

from claims import merging, review
from claims.admin import terms
from claims.admin.deciding import Decision, to
from claims.admin.forms import RationaleForm
from claims.linking import duplicates
from claims.models import Merge

MOST_MERGES = 20


class ApartForm(RationaleForm):
    def __init__(self, request, *, other, **options):
        super().__init__(request, **options)
        self.other = other

    @property
    def decision(self):
        return super().decision | {"other": self.other}


class MergeForm(RationaleForm):
    keep = forms.ChoiceField(
        label="The claim that stays",
        widget=UnfoldAdminRadioSelectWidget,
        help_text="The other one gives way: its mentions, amounts and links go along, and come back if it is undone.",
    )
    field_order = ["keep", "because"]

    def __init__(self, request, *, claims, **options):
        super().__init__(request, **options)
        self.claims = {str(claim.pk): claim for claim in claims}
        self.fields["keep"].choices = [(key, _told(claim)) for key, claim in self.claims.items()]
        self.fields["keep"].initial = str(merging.stays(*claims).pk)

    @property
    def gives_way(self):
        return next(claim for key, claim in self.claims.items() if key != self.cleaned_data["keep"])

    @property
    def decision(self):
        return {"into": self.claims[self.cleaned_data["keep"]], "because": self.cleaned_data["because"]}


MERGE = Decision(
    name="merge",
    title="Merge",
    meaning="The two are one claim: the same speaker, the same proposition, the same terms.",
    icon="merge",
    made="merged",
    decide=review.merge,
    form=MergeForm,
)
APART = Decision(
    name="apart",
    title="Keep apart",
    meaning="The two are different claims; the merge is not suggested again.",
    icon="call_split",
    made="kept apart from the other",
    decide=review.keep_apart,
    form=ApartForm,
)
UNMERGE = Decision(
    name="unmerge",
    title="Undo the merge",
    meaning="The claim stands for itself again, with the mentions, amounts and links that it had.",
    icon="undo",
    made="set apart again",
    decide=review.unmerge,
    form=RationaleForm,
)


class Merging:
    """For an admin of claims that is Deciding: pages to merge two claims, to keep them apart, and to undo a merge."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/merge/<int:other>/", view(self.merge_view), name="claims_claim_merge"),
            path("<int:pk>/apart/<int:other>/", view(self.apart_view), name="claims_claim_apart"),
            path("<int:pk>/unmerge/", view(self.unmerge_view), name="claims_claim_unmerge"),
            *super().get_urls(),
        ]

    def get_actions(self, request):
        actions = super().get_actions(request)
        if self.has_decide_permission(request):
            actions["merge"] = (_merge_the_chosen, "merge", "Merge two claims")
        return actions

    def merge_view(self, request, pk, other):
        claims = self._asked_for(request, pk, other)
        form = MergeForm(request, claims=claims, data=request.POST or None)
        if form.is_valid() and self.decided(request, MERGE, form.gives_way, form):
            return to(request, form.decision["into"].get_absolute_url())
        return self.ask(request, MERGE, form, claims)

    def apart_view(self, request, pk, other):
        claims = self._asked_for(request, pk, other)
        form = ApartForm(request, other=claims[1], data=request.POST or None)
        if form.is_valid() and self.decided(request, APART, claims[0], form):
            return to(request, claims[0].get_absolute_url())
        return self.ask(request, APART, form, claims)

    def unmerge_view(self, request, pk):
        [claim] = self._asked_for(request, pk)
        form = RationaleForm(request, data=request.POST or None)
        if form.is_valid() and self.decided(request, UNMERGE, claim, form):
            return to(request, claim.get_absolute_url())
        return self.ask(request, UNMERGE, form, [claim])

    def _asked_for(self, request, *keys):
        """The claims of these keys, for whoever may decide on them."""
        if not self.has_decide_permission(request):
            raise PermissionDenied
        claims = self.get_queryset(request).in_bulk(keys)
        if len(claims) != len(keys):
            raise Http404
        return [claims[key] for key in keys]


def page(claim, user):
    """The context of a claim's page: what it may be the same as, what was merged into it, and where it went."""
    merged = Merge.objects.filter(decision=Merge.Decision.MERGED).select_related("by", "claim")
    held = (
        merged.filter(into=claim, claim__merged_into=claim).order_by("claim_id", "-pk").distinct("claim_id")
    )
    return {
        "duplicates": duplicates.suggest(claim),
        "merges": list(held.defer("claim__search")[:MOST_MERGES]),
        "merge": merged.filter(claim=claim, into=claim.merged_into_id).first()
        if claim.merged_into_id
        else None,
        "may_merge": user.has_perm("claims.add_review"),
    }


def _told(claim):
    """The claim with all by which it may differ from another."""
    who = f"{claim.speaker or 'unknown speaker'} to {claim.addressee}" if claim.addressee else claim.speaker
    facts = [
        claim.get_kind_display(),
        who,
        *terms.stated(claim),
        terms.period(claim.deadline),
        claim.condition,
        f"first said {terms.day(claim.first_said_on)}" if claim.first_said_on else "day unknown",
        claim.get_status_display().lower(),
    ]
    return f"{claim.text} ({'; '.join(str(fact) for fact in facts if fact)})"


def _merge_the_chosen(model_admin, request, queryset):
    chosen = list(
        queryset.filter(pk__in=request.POST.getlist(ACTION_CHECKBOX_NAME)).values_list("pk", flat=True)[:3]
    )
    if len(chosen) != 2:
        model_admin.message_user(request, "Choose two claims to merge.", messages.WARNING)
        return None
    return redirect("admin:claims_claim_merge", *chosen)
