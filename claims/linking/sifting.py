"""Of the many pairs that a search finds for an article, those that are worth a judge's time.

Rules look at each pair by itself first, then also at what else the passage's article says of the claim: an answer
shares few words with what it answers, and stands beside sentences that share many. What stays, the quick network reads,
and of that the likeliest pairs go to a judge.
"""

import heapq
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from claims.linking import relations
from claims.linking.statements import Passages
from claims.models import Claim, Mention

READ_FROM = 0.02  # how likely a link must be at a glance, for the quick network to read the pair
MOST_READ = 24  # of a revision's pairs, however many its searches find: what keeps a link short
READ_OF_BEST = 0.3  # of how likely its passage's likeliest pair is: a passage bears on few claims
JUDGED_FROM = 0.1  # how likely it must be at that first reading, for a judge to look at it
MOST_JUDGED = 8
JUDGED_OF_BEST = 0.4
ALWAYS_LEFT = 3  # a third of both, to the second search, whatever the first has used
NEXT_TO = 2  # passages; those of one article are stored at once, their keys hardly ever skip
NOTHING = -7.0  # log-odds of a link, where an article says nothing else


@dataclass(slots=True)
class Pair:
    """A claim beside a passage, with what is claimed there, as a judge sees them; and what is known of both so far."""

    claim: Claim
    key: int
    article: int
    mention: Mention | None
    said: relations.Statement
    there: relations.Statement
    features: dict[str, float]


class Allowance:
    """How many pairs of a revision may be read, and of those judged; each search's pairs use some of it."""

    def __init__(self) -> None:
        self.read, self.judged = MOST_READ, MOST_JUDGED

    def use(self, read: int, judged: int) -> None:
        self.read = max(MOST_READ // ALWAYS_LEFT, self.read - read)
        self.judged = max(MOST_JUDGED // ALWAYS_LEFT, self.judged - judged)


def pair(claim: Claim, said: relations.Statement, key: int, passages: Passages) -> Pair:
    """A claim beside the passage of that key, with what rules see of both."""
    mention = passages.mention_in(key, claim)
    # without amounts of the claim's there is nothing to compare
    there = passages.statement(key, mention, with_terms=bool(said.terms))
    return Pair(claim, key, passages.article(key), mention, said, there, relations.rules(said, there))


def promising(pairs: Sequence[Pair], readers: Executor, allowance: Allowance) -> list[Pair]:
    """Those that a judge should look at, in their order."""
    odds = [log_odds(relations.likely("pair", one.features)) for one in pairs]
    groups = [(one.claim.pk, one.article) for one in pairs]
    for one, values in zip(pairs, around(odds, groups, [one.key for one in pairs]), strict=True):
        one.features |= dict(zip(relations.AROUND, values.tolist(), strict=True))
    likely = _likeliest(pairs, map(_at_a_glance, pairs), READ_FROM, READ_OF_BEST, allowance.read)
    chances = readers.map(_at_a_first_reading, likely)
    found = _likeliest(likely, chances, JUDGED_FROM, JUDGED_OF_BEST, allowance.judged)
    allowance.use(len(likely), len(found))
    return found


def around(odds: Sequence[float], groups: Sequence[Hashable], places: Sequence[int]) -> NDArray[np.float64]:
    """Of each pair the log-odds of its group's likeliest other, and of the likeliest near its place: pairs x 2."""
    found = np.full((len(odds), 2), NOTHING)
    together = defaultdict(list)
    for number, group in enumerate(groups):
        together[group].append(number)
    for numbers in together.values():
        for one in numbers:
            others = [other for other in numbers if other != one]
            near = [other for other in others if abs(places[other] - places[one]) <= NEXT_TO]
            found[one] = [max((odds[i] for i in some), default=NOTHING) for some in (others, near)]
    return found


def log_odds(likelihood: float) -> float:
    """Of a likelihood between one in a thousand and all but that."""
    kept = min(0.999, max(0.001, likelihood))
    return log(kept / (1 - kept))


def _at_a_glance(one: Pair) -> float:
    return relations.likely("glance", one.features)


def _at_a_first_reading(one: Pair) -> float:
    return relations.likely("reading", one.features | relations.first_reading(one.said, one.there))


def _likeliest(
    pairs: Sequence[Pair], chances: Iterable[float], least: float, of_best: float, most: int
) -> list[Pair]:
    """Those that are likely links, by themselves and beside their passage's best, in their order; of too many the
    likeliest."""
    found = [(chance, number) for number, chance in enumerate(chances) if chance >= least]
    best: dict[int, float] = {}
    for chance, number in found:
        best[pairs[number].key] = max(chance, best.get(pairs[number].key, 0.0))
    kept = [(chance, number) for chance, number in found if chance >= of_best * best[pairs[number].key]]
    return [pairs[number] for _, number in sorted(heapq.nlargest(most, kept), key=lambda one: one[1])]
