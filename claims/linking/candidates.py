"""Which claims and passages are worth a judge's look."""

from collections import defaultdict

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from claims.linking import finding, index
from claims.linking.vectors import Written
from claims.models import Claim, ClaimIndex, Lexeme, Passage

MOST_PASSAGES = 20  # that a claim finds
MOST_CLAIMS = 8  # that a passage finds


def pairs(revision):
    """Keys of claims and of passages of other articles, said no earlier, that may have to do with each other."""
    return {pair for search in SEARCHES for pair in search(revision)}


def for_its_claims(revision):
    """Keys of the revision's claims, each with that of a passage."""
    made = Claim.objects.current().filter(mentions__revision=revision, mentions__orphaned_at=None).distinct()
    index.add([*made.filter(index=None)])  # stored before there was an index
    claims = [*made.annotate(vector=Written("index__embedding"), told=F("index__text")).defer("search")]
    words = finding.words_of(Lexeme.Of.PASSAGES, [claim.told for claim in claims])
    alike = defaultdict(list)  # claims that may be linked to the same passages
    for claim, asked in zip(claims, words, strict=True):
        alike[claim.first_article_id, claim.first_said_on].append((claim, asked))
    for (article, day), group in alike.items():
        stored = Passage.objects.filter(current=True).exclude(
            article__in={article, revision.article_id} - {None}
        )
        if day:
            stored = stored.filter(Q(published_on=None) | Q(published_on__gte=day))
        asked = [(finding.rare_words(words), claim.vector) for claim, words in group]
        for (claim, _), found in zip(group, finding.find(stored, asked), strict=True):
            for entry in found[:MOST_PASSAGES]:
                yield claim.pk, entry.key


def for_its_passages(revision):
    """Keys of stored claims, each with that of a passage of the revision."""
    passages = [
        *revision.passages.filter(current=True)
        .annotate(vector=Written("embedding"))
        .defer("search", "marks", "embedding")
    ]
    words = finding.words_of(Lexeme.Of.CLAIMS, [passage.text for passage in passages])
    stored = ClaimIndex.objects.all()
    if day := revision.article.published_on:
        stored = stored.filter(Q(said_on=None) | Q(said_on__lte=day))
    asked = [
        (finding.rare_words(word), passage.vector) for passage, word in zip(passages, words, strict=True)
    ]
    found = finding.find(stored, asked, column="words", effort=finding.QUICK)
    others = _of_other_articles({entry.key for entries in found for entry in entries}, revision)
    for passage, entries in zip(passages, found, strict=True):
        claims = dict.fromkeys(others[entry.key] for entry in entries if entry.key in others)
        for claim in [*claims][:MOST_CLAIMS]:
            yield claim, passage.pk


SEARCHES = (for_its_passages, for_its_claims)  # what one finds the other does not


def _of_other_articles(keys, revision):
    """Of the keys of claims first said elsewhere those of the claims that stand for them: each its own, or that of the
    claim into which a reviewer merged it. Asked last, so that no search joins."""
    standing = Claim.objects.annotate(
        stands=Coalesce("merged_into", "pk"),
        first=Coalesce("merged_into__first_article", "first_article"),
    )
    elsewhere = standing.filter(pk__in=keys).exclude(first=revision.article_id)
    return dict(elsewhere.values_list("pk", "stands"))
