"""A matter over time: the amounts that its claims name, in the order in which they were said, one source a point."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef

from claims.identity import terms_of
from claims.linking.relations import says_not
from claims.models import FORWARD_LOOKING, Claim, Mention
from claims.models.fingerprint import STORY_OF_A_CLAIM
from claims.nlp.terms import Terms


@dataclass(frozen=True)
class Point:
    """An amount of a claim on the day on which it was first said; `copies` say it in copies of the same story."""

    claim: Claim
    day: date
    amount: Terms
    copies: list[Claim] = field(default_factory=list)

    @property
    def denied(self) -> bool:
        return denies(self.claim)


def denies(claim) -> bool:
    """Whether the claim's figures are what its speaker says is not so, or did not say."""
    return says_not(claim.text, claim.kind) != claim.negated


def of(matter, most) -> tuple[list[Point], bool]:
    """The points of so many of a matter's newest claims, oldest first, and whether there are more claims than that."""
    newest = list(_told(matter).order_by("-first_said_on", "-pk")[: most + 1])
    return _points(sorted(newest[:most], key=_place)), len(newest) > most


def _place(claim):
    """On one day a demand or a promise comes before those who tell of it, and so stands for their figure."""
    return claim.first_said_on, claim.kind not in FORWARD_LOOKING, claim.pk


def _first_of_each_unit(claim) -> list[Terms]:
    """What the claim is about, of each unit; a further amount is one that it is held against."""
    amounts = {}
    for quantity in claim.quantities.all():
        amounts.setdefault((quantity.unit, quantity.per), terms_of(quantity))
    return list(amounts.values())


def _told(matter):
    """Claims with amounts that some article still makes, on a known day."""
    standing = Mention.objects.standing().filter(claim=OuterRef("pk"))
    claims = Claim.objects.current().filter(Exists(standing), matter=matter, first_said_on__isnull=False)
    return (
        claims.exclude(quantities=None)
        .annotate(story=STORY_OF_A_CLAIM)
        .select_related("speaker")
        .prefetch_related("quantities")
        .defer("search")
    )


def _points(claims):
    points = {}
    for claim in claims:
        for amount in _first_of_each_unit(claim):
            point = points.setdefault(_key(claim, amount), Point(claim, claim.first_said_on, amount))
            if point.claim != claim:
                point.copies.append(claim)
    return list(points.values())


def _key(claim, amount):
    """What claims that make one point have in common; one whose first article is unknown is a source by itself."""
    source = ("claim", claim.pk) if claim.story is None else ("story", claim.story)
    return source, denies(claim), amount
