"""A matter's page: its claims in the order in which they were said, and its points, a chart for each unit."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef

from claims import evolution
from claims.admin import labels, terms
from claims.models import Claim, Kind, Mention
from claims.nlp.terms import in_words

MOST_CLAIMS = 200
MOST_CHARTS = 6


@dataclass(frozen=True)
class Bar:
    """A point of a matter; height is its part of the chart's highest, and `low` the part of the bar that the figure's
    lower bound reaches, both 0 to 1."""

    point: evolution.Point
    height: float

    @property
    def amount(self):
        told = self.point.amount
        words = in_words(told.low, told.high, "%" if told.unit == "%" else "", "", told.approximate)
        return f"not {words}" if self.point.denied else words

    @property
    def low(self):
        low, high = self.point.amount.low, self.point.amount.high
        if low is None:
            return 0.0
        return 1.0 if not high else float(max(0, min(1, low / high)))

    @property
    def is_open(self):
        """Whether it has no upper end."""
        return self.point.amount.high is None


@dataclass(frozen=True)
class Chart:
    """What was said in one unit."""

    unit: str
    bars: list[Bar]


def of(matter):
    """The context of a matter's page."""
    shown = list(_claims(matter)[: MOST_CLAIMS + 1])
    more = len(shown) > MOST_CLAIMS
    for claim in shown:
        claim.terms, claim.label = terms.stated(claim), labels.STATUS[claim.status]
    points, undrawn = evolution.of(matter, MOST_CLAIMS)
    drawn = charts(points)
    return {
        "claims": shown[:MOST_CLAIMS], "more": more, "charts": drawn, "undrawn": undrawn, "legend": legend(drawn)
    }  # fmt: skip


def charts(points):
    """A chart for each unit, the most used first; one of which there is a single figure makes none."""
    told = defaultdict(list)
    for point in points:
        told[point.amount.unit, point.amount.per].append(point)
    often = sorted(told.items(), key=lambda item: -len(item[1]))
    return [_chart(unit, said) for unit, said in often[:MOST_CHARTS] if len(said) > 1]


def legend(charts):
    """What the charts' bars look like: the kinds, and whether any is denied, or open at an end."""
    bars = [bar for chart in charts for bar in chart.bars]
    claimed = {bar.point.claim.kind for bar in bars if not bar.point.denied}
    return {
        "kinds": [kind for kind in Kind if kind in claimed],
        "denied": any(bar.point.denied for bar in bars),
        "at_most": any(bar.point.amount.low is None for bar in bars),
        "at_least": any(bar.is_open for bar in bars),
    }


def _claims(matter):
    """All claims of a matter, also those that name no amount, or that no article makes any more."""
    standing = Mention.objects.standing().filter(claim=OuterRef("pk"))
    claims = Claim.objects.current().filter(matter=matter).annotate(is_told=Exists(standing)).defer("search")
    related = claims.select_related("speaker", "addressee").prefetch_related("quantities")
    return related.order_by(F("first_said_on").asc(nulls_last=True), "pk")


def _chart(unit, points):
    highest = max(abs(point.amount.figure()) for point in points) or 1
    bars = [Bar(point, float(abs(point.amount.figure()) / highest)) for point in points]
    return Chart(" per ".join(filter(None, unit)) or "number", bars)
