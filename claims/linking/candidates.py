"""Which claims and passages are worth a judge's look."""

from django.db.models import Q

from claims.linking import finding, index
from claims.models import Claim, ClaimIndex, Lexeme, Passage

MOST_PASSAGES = 30  # that a claim finds
MOST_CLAIMS = 12  # that a passage finds


def pairs(revision):
    """Keys of claims and of passages of other articles, said no earlier, that may have to do with each other."""
    return {*_for_its_claims(revision), *_for_its_passages(revision)}


def _for_its_claims(revision):
    made = Claim.objects.current().filter(mentions__revision=revision, mentions__orphaned_at=None).distinct()
    index.add([*made.filter(index=None)])  # stored before there was an index
    claims = [*made.select_related("index").defer("search")]
    words = finding.words_of(Lexeme.Of.PASSAGES, [claim.index.text for claim in claims])
    for claim, asked in zip(claims, words, strict=True):
        for passage in _passages_like(claim, asked, revision):
            yield claim.pk, passage


def _for_its_passages(revision):
    passages = [*revision.passages.filter(current=True).defer("search")]
    words = finding.words_of(Lexeme.Of.CLAIMS, [passage.text for passage in passages])
    for passage, asked in zip(passages, words, strict=True):
        for claim in _claims_like(passage, asked, revision):
            yield claim, passage.pk


def _passages_like(claim, words, revision):
    own = {claim.first_article_id, revision.article_id} - {None}
    stored = Passage.objects.filter(current=True).exclude(article__in=own).only("pk")
    if claim.first_said_on:
        stored = stored.filter(Q(published_on=None) | Q(published_on__gte=claim.first_said_on))
    found = finding.find(stored, finding.rare_words(words), claim.index.embedding or [])
    return [entry.row.pk for entry in found[:MOST_PASSAGES]]


def _claims_like(passage, words, revision):
    stored = ClaimIndex.objects.filter(claim__merged_into=None).exclude(
        claim__first_article=revision.article_id
    )
    if revision.article.published_on:
        day = revision.article.published_on
        stored = stored.filter(Q(claim__first_said_on=None) | Q(claim__first_said_on__lte=day))
    found = finding.find(
        stored.only("pk"), finding.rare_words(words), passage.embedding or [], column="words"
    )
    return [entry.row.pk for entry in found[:MOST_CLAIMS]]
