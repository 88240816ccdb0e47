"""A matter over time: its claims in the order in which they were said, and their figures, a chart for each unit."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef

from claims.admin import labels, terms
from claims.evolution import denies, first_of_each_unit
from claims.models import Claim, Kind, Mention
from claims.models.fingerprint import STORY_OF_A_CLAIM
from claims.nlp.terms import Terms, in_words

MOST_CLAIMS = 200
MOST_CHARTS = 6


@dataclass(frozen=True)
class Bar:
    """A figure that one source tells; height is its part of the chart's highest, and `low` the part of the bar that
    the figure's lower bound reaches, both 0 to 1. `others` say the same in copies of the first claim's story."""

    claim: Claim
    terms: Terms
    height: float
    others: list[Claim] = field(default_factory=list)

    @property
    def amount(self):
        unit = self.terms.unit if self.terms.unit == "%" else ""
        words = in_words(self.terms.low, self.terms.high, unit, "", self.terms.approximate)
        return f"not {words}" if self.claim.is_denied else words

    @property
    def low(self):
        low, high = self.terms.low, self.terms.high
        if low is None:
            return 0.0
        return 1.0 if not high else float(max(0, min(1, low / high)))

    @property
    def is_open(self):
        """Whether it has no upper end."""
        return self.terms.high is None


@dataclass(frozen=True)
class Chart:
    """What was said in one unit."""

    unit: str
    bars: list[Bar]


def of(matter):
    """The context of a matter's page."""
    claims = Claim.objects.current().filter(matter=matter).select_related("speaker", "addressee")
    standing = Mention.objects.standing().filter(claim=OuterRef("pk"))
    told = claims.defer("search").annotate(is_told=Exists(standing), story=STORY_OF_A_CLAIM)
    order = [F("first_said_on").asc(nulls_last=True), "pk"]
    shown = list(told.prefetch_related("quantities").order_by(*order)[: MOST_CLAIMS + 1])
    for claim in shown:
        claim.is_denied = denies(claim)
        claim.terms, claim.label = terms.stated(claim), labels.STATUS[claim.status]
    drawn = charts(shown)
    more = len(shown) > MOST_CLAIMS
    return {"claims": shown[:MOST_CLAIMS], "more": more, "charts": drawn, "legend": legend(drawn)}


def charts(claims):
    """The figures of the claims that an article still makes; a unit with fewer than two makes no chart."""
    told = defaultdict(dict)
    for claim in claims:
        if claim.first_said_on and claim.is_told:
            for amount in first_of_each_unit(claim):
                _tell(told[amount.unit, amount.per], claim, amount)
    often = sorted(told.items(), key=lambda item: -len(item[1]))
    return [_chart(unit, said.values()) for unit, said in often[:MOST_CHARTS] if len(said) > 1]


def legend(charts):
    """What the charts' bars look like: the kinds, and whether any is denied, or open at an end."""
    bars = [bar for chart in charts for bar in chart.bars]
    claimed = {bar.claim.kind for bar in bars if not bar.claim.is_denied}
    return {
        "kinds": [kind for kind in Kind if kind in claimed],
        "denied": any(bar.claim.is_denied for bar in bars),
        "at_most": any(bar.terms.low is None for bar in bars),
        "at_least": any(bar.is_open for bar in bars),
    }


def _tell(said, claim, amount):
    """Adds a figure to those said in a unit; copies of one story that name it are one source of it."""
    source = f"claim {claim.pk}" if claim.story is None else claim.story
    said.setdefault((source, amount, claim.is_denied), (amount, []))[1].append(claim)


def _chart(unit, said):
    highest = max(abs(amount.figure()) for amount, _ in said) or 1
    bars = [
        Bar(first, amount, float(abs(amount.figure()) / highest), others) for amount, (first, *others) in said
    ]
    return Chart(" per ".join(filter(None, unit)) or "number", bars)
