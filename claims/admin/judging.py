"""Verdicts on links at the desk: given, replaced on purpose and taken back, each by `claims.review`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import Truncator
from django.views.decorators.http import require_POST
from unfold.decorators import action

from claims import review
from claims.admin import labels
from claims.models import Claim, Link

MOST_SKIPPED = 5  # named one by one in a message
LONGEST = 80  # code points of a passage that is named so
DECIDE = {"accept": review.accept, "reject": review.reject, "withdraw": review.withdraw}


@dataclass(frozen=True)
class Choice:
    """One thing that a reviewer may decide of a link: `name` is the decision, `relation` as what it is accepted."""

    name: str
    title: str
    icon: str
    relation: str = ""
    meaning: str = ""


ACCEPT = Choice("accept", "Accept", "check")
REJECT = Choice("reject", "Reject", "close")
WITHDRAW = Choice("withdraw", "Withdraw", "undo", meaning="the link is a suggestion again")
ACCEPT_AS = [
    Choice("accept", relation.label, labels.RELATION_ICONS[relation], relation, meaning)
    for relation, meaning in labels.RELATION_MEANINGS.items()
]


def offer(link):
    """The link, with what its card shows beside it: how its decision looks, and what else may be decided."""
    link.decision_label = labels.DECISION[link.decision]
    link.acceptance = ACCEPT if link.decision != Link.Decision.ACCEPTED else None
    link.acceptances = [choice for choice in ACCEPT_AS if choice.relation != link.relation]
    link.refusals = [REJECT] if link.decision != Link.Decision.REJECTED else []
    link.refusals += [WITHDRAW] if link.decided_by_id else []
    return link


class Judging:
    """For an admin of links: a button a decision, and a bulk action for the plain ones."""

    def has_decide_permission(self, request, obj=None):
        return request.user.has_perm("claims.add_review")

    def get_urls(self):
        decide = self.admin_site.admin_view(require_POST(self.decide_view))
        return [
            path("<int:pk>/<str:decision>/decide/", decide, name="claims_link_decide"),
            *super().get_urls(),
        ]

    def decide_view(self, request, pk, decision):
        """Decides on one link, or says who has meanwhile, and leads back to where the button was."""
        link = Link.objects.filter(pk=pk).first()
        said = {"relation": request.POST["relation"]} if request.POST.get("relation") else {}
        if link is None or decision not in DECIDE or (said and decision != "accept"):
            raise Http404
        if not self.has_decide_permission(request):
            raise PermissionDenied
        seen = _moment(request.POST.get("replacing", ""))
        try:
            made = decide(DECIDE[decision], link, request.user, seen, **said)
            self.message_user(request, _done(made), messages.SUCCESS)
        except review.AlreadyDecided as refusal:
            self.message_user(request, _replaceable(refusal.link), messages.ERROR)
        except review.NotAllowed as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        back = request.POST.get("next", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
            back = f"{link.claim.get_absolute_url()}#link-{link.pk}"
        return redirect(back)

    @action(description="Accept", permissions=["decide"], icon="check")
    def accept(self, request, queryset):
        self.decide_in_bulk(request, queryset, review.accept, "accepted")

    @action(description="Reject", permissions=["decide"], icon="close")
    def reject(self, request, queryset):
        self.decide_in_bulk(request, queryset, review.reject, "rejected")

    def decide_in_bulk(self, request, links, make, done):
        chosen = list(links.filter(pk__in=request.POST.getlist(ACTION_CHECKBOX_NAME)))
        skipped = {}
        for link in chosen:
            try:
                decide(make, link, request.user)
            except review.AlreadyDecided as refusal:
                skipped[link] = f"was {refusal.link.verdict}."
            except review.NotAllowed as refusal:
                skipped[link] = str(refusal)
        if count := len(chosen) - len(skipped):
            self.message_user(request, f"{_counted(count)} {done}.", messages.SUCCESS)
        self.report(request, skipped)

    def report(self, request, skipped):
        if not skipped:
            return
        told = [
            f"{_counted(len(skipped))} skipped. What another analyst decided is replaced on the link’s page alone."
        ]
        told += [
            f"“{Truncator(link.passage).chars(LONGEST)}” {reason}"
            for link, reason in list(skipped.items())[:MOST_SKIPPED]
        ]
        told += [f"… and {len(skipped) - MOST_SKIPPED} more."] if len(skipped) > MOST_SKIPPED else []
        for words in told:
            self.message_user(request, words, messages.WARNING)


def decide(make: Callable, link, user, seen=None, **said):
    """Decides on a link: what is undecided or was the user's own, and of another's the decision of the moment `seen`.

    Raises AlreadyDecided where somebody else has decided otherwise since.
    """
    own = link.decided_by_id in (None, user.pk)
    replacing = (link.decided_at if own else seen) or Link.Decision.SUGGESTED
    return make(link, by=user, replacing=replacing, **said)


def _moment(words):
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        return None


def _done(link):
    """What was done with a link, and what came of it for its claim."""
    if link.decision == Link.Decision.SUGGESTED:
        return "The decision was withdrawn: the link is a suggestion again."
    told = f"accepted as “{link.relation}”" if link.corrected_from else link.decision
    status = Claim.objects.only("status").get(pk=link.claim_id).status
    reopened = " That speaks against what was decided of its claim: it is in review again."
    return f"The link was {told}.{reopened if status != link.claim.status else ''}"


def _replaceable(link):
    return (
        f"Your decision was not kept: meanwhile the link was {link.verdict}. "
        "If yours is to stand, choose “Replace the decision” beside it."
    )


def _counted(links):
    return "1 link was" if links == 1 else f"{links} links were"
