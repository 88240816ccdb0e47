"""Ties claims to the passages of other articles that bear on them."""

from django.db import transaction
from django.utils import timezone

from claims import review, seams
from claims.linking import candidates, matters, statements
from claims.models import Extraction, Link, Relation, Status

REOPENS = {  # evidence against a decision puts the claim back in review
    Status.VERIFIED: Relation.CONTRADICTS,
    Status.REFUTED: Relation.CONFIRMS,
}
SURE_ENOUGH_TO_REOPEN = 0.75


def link(extraction):
    """Links a revision's claims and passages with the rest, both ways; doing it twice adds nothing."""
    pairs = sorted(candidates.pairs(extraction.revision))
    claims = statements.claims({claim for claim, _ in pairs})
    passages = statements.Passages({passage for _, passage in pairs})
    found = [made for claim, passage in pairs if (made := _judged(claims[claim], passage, passages))]
    with transaction.atomic():
        if not Extraction.objects.to_link().filter(pk=extraction.pk).update(linked_at=timezone.now()):
            return
        _drop_superseded(extraction.revision)
        Link.objects.bulk_create(found, ignore_conflicts=True)
        for new in found:
            review.publish(new.claim)
            if REOPENS.get(new.claim.status) == new.relation and new.score >= SURE_ENOUGH_TO_REOPEN:
                review.reopen(new.claim, because=f"new evidence: {'; '.join(new.reasons)}")
        matters.suggest(found)


def _judged(claim, key, passages):
    """The link between a claim and a passage, unsaved, or None where they have nothing to do with each other."""
    mention = passages.mention_in(key, claim)
    judgement = seams.judge(statements.of_claim(claim), passages.statement(key, mention))
    if judgement.relation is None:
        return None
    return Link(
        claim=claim,
        passage_id=key,
        counterpart=mention.claim if mention else None,
        relation=judgement.relation,
        score=judgement.score,
        reasons=list(judgement.reasons),
        features=judgement.features,
    )


def _drop_superseded(revision):
    """Suggestions that point into an older revision of the article; what a reviewer decided stays."""
    Link.objects.filter(
        passage__revision__article=revision.article_id,
        passage__revision__number__lt=revision.number,
        decision=Link.Decision.SUGGESTED,
    ).delete()
