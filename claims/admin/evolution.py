"""A matter over time: its claims in the order in which they were said, and their figures, a chart for each unit."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef

from claims.admin import labels, terms
from claims.identity import terms_of
from claims.models import Claim, Mention
from claims.nlp.terms import in_words

MOST_CLAIMS = 200
MOST_CHARTS = 3


@dataclass(frozen=True)
class Bar:
    """A figure of a claim; height is its part of the chart's highest, 0 to 1."""

    claim: Claim
    amount: str
    height: float


@dataclass(frozen=True)
class Chart:
    """What was said in one unit."""

    unit: str
    bars: list[Bar] = field(default_factory=list)


def of(matter):
    """The context of a matter's page."""
    claims = Claim.objects.current().filter(matter=matter).select_related("speaker", "addressee")
    standing = Mention.objects.standing().filter(claim=OuterRef("pk"))
    told = claims.defer("search").annotate(is_told=Exists(standing)).prefetch_related("quantities")
    shown = list(told.order_by(F("first_said_on").asc(nulls_last=True), "pk")[: MOST_CLAIMS + 1])
    for claim in shown:
        claim.terms, claim.label = terms.amounts(claim), labels.STATUS[claim.status]
    return {"claims": shown[:MOST_CLAIMS], "more": len(shown) > MOST_CLAIMS, "charts": charts(shown)}


def charts(claims):
    """The figures of the claims that an article still makes; a unit with fewer than two makes no chart."""
    told = defaultdict(list)
    for claim in claims:
        if claim.first_said_on and claim.is_told:
            for unit, amount in _first_of_each_unit(claim).items():
                told[unit].append((claim, amount))
    often = sorted(told.items(), key=lambda item: -len(item[1]))
    return [_chart(unit, said) for unit, said in often[:MOST_CHARTS] if len(said) > 1]


def _first_of_each_unit(claim):
    amounts = {}
    for quantity in claim.quantities.all():
        amounts.setdefault((quantity.unit, quantity.per), terms_of(quantity))
    return amounts


def _chart(unit, said):
    highest = max(abs(amount.figure()) for _, amount in said) or 1
    bars = [
        Bar(claim, _without_unit(amount), float(abs(amount.figure()) / highest)) for claim, amount in said
    ]
    return Chart(" per ".join(filter(None, unit)) or "number", bars)


def _without_unit(amount):
    return in_words(amount.low, amount.high, "", "", amount.approximate)
