"""What the product's own search finds in articles whose links a careful reader has marked."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from django.db import connection, transaction

from articles import ingest
from articles.models import Revision
from claims import extraction, seams
from claims.demo import desk
from claims.linking import candidates, index, statements
from claims.linking.relations import Statement
from claims.models import Claim, Passage
from claims.nlp import similarity
from claims.nlp.names import Occurrence, governments, occurrences
from claims.training import series

TOGETHER = 40  # series
COUNTED_AFTER = 25  # revisions

Expected = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A claim that was read and a passage; ``relation`` is what the reader says of them, None where no link is.

    ``url`` is where the claim was first said, ``key`` the passage's, ``article`` that of its article.
    """

    url: str
    key: int
    article: int
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


def elsewhere(pairs: Sequence[Found], times: int, chance: Random) -> Iterator[Found]:
    """Links whose claims speak of other places and persons now, so that they are none; each so many times.

    Among many claims a mould is common, one wording about ever other places; few articles that somebody wrote hold any.
    """
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for pair in pairs:
        for found in _named(pair.claim):
            names[found.named.name in governments()].add(found.named.name)
    pool = {are_governments: sorted(found) for are_governments, found in names.items()}
    for pair in pairs * times:
        spoken_of = similarity.names(" ".join(found.named.name for found in _named(pair.claim)))
        if pair.relation and spoken_of & similarity.names(pair.passage.text):
            yield replace(pair, claim=_renamed(pair.claim, pool, chance), relation=None)


def _named(claim: Statement) -> list[Occurrence]:
    """The names inside a claim but its speaker's; what stands first may be no name."""
    speaker = similarity.names(" ".join(claim.speaker))
    return [
        found
        for found in occurrences(claim.text)
        if found.start and not similarity.names(found.named.name) & speaker
    ]


def _renamed(claim: Statement, pool: dict[bool, list[str]], chance: Random) -> Statement:
    text, new = claim.text, {}
    for found in reversed(_named(claim)):
        name = found.named.name
        others = [other for other in pool[name in governments()] if other != name]
        new[name] = new.get(name) or chance.choice(others)
        text = (
            text[: found.start] + text[found.start : found.end].replace(name, new[name]) + text[found.end :]
        )
    [vector] = seams.embed([text])
    return replace(claim, text=text, told=claim.told.replace(claim.text, text), vector=vector)


def _pairs(made: dict[int, list[Expected]]) -> Iterator[Found]:
    pairs = {pair for revision in Revision.objects.all() for pair in candidates.pairs(revision)}
    chosen = sorted(pair for pair in pairs if pair[0] in made)
    claims = statements.claims({claim for claim, _ in chosen})
    said = {key: statements.of_claim(claim) for key, claim in claims.items()}
    passages = statements.Passages({passage for _, passage in chosen})
    stored = Passage.objects.select_related("revision__article").in_bulk({key for _, key in chosen})
    urls = dict(Claim.objects.filter(pk__in=claims).values_list("pk", "first_article__url"))
    for claim, key in chosen:
        article = stored[key].article_id
        link = next((link for link in made[claim] if _is(link, stored[key])), None)
        if link is None or link.get("sure", True):
            there = passages.statement(key, passages.mention_in(key, claims[claim]))
            yield Found(urls[claim], key, article, said[claim], there, link and link["relation"])


def _is(link: Expected, passage: Passage) -> bool:
    same = link["quote"] in passage.text or passage.text in link["quote"]
    return same and passage.revision.article.url == link["url"]
