"""Which claims and passages are worth a judge's look."""

from django.contrib.postgres.search import SearchRank
from django.db.models import Exists, F, OuterRef, Q
from pgvector.django import CosineDistance

from articles.models import Revision
from claims import identity, seams
from claims.models import Claim, Passage

BY_WORDS = 20
BY_VECTOR = 10


def for_claims_of(extraction):
    """Pairs of a claim of this revision and a passage of another article, said no earlier."""
    revision = extraction.revision
    claims = Claim.objects.current().filter(mentions__revision=revision).distinct()
    for claim in claims.select_related("speaker", "addressee").prefetch_related(
        "quantities", "speaker__aliases"
    ):
        for passage in _passages_like(claim, revision):
            yield claim, passage


def for_passages_of(extraction):
    """Pairs of a stored claim of another article, said no later, and a passage of this revision."""
    revision = extraction.revision
    for passage in revision.passages.select_related("revision__article__outlet"):
        for claim in _claims_like(passage, revision):
            yield claim, passage


def _passages_like(claim, revision):
    newer = Revision.objects.filter(
        article=OuterRef("revision__article"), number__gt=OuterRef("revision__number"), extraction__error=""
    )
    stored = (
        Passage.objects.exclude(revision__article=claim.first_article_id)
        .exclude(revision__article=revision.article_id)
        .filter(~Exists(newer))
        .select_related("revision__article__outlet")
    )
    if claim.first_said_on:
        day = claim.first_said_on
        stored = stored.filter(
            Q(revision__article__published_on=None) | Q(revision__article__published_on__gte=day)
        )
    return [*_by_words(stored, claim.text), *_by_vector(stored, claim.text)]


def _claims_like(passage, revision):
    stored = (
        Claim.objects.current()
        .exclude(first_article=revision.article_id)
        .select_related("speaker", "addressee")
        .prefetch_related("quantities", "speaker__aliases")
    )
    if revision.article.published_on:
        stored = stored.filter(Q(first_said_on=None) | Q(first_said_on__lte=revision.article.published_on))
    return _by_words(stored, f"{passage.text} {passage.revision.title}")


def _by_words(rows, text):
    query = identity.any_word(text)
    if query is None:
        return []
    return (
        rows.filter(search=query)
        .annotate(rank=SearchRank(F("search"), query))
        .order_by("-rank", "pk")[:BY_WORDS]
    )


def _by_vector(rows, text):
    [vector] = seams.embed([text])
    if not vector.any():
        return []
    distance = CosineDistance("embedding", vector.tolist())
    return rows.exclude(embedding=None).order_by(distance)[:BY_VECTOR]
