"""Which claims and passages are worth a judge's look."""

from django.contrib.postgres.search import SearchRank
from django.db.models import F, Q
from pgvector.django import CosineDistance

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
    for passage in revision.passages.select_related("revision__article").defer("embedding", "search"):
        for claim in _claims_like(passage, revision):
            yield claim, passage


def _passages_like(claim, revision):
    own = {claim.first_article_id, revision.article_id} - {None}
    stored = Passage.objects.filter(current=True).exclude(article__in=own)
    if claim.first_said_on:
        stored = stored.filter(Q(published_on=None) | Q(published_on__gte=claim.first_said_on))
    found = {*_by_words(stored, claim.text), *_by_vector(stored, claim.text)}
    return (
        Passage.objects.filter(pk__in=found)
        .select_related("revision__article")
        .defer("embedding", "search", "revision__original")
    )


def _claims_like(passage, revision):
    stored = Claim.objects.current().exclude(first_article=revision.article_id)
    if revision.article.published_on:
        stored = stored.filter(Q(first_said_on=None) | Q(first_said_on__lte=revision.article.published_on))
    found = _by_words(stored, f"{passage.text} {revision.title}")
    return (
        Claim.objects.filter(pk__in=found)
        .select_related("speaker", "addressee")
        .prefetch_related("quantities", "speaker__aliases", "addressee__aliases")
        .defer("search")
    )


def _by_words(rows, text):
    query = identity.any_word(text)
    if query is None:
        return []
    ranked = rows.filter(search=query).annotate(rank=SearchRank(F("search"), query)).order_by("-rank", "pk")
    return list(ranked.values_list("pk", flat=True)[:BY_WORDS])


def _by_vector(rows, text):
    [vector] = seams.embed([text])
    if not vector.any():
        return []
    nearest = rows.exclude(embedding=None).order_by(CosineDistance("embedding", vector.tolist()))
    return list(nearest.values_list("pk", flat=True)[:BY_VECTOR])
