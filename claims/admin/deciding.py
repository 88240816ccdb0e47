"""The decisions that the desk offers, on one claim or on many, each made by `claims.review`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from claims import review
from claims.admin.forms import DecisionForm, OutcomeForm, cite_links
from claims.models import Status

MOST_REFUSALS = 5  # named one by one in a message


@dataclass(frozen=True)
class Decision:
    name: str
    title: str
    meaning: str
    icon: str
    made: str
    decide: Callable
    form: type = DecisionForm

    def allows(self, claim):
        """Whether to offer it; `claims.review` has the last word."""
        if self.decide is review.conclude:
            return claim.is_forward_looking
        return claim.status != self.name


DECISIONS = [
    Decision(
        name="in_review",
        title="Take up for review",
        meaning="You look into it; others see that it is taken.",
        icon="visibility",
        made="taken up for review",
        decide=partial(review.decide, status=Status.IN_REVIEW),
    ),
    Decision(
        name="verified",
        title="Verify",
        meaning="Independent sources bear the claim out as recorded.",
        icon="check_circle",
        made="verified",
        decide=review.verify,
    ),
    Decision(
        name="disputed",
        title="Dispute",
        meaning="Serious sources disagree about it.",
        icon="balance",
        made="disputed",
        decide=review.dispute,
    ),
    Decision(
        name="refuted",
        title="Refute",
        meaning="The evidence is against it.",
        icon="cancel",
        made="refuted",
        decide=review.refute,
    ),
    Decision(
        name="unverifiable",
        title="Mark unverifiable",
        meaning="No source within reach could settle it.",
        icon="help",
        made="marked unverifiable",
        decide=review.mark_unverifiable,
    ),
    Decision(
        name="outcome",
        title="Record the outcome",
        meaning="What became of a demand, promise, plan, prediction or threat.",
        icon="flag",
        made="given an outcome",
        decide=review.conclude,
        form=OutcomeForm,
    ),
]
BY_NAME = {decision.name: decision for decision in DECISIONS}


class Deciding:
    """For an admin of claims: a page a decision, and a bulk action a decision."""

    def has_decide_permission(self, request, obj=None):
        return request.user.has_perm("claims.add_review")

    def get_urls(self):
        decide = self.admin_site.admin_view(self.decide_view)
        return [path("<int:pk>/decide/<slug:name>/", decide, name="claims_claim_decide"), *super().get_urls()]

    def get_actions(self, request):
        actions = super().get_actions(request)
        if self.has_decide_permission(request):
            actions |= {
                decision.name: (_in_bulk(decision), decision.name, decision.title) for decision in DECISIONS
            }
        return actions

    def decide_view(self, request, pk, name):
        """Asks for the reasons and decides: in a dialog, or on a page of its own where none can open."""
        claim, decision = self.get_queryset(request).filter(pk=pk).first(), BY_NAME.get(name)
        if claim is None or decision is None:
            raise Http404
        if not self.has_decide_permission(request):
            raise PermissionDenied
        form = cite_links(decision.form(request, data=request.POST or None), claim)
        if form.is_valid() and self.decided(request, decision, claim, form):
            return to(request, claim.get_absolute_url())
        return self.ask(request, decision, form, [claim])

    def decided(self, request, decision, claim, form):
        """Makes the decision, or says in the form why it is not allowed."""
        try:
            decision.decide(claim, by=request.user, **form.decision)
        except review.NotAllowed as refusal:
            form.add_error("because", str(refusal))
            return False
        self.message_user(request, f"The claim was {decision.made}.", messages.SUCCESS)
        return True

    def ask(self, request, decision, form, claims, **hidden):
        dialog = {"title": decision.title, "description": decision.meaning}
        context = {"dialog": dialog, "form": form, "form_submit_text": decision.title}
        if request.headers.get("HX-Request"):
            return render(request, "unfold/helpers/dialog.html", context)
        context |= {
            **self.admin_site.each_context(request),
            "title": decision.title,
            "opts": self.opts,
            "decision": decision,
            "claims": claims,
            "hidden": hidden,
        }
        return render(request, "claims/desk/decide.html", context)

    def decide_in_bulk(self, request, decision, claims):
        asked = "because" in request.POST
        form = decision.form(request, data=request.POST if asked else None)
        if not form.is_valid():
            return self.ask(request, decision, form, claims, action=decision.name)
        refusals = {}
        for claim in claims:
            try:
                decision.decide(claim, by=request.user, **form.decision)
            except review.NotAllowed as refusal:
                refusals[claim] = refusal
        self.report(request, decision, len(claims) - len(refusals), refusals)
        return None

    def report(self, request, decision, count, refusals):
        if count:
            claims = "1 claim was" if count == 1 else f"{count} claims were"
            self.message_user(request, f"{claims} {decision.made}.", messages.SUCCESS)
        for claim, refusal in list(refusals.items())[:MOST_REFUSALS]:
            self.message_user(request, f"“{claim}”: {refusal}", messages.ERROR)
        if len(refusals) > MOST_REFUSALS:
            self.message_user(request, f"… and {len(refusals) - MOST_REFUSALS} more.", messages.ERROR)


def _in_bulk(decision):
    def act(model_admin, request, queryset):
        chosen = queryset.filter(pk__in=request.POST.getlist(ACTION_CHECKBOX_NAME))
        return model_admin.decide_in_bulk(request, decision, list(chosen))

    return act


def to(request, address):
    """Leads to another page, also from a dialog."""
    return (
        HttpResponse(headers={"HX-Redirect": address})
        if request.headers.get("HX-Request")
        else redirect(address)
    )
