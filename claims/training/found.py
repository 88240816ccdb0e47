"""What the product's own search finds in articles whose links a careful reader has marked."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from articles import ingest
from articles.models import Revision
from claims import extraction
from claims.demo import desk
from claims.linking import candidates, index, statements
from claims.linking.relations import Statement
from claims.models import Claim, Passage
from claims.training import series

TOGETHER = 40  # series
COUNTED_AFTER = 25  # revisions

Expected = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A claim that was read and a passage; ``relation`` is what the reader says of them, None where no link is.

    ``url`` is where the claim was first said, ``key`` the passage's.
    """

    url: str
    key: int
    claim: Statement
    passage: Statement
    relation: str | None


@transaction.atomic
def find(
    articles: list[dict[str, str]], expected: list[Expected], say: Callable[[str], None] = print
) -> list[Found]:
    """The pairs of claims that are ``expected``, each with the links of one; what is stored for it is rolled back.

    Where another reader might leave a link out, or name another relation, the pair is left out.
    """
    for row in articles:
        ingest.ingest_row(row)
    for number, revision in enumerate(Revision.objects.filter(extraction=None).select_related("article")):
        if number % COUNTED_AFTER == 0:
            _count_rows()
        extraction.read(revision)
    for of in index.WORDS_FROM:
        index.count_words(of)
    _count_rows()
    made: dict[int, list[Expected]] = defaultdict(list)
    for one in expected:
        if claim := desk.find(one["url"], one["quote"]):
            made[claim.pk].extend(one["links"])
    found = [*_pairs(made)]
    transaction.set_rollback(True)
    sure = sum(link.get("sure", True) for links in made.values() for link in links)
    linked = sum(pair.relation is not None for pair in found)
    say(f"{len(made)} of {len(expected)} claims, {len(found)} pairs, {linked} of {sure} links")
    return found


def _count_rows() -> None:
    """What one transaction stores PostgreSQL does not count for itself, and plans as if it were not there."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def in_series(part: str, say: Callable[[str], None] = print) -> list[Found]:
    """The pairs of all series of a part, some series at once, so that each finds what the others have, too."""
    every = series.read(part)
    groups = [every[i : i + TOGETHER] for i in range(0, len(every), TOGETHER)]
    return [pair for group in groups for pair in find(*series.told(group), say=say)]


def _pairs(made: dict[int, list[Expected]]) -> Iterator[Found]:
    pairs = {pair for revision in Revision.objects.all() for pair in candidates.pairs(revision)}
    chosen = sorted(pair for pair in pairs if pair[0] in made)
    claims = statements.claims({claim for claim, _ in chosen})
    said = {key: statements.of_claim(claim) for key, claim in claims.items()}
    passages = statements.Passages({passage for _, passage in chosen})
    stored = Passage.objects.select_related("revision__article").in_bulk({key for _, key in chosen})
    urls = dict(Claim.objects.filter(pk__in=claims).values_list("pk", "first_article__url"))
    for claim, key in chosen:
        link = next((link for link in made[claim] if _is(link, stored[key])), None)
        if link is None or link.get("sure", True):
            there = passages.statement(key, passages.mention_in(key, claims[claim]))
            yield Found(urls[claim], key, said[claim], there, link and link["relation"])


def _is(link: Expected, passage: Passage) -> bool:
    same = link["quote"] in passage.text or passage.text in link["quote"]
    return same and passage.revision.article.url == link["url"]
