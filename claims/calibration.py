"""What reviewers' decisions on links teach: how often each relation holds at which score, and the pairs themselves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from math import sqrt

from claims.linking import statements
from claims.models import Link, Relation

BATCH = 500  # links whose texts are in memory at a time
BANDS = 10  # of the scores, from 0 to 1
FEWEST = 20  # decisions that a proposal must rest on
NORMAL = 1.96  # standard deviations that hold 95% of a normal distribution


@dataclass(frozen=True)
class Precision:
    """How many of the links that reviewers decided from one score up to another they accepted."""

    relation: str
    low: float
    high: float
    decided: int
    accepted: int

    @property
    def share(self) -> float | None:
        return self.accepted / self.decided if self.decided else None

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.accepted, self.decided)


@dataclass(frozen=True)
class Proposal:
    """The lowest score from which on a relation has the wanted precision, with the links above it; None without one."""

    relation: str
    wanted: float
    threshold: float | None
    above: Precision
    why: str


def wilson(accepted: int, decided: int) -> tuple[float, float]:
    """The 95% interval of a share (Wilson 1927); all of it where nothing was decided."""
    if not decided:
        return 0.0, 1.0
    share, spread = accepted / decided, NORMAL**2 / decided
    centre = share + spread / 2
    half = NORMAL * sqrt(share * (1 - share) / decided + spread / decided / 4)
    return max(0.0, (centre - half) / (1 + spread)), min(1.0, (centre + half) / (1 + spread))


def decided() -> dict[str, list[tuple[float, bool]]]:
    """Score and acceptance of each decided link by the relation that the program gave it, highest score first."""
    links = Link.objects.decided().order_by("-score", "pk")
    found: dict[str, list[tuple[float, bool]]] = {relation: [] for relation in Relation.values}
    for link in links.only("relation", "corrected_from", "score", "decision"):
        found[link.suggested_relation].append((link.score, _was_right(link)))
    return found


def bands(relation: str, pairs: Iterable[tuple[float, bool]]) -> list[Precision]:
    """Precision in each tenth of the scores in which somebody decided, highest first."""
    told: dict[int, list[bool]] = {}
    for score, accepted in pairs:
        told.setdefault(min(int(score * BANDS), BANDS - 1), []).append(accepted)
    return [
        Precision(relation, band / BANDS, (band + 1) / BANDS, len(told[band]), sum(told[band]))
        for band in sorted(told, reverse=True)
    ]


def propose(relation: str, pairs: list[tuple[float, bool]], wanted: float) -> Proposal:
    """A threshold for a relation, or why there is none; `pairs` has the highest score first."""
    steps = list(_from_the_top(relation, pairs))
    everything = steps[-1] if steps else Precision(relation, 0, 1, 0, 0)
    if everything.decided < FEWEST:
        why = f"too few decisions: {everything.decided}, and {FEWEST} are needed"
        return Proposal(relation, wanted, None, everything, why)
    enough = [step for step in steps if step.decided >= FEWEST]
    if good := [step for step in enough if step.accepted >= wanted * step.decided]:
        low, _ = good[-1].interval
        sure = "surely" if low >= wanted else "by the count; with more decisions it may turn out otherwise"
        return Proposal(relation, wanted, good[-1].low, good[-1], sure)
    best = max(enough, key=lambda step: (step.accepted / step.decided, step.decided))
    why = f"no threshold reaches it: at best {best.accepted / best.decided:.0%}, from {best.low:.2f} on"
    return Proposal(relation, wanted, None, everything, why)


def _from_the_top(relation, pairs) -> Iterator[Precision]:
    """Precision above each score that occurs, highest score first; equal scores are one step."""
    accepted = 0
    for count, (score, good) in enumerate(pairs, start=1):
        accepted += good
        if count == len(pairs) or pairs[count][0] < score:
            yield Precision(relation, score, 1.0, count, accepted)


def examples() -> Iterator[dict]:
    """Each decided pair as training data: what `relate` reads, with what was judged, how, and what a reviewer said."""
    links = Link.objects.decided().order_by("pk").iterator(BATCH)
    while batch := [*islice(links, BATCH)]:
        claims = statements.claims({link.claim_id for link in batch})
        passages = statements.Passages({link.passage_id for link in batch})
        for link in batch:
            there = passages.statement(link.passage_id, None, with_terms=False)
            said = statements.of_claim(claims[link.claim_id])
            yield {"id": link.pk} | _texts(said, there) | _verdict(link)


def _texts(said, there):
    """The texts of a pair, also as the judge's networks read them: with who says it, and what stands before it."""
    return {
        "claim": said.text,
        "claim_told": said.told,
        "speaker": said.speaker[0] if said.speaker else None,
        "claim_published": _day(said.day),
        "passage": there.text,
        "passage_told": there.told,
        "passage_context": there.context,
        "passage_published": _day(there.day),
    }


def _verdict(link):
    return {
        "relation": link.suggested_relation,
        "decision": Link.Decision.REJECTED if link.corrected_from else link.decision,
        "corrected_to": link.relation if link.corrected_from else None,
        "decided_at": link.decided_at.isoformat(),
        "score": link.score,
        "reasons": link.reasons,
        "features": link.features,
    }


def _was_right(link: Link) -> bool:
    """Whether a reviewer accepted the relation that the program gave."""
    return link.decision == Link.Decision.ACCEPTED and not link.corrected_from


def _day(day):
    return day.isoformat() if day else None
