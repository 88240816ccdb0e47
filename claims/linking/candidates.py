"""Which claims and passages are worth a judge's look."""

from django.contrib.postgres.search import SearchRank
from django.db.models import F, Q
from pgvector.django import CosineDistance

from claims import identity, seams
from claims.models import Claim, Passage

MOST_PASSAGES = 20  # that a claim finds by its words
MOST_BY_VECTOR = 10
MOST_CLAIMS = 12  # that a passage finds


def pairs(revision):
    """Keys of claims and of passages of other articles, said no earlier, that may have to do with each other."""
    return {*_for_its_claims(revision), *_for_its_passages(revision)}


def _for_its_claims(revision):
    for claim in (
        Claim.objects.current().filter(mentions__revision=revision, mentions__orphaned_at=None).distinct()
    ):
        for passage in _passages_like(claim, revision):
            yield claim.pk, passage


def _for_its_passages(revision):
    for passage in revision.passages.filter(current=True).defer("embedding", "search"):
        for claim in _claims_like(passage, revision):
            yield claim, passage.pk


def _passages_like(claim, revision):
    own = {claim.first_article_id, revision.article_id} - {None}
    stored = Passage.objects.filter(current=True).exclude(article__in=own)
    if claim.first_said_on:
        stored = stored.filter(Q(published_on=None) | Q(published_on__gte=claim.first_said_on))
    return {*_by_words(stored, claim.text, MOST_PASSAGES), *_by_vector(stored, claim.text)}


def _claims_like(passage, revision):
    stored = Claim.objects.current().exclude(first_article=revision.article_id)
    if revision.article.published_on:
        stored = stored.filter(Q(first_said_on=None) | Q(first_said_on__lte=revision.article.published_on))
    return _by_words(stored, f"{passage.text} {revision.title}", MOST_CLAIMS)


def _by_words(rows, text, most):
    query = identity.any_word(text)
    if query is None:
        return []
    ranked = rows.filter(search=query).annotate(rank=SearchRank(F("search"), query)).order_by("-rank", "pk")
    return ranked.values_list("pk", flat=True)[:most]


def _by_vector(rows, text):
    [vector] = seams.embed([text])
    if not vector.any():
        return []
    nearest = rows.exclude(embedding=None).order_by(CosineDistance("embedding", vector.tolist()))
    return nearest.values_list("pk", flat=True)[:MOST_BY_VECTOR]
