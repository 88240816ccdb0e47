"""Which claims and passages are worth a judge's look."""

from django.db.models import Q

from claims import seams
from claims.linking import finding, index
from claims.models import Claim, ClaimIndex, Lexeme, Passage

MOST_PASSAGES = 30  # that a claim finds
MOST_CLAIMS = 12  # that a passage finds


def pairs(revision):
    """Keys of claims and of passages of other articles, said no earlier, that may have to do with each other."""
    return {*_for_its_claims(revision), *_for_its_passages(revision)}


def _for_its_claims(revision):
    made = Claim.objects.current().filter(mentions__revision=revision, mentions__orphaned_at=None).distinct()
    claims = [*made.select_related("speaker", "addressee").defer("search")]
    for claim, vector in zip(claims, seams.embed([index.said(claim) for claim in claims]), strict=True):
        for passage in _passages_like(claim, vector, revision):
            yield claim.pk, passage


def _for_its_passages(revision):
    passages = [*revision.passages.filter(current=True).defer("search")]
    for passage in passages:
        for claim in _claims_like(passage, revision):
            yield claim, passage.pk


def _passages_like(claim, vector, revision):
    own = {claim.first_article_id, revision.article_id} - {None}
    stored = Passage.objects.filter(current=True).exclude(article__in=own).only("pk")
    if claim.first_said_on:
        stored = stored.filter(Q(published_on=None) | Q(published_on__gte=claim.first_said_on))
    found = finding.find(stored, Lexeme.Of.PASSAGES, index.said(claim), vector)
    return [entry.row.pk for entry in found[:MOST_PASSAGES]]


def _claims_like(passage, revision):
    stored = ClaimIndex.objects.filter(claim__merged_into=None).exclude(
        claim__first_article=revision.article_id
    )
    if revision.article.published_on:
        day = revision.article.published_on
        stored = stored.filter(Q(claim__first_said_on=None) | Q(claim__first_said_on__lte=day))
    vector = passage.embedding or []
    found = finding.find(stored.only("pk"), Lexeme.Of.CLAIMS, passage.text, vector, words="words")
    return [entry.row.pk for entry in found[:MOST_CLAIMS]]
