"""Statements of CheckThat! with the claims that a search finds for them, as pairs for the judge."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from claims.nlp.alignment import Told, aligned
from claims.training.pairs import Example
from claims.training.ranker import Asked

FOUND = 60  # of a query's candidates, the first
BATCH, WRONG = 4, 11  # queries together, and wrong claims beside the right one of each


@dataclass(frozen=True, slots=True)
class Query:
    """A statement beside each of its candidates, in the order in which they were found, and which are right."""

    pairs: Sequence[Example]
    right: Sequence[bool]


def queries(tokenizer: Tokenizer, asked: Iterable[Asked]) -> Iterator[Query]:
    """Those of the queries for which a right claim was found."""
    for one in asked:
        kept = [i for i, right in enumerate(one.right) if i < FOUND or right]
        if one.right.any():
            texts = [Told(one.shown[i]) for i in kept]
            beside = [Example(aligned(tokenizer, Told(one.text), text), ()) for text in texts]
            yield Query(beside, [bool(one.right[i]) for i in kept])


def batches(queries: Sequence[Query], chance: random.Random) -> Iterator[list[list[Example]]]:
    """Without end, a few queries with one right claim, first, and some wrong ones, early ones more often."""
    while queries:
        yield [_drawn(query, chance) for query in chance.sample(queries, BATCH)]


def _drawn(query: Query, chance: random.Random) -> list[Example]:
    right = chance.choice([e for e, is_right in zip(query.pairs, query.right, strict=True) if is_right])
    wrong = [e for e, is_right in zip(query.pairs, query.right, strict=True) if not is_right]
    likely = [1 / (3 + place) for place in range(len(wrong))]
    return [right, *chance.choices(wrong, weights=likely, k=WRONG)]
