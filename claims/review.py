"""What an analyst may do to a claim, and what follows from it."""

import pghistory
from django.db import transaction
from django.utils import timezone

from claims import merging
from claims.locks import lock
from claims.models import DECIDED, Change, Claim, Link, Matter, Merge, Outcome, Relation, Review, Status

AGAINST = {  # what evidence speaks against, and so puts back in review; where nothing was found, any does
    Relation.CONTRADICTS: {Status.VERIFIED, Status.UNVERIFIABLE},
    Relation.CONFIRMS: {Status.REFUTED, Status.UNVERIFIABLE},
}
SURE_ENOUGH_TO_REOPEN = 0.4  # more than a suggestion needs
ACCEPTED_AGAINST = "a reviewer accepted a link that speaks against what was decided"


class NotAllowed(ValueError):
    """A decision that the claim's state, its kind or a missing rationale forbids; the message says why."""


class AlreadyDecided(NotAllowed):
    """About a `link` another decision stands than the one that was to be replaced."""

    def __init__(self, link):
        super().__init__(
            f"The link was {link.verdict}. Whoever decides otherwise says that it replaces “{link.decision}”."
        )
        self.link = link


def verify(claim, *, by, because, evidence=(), links=()):
    """Independent sources bear the claim out as recorded."""
    return decide(claim, Status.VERIFIED, by=by, because=because, evidence=evidence, links=links)


def dispute(claim, *, by, because, evidence=(), links=()):
    """Serious sources disagree about it."""
    return decide(claim, Status.DISPUTED, by=by, because=because, evidence=evidence, links=links)


def refute(claim, *, by, because, evidence=(), links=()):
    """The evidence is against it."""
    return decide(claim, Status.REFUTED, by=by, because=because, evidence=evidence, links=links)


def mark_unverifiable(claim, *, by, because, evidence=(), links=()):
    """No source within reach could settle it."""
    return decide(claim, Status.UNVERIFIABLE, by=by, because=because, evidence=evidence, links=links)


@transaction.atomic
def decide(claim, status, *, by, because, evidence=(), links=()):
    """Gives a claim a status and returns the Review; a decided claim is taken up again first.

    Raises NotAllowed for a blank rationale, a merged claim, or a status that is no decision.
    """
    claim = _locked(claim)
    if status == claim.status:
        raise NotAllowed(f"The claim is {claim.get_status_display().lower()} already.")
    if status == Status.NEW:
        raise NotAllowed("A claim does not become new again; take it up for review instead.")
    made = _review(claim, by=by, because=because, evidence=evidence, links=links, status=status)
    with pghistory.context(because=because, user=by.pk):
        if status != Status.IN_REVIEW and claim.status != Status.IN_REVIEW:
            _move(claim, Status.IN_REVIEW)
        _move(claim, status)
    publish(claim)
    return made


@transaction.atomic
def conclude(claim, outcome, *, by, because, evidence=(), links=()):
    """Says what became of a forward-looking claim and returns the Review. Raises NotAllowed for other kinds."""
    claim = _locked(claim)
    if not claim.is_forward_looking:
        raise NotAllowed(
            f"A claim of the kind {claim.kind} looks at no future: it has a status, but no outcome."
        )
    if outcome not in Outcome.values:
        raise NotAllowed(f"“{outcome}” is no outcome; choose one of {', '.join(Outcome.values)}.")
    made = _review(claim, by=by, because=because, evidence=evidence, links=links, outcome=outcome)
    with pghistory.context(because=because, user=by.pk):
        claim.outcome = outcome
        claim.save(update_fields=["outcome", "updated_at"])
    publish(claim)
    return made


@transaction.atomic
def reopen(claim, *, because, if_status=DECIDED):
    """Puts a decided claim back in review, for new evidence or an edit of its article; others stay as they are.

    With `if_status`, only a claim of one of those: evidence for what was verified is no reason to look again.
    """
    claim = _locked(claim)
    with pghistory.context(because=because):
        if claim.is_decided and claim.status in if_status:
            _move(claim, Status.IN_REVIEW)
    publish(claim)


def weigh(link):
    """Tells of a link in the feed; what it speaks against is taken up again, if it is likely or a reviewer says so.

    Nobody bears out his own word.
    """
    accepted = link.decision == Link.Decision.ACCEPTED
    own_word = link.relation == Relation.CONFIRMS and link.features.get("same_speaker")
    likely = link.score >= SURE_ENOUGH_TO_REOPEN and not own_word
    if link.relation in AGAINST and (accepted or likely):
        because = ACCEPTED_AGAINST if accepted else f"new evidence: {'; '.join(link.reasons)}"
        reopen(link.claim, because=because, if_status=AGAINST[link.relation])
    else:
        publish(link.claim)


@transaction.atomic
def accept(link, *, by, relation=None, replacing=None):
    """A reviewer agrees that the passage bears on the claim, as the link says or as another `relation`.

    With `replacing`, a decision or the moment when it was made, it raises AlreadyDecided where another stands by now.
    """
    if relation not in (None, *Relation.values):
        raise NotAllowed(f"“{relation}” is no relation; choose one of {', '.join(Relation.values)}.")
    link = _locked_link(link, replacing)
    is_news = link.decision != Link.Decision.ACCEPTED or relation not in (None, link.relation)
    _decide_link(link, Link.Decision.ACCEPTED, by, relation or link.relation)
    if is_news:
        weigh(link)
    return link


@transaction.atomic
def reject(link, *, by, replacing=None):
    """A reviewer disagrees; the link stays on record and out of the way. Of `replacing`, see accept()."""
    link = _locked_link(link, replacing)
    _decide_link(link, Link.Decision.REJECTED, by)
    return link


@transaction.atomic
def merge(claim, into, *, by, because):
    """Says that two claims are one, and returns the Merge: what belongs to the first goes to the second.

    Raises NotAllowed for a blank rationale, for one claim twice, and where a merge of either stands in the way.
    """
    claim, into = _both_locked(claim, into)
    if claim.pk == into.pk:
        raise NotAllowed("A claim is not merged into itself; choose another.")
    if claim.merged_into_id or into.merged_into_id:
        raise NotAllowed(
            "One of them was merged already; undo that first, or merge with the claim that stays."
        )
    if claim.merged.exists():
        raise NotAllowed(
            "Others were merged into the claim that would give way; keep that one, or undo those."
        )
    made = _merge(claim, into, Merge.Decision.MERGED, by, because, moved=merging.belongings(claim, into))
    with pghistory.context(because=because, user=by.pk):
        claim.merged_into = into
        claim.save(update_fields=["merged_into", "updated_at"])
        merging.move(claim, into, made.moved)
    publish(claim, Change.Kind.MERGE, into=into)
    _publish_all(into, made.moved)
    for link in Link.objects.standing().filter(pk__in=made.moved["links"]).select_related("claim"):
        weigh(link)
    return made


@transaction.atomic
def unmerge(claim, *, by, because):
    """Undoes a merge and returns the decision: the claim stands for itself again, with what belonged to it."""
    claim, into = _both_locked(claim, Claim.objects.filter(merged=claim).first() or claim)
    if claim.merged_into_id != into.pk:
        raise NotAllowed("The claim is not merged into another.")
    moved = claim.merges.filter(into=into, decision=Merge.Decision.MERGED).first().moved
    made = _merge(claim, into, Merge.Decision.APART, by, because)
    with pghistory.context(because=because, user=by.pk):
        claim.merged_into = None
        claim.save(update_fields=["merged_into", "updated_at"])
        merging.move_back(claim, into, moved)
    publish(claim)
    _publish_all(into, moved)
    return made


@transaction.atomic
def keep_apart(claim, other, *, by, because):
    """Says that two claims are not one, so that their merge is not suggested again; returns the decision."""
    claim, other = _both_locked(claim, other)
    if claim.pk == other.pk or other.pk == claim.merged_into_id or claim.pk == other.merged_into_id:
        raise NotAllowed("They are one claim; undo the merge instead.")
    return _merge(claim, other, Merge.Decision.APART, by, because)


def publish(claim, kind=Change.Kind.UPSERT, into=None):
    """Enters a claim's change in the feed: once a transaction, however often it is called."""
    from claims.models.change import XidFunction

    if not Change.objects.filter(transaction=XidFunction(), claim=claim, kind=kind).exists():
        Change.objects.create(claim=claim, kind=kind, into=into)


def _locked(claim):
    return Claim.objects.locked().get(pk=claim.pk)


def _both_locked(one, other):
    """Two claims, locked against readers of articles as well, in an order in which no two callers deadlock."""
    lock(*(f"actor number {claim.speaker_id}" for claim in (one, other)))
    locked = Claim.objects.locked().order_by("pk").in_bulk([one.pk, other.pk])
    return locked[one.pk], locked[other.pk]


def _merge(claim, into, decision, by, because, **moved):
    if not because.strip():
        raise NotAllowed("Say why: a decision needs a rationale.")
    return Merge.objects.create(
        claim=claim, into=into, decision=decision, by=by, rationale=because.strip(), **moved
    )


def _publish_all(claim, moved):
    for changed in (claim, *merging.tied_to(moved)):
        publish(changed)


def _review(claim, *, by, because, evidence, links, **decision):
    if not because.strip():
        raise NotAllowed("Say why: a decision needs a rationale.")
    if claim.merged_into_id:
        raise NotAllowed("The claim was merged into another; review that one.")
    made = Review.objects.create(
        claim=claim, by=by, rationale=because.strip(), evidence=[*evidence], **decision
    )
    made.links.set(links)
    return made


def _move(claim, status):
    claim.status = status
    claim.save(update_fields=["status", "updated_at"])


def _decide_link(link, decision, by, relation=""):
    with pghistory.context(user=by.pk):
        link.decide(decision, by, timezone.now(), relation)
    publish(link.claim)


@transaction.atomic
def rename(matter, name, *, by):
    """Gives a matter the name that an analyst chose; the feed tells each of its claims anew, for each carries it."""
    before = Matter.objects.select_for_update().get(pk=matter.pk)  # no claim joins it meanwhile, unseen by us
    matter.name, matter.suggested = name, False
    with pghistory.context(user=by.pk):
        matter.save(update_fields=["name", "suggested"])
    if matter.name != before.name:
        _publish_each(matter.claims.current())


def _publish_each(claims):
    """As publish(), for any number of claims by two queries."""
    keys = claims.order_by("pk").values_list("pk", flat=True)
    changes = [Change(claim_id=key, kind=Change.Kind.UPSERT) for key in keys]
    Change.objects.bulk_create(changes, ignore_conflicts=True, batch_size=1000)


@transaction.atomic
def withdraw(link, *, by, replacing=None):
    """Takes back what was decided about a link: it is a suggestion again, and its events keep the decision.

    Raises NotAllowed where nobody has decided; of `replacing`, see accept().
    """
    link = _locked_link(link, replacing)
    if link.decision == Link.Decision.SUGGESTED:
        raise NotAllowed("Nobody has decided about the link: there is nothing to take back.")
    with pghistory.context(user=by.pk):
        link.decide(Link.Decision.SUGGESTED, None, None)
    publish(link.claim)
    return link


def _locked_link(link, replacing):
    """The link as it stands; its claim is locked before it, in the order in which merges and storing lock them."""
    claim = Claim.objects.locked().get(pk__in=Link.objects.filter(pk=link.pk).values("claim"))
    link = Link.objects.select_for_update(no_key=True).get(pk=link.pk)
    if link.claim_id != claim.pk:
        raise NotAllowed("The link’s claim was merged into another meanwhile; look at the link again.")
    link.claim = claim
    if replacing in (None, link.decision, link.decided_at):
        return link
    if link.decision == Link.Decision.SUGGESTED:
        raise NotAllowed(f"Nobody has decided about the link: it is not {replacing}.")
    raise AlreadyDecided(link)
