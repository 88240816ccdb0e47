"""Ties claims to the passages of other articles that bear on them."""

from concurrent.futures import ThreadPoolExecutor

from django.db import transaction
from django.utils import timezone

from claims import review, seams
from claims.linking import candidates, copies, matters, sifting, statements
from claims.models import Claim, Extraction, Link, Relation, Status
from claims.nlp import networks

AGAINST = {  # evidence against a decision puts the claim back in review
    Relation.CONTRADICTS: Status.VERIFIED,
    Relation.CONFIRMS: Status.REFUTED,
}
SURE_ENOUGH_TO_REOPEN = 0.4  # more than a suggestion needs
LEAST_OF_BEST = 0.7  # of the score of a passage's best link: what falls short is on the same topic at most


def link(extraction):
    """Links a revision's claims and passages with the rest, both ways; doing it twice adds nothing."""
    copies.place(extraction.revision)
    known, judging, allowance = {}, [], sifting.Allowance()
    with ThreadPoolExecutor(networks.cores()) as readers, ThreadPoolExecutor(1) as judge:
        for search in candidates.SEARCHES:  # PostgreSQL is at the second while pairs of the first are read
            pairs = {*search(extraction.revision)}
            known |= (linked := _linked(pairs))
            judging.append(judge.submit(_judged, _loaded(pairs - linked.keys()), readers, allowance))
        judged = [link for links in judging for link in links.result()]
    found = _best_of_each_passage(judged, known)
    with transaction.atomic():
        if not Extraction.objects.to_link().filter(pk=extraction.pk).update(linked_at=timezone.now()):
            return
        _drop_superseded(extraction.revision.article_id)
        fresh = _unknown(_of_those_that_stand(found))
        Link.objects.bulk_create(fresh, ignore_conflicts=True)
        for new in fresh:
            if new.relation in AGAINST and new.score >= SURE_ENOUGH_TO_REOPEN:
                evidence = f"new evidence: {'; '.join(new.reasons)}"
                review.reopen(new.claim, because=evidence, if_status=AGAINST[new.relation])
            else:
                review.publish(new.claim)
        matters.suggest(fresh)


def fail(extraction, error):
    """Records that a revision cannot be linked, and why, so that it is not tried for ever."""
    Extraction.objects.to_link().filter(pk=extraction.pk).update(link_error=str(error) or repr(error))


def _linked(pairs):
    """Those pairs that are linked already, with the links' scores."""
    claims, passages = {claim for claim, _ in pairs}, {passage for _, passage in pairs}
    stored = Link.objects.filter(claim__in=claims, passage__in=passages)
    return {
        (claim, passage): score for claim, passage, score in stored.values_list("claim", "passage", "score")
    }


def _best_of_each_passage(links, known):
    """The links, without those of a passage that has much likelier ones, new or known."""
    best = {}
    scores = [((link.claim_id, link.passage_id), link.score) for link in links]
    for (_, passage), score in (*known.items(), *scores):
        best[passage] = max(score, best.get(passage, 0.0))
    return [link for link in links if link.score >= LEAST_OF_BEST * best[link.passage_id]]


def _of_those_that_stand(found):
    """The links, with those of a claim that was merged meanwhile made its successor's; no merge can come between."""
    keys = {link.claim_id for link in found}
    locked = Claim.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    merged = {
        claim.pk: claim.merged_into_id for claim in locked.only("pk", "merged_into") if claim.merged_into_id
    }
    successors = Claim.objects.in_bulk(merged.values())
    for link in found:
        if link.claim_id in merged:
            link.claim = successors[merged[link.claim_id]]
    return [*{(link.claim_id, link.passage_id): link for link in found}.values()]


def _unknown(found):
    """The links that are not stored yet: what a reviewer has seen is no news."""
    claims = {link.claim_id for link in found}
    stored = {*Link.objects.filter(claim__in=claims).values_list("claim", "passage")}
    return [link for link in found if (link.claim_id, link.passage_id) not in stored]


def _loaded(pairs):
    """Claims beside passages, with all that is read of them; nothing more is asked of the database for that."""
    claims = statements.claims({claim for claim, _ in pairs})
    said = {key: statements.of_claim(claim) for key, claim in claims.items()}
    passages = statements.Passages({passage for _, passage in pairs})
    return [(claims[claim], said[claim], passage, passages) for claim, passage in sorted(pairs)]


def _judged(loaded, readers, allowance):
    """Links between claims and passages, unsaved."""
    promising = sifting.promising([sifting.pair(*pair) for pair in loaded], readers, allowance)
    return [link for link in readers.map(_link, promising) if link]


def _link(pair):
    """The link between a claim and a passage, or None where they have nothing to do with each other."""
    judgement = seams.judge(pair.said, pair.there, among_many=True)
    if judgement.relation is None:
        return None
    return Link(
        claim=pair.claim,
        passage_id=pair.key,
        counterpart=pair.mention.claim if pair.mention else None,
        relation=judgement.relation,
        score=judgement.score,
        reasons=list(judgement.reasons),
        features=judgement.features,
    )


def _drop_superseded(article_id):
    """Suggestions that point into an older revision of the article; what a reviewer decided or cited stays."""
    superseded = Link.objects.filter(
        passage__article=article_id, passage__current=False, decision=Link.Decision.SUGGESTED, reviews=None
    ).select_related("claim")
    for claim in sorted({link.claim for link in superseded}, key=lambda claim: claim.pk):
        review.publish(claim)
    superseded.delete()
