"""Ties claims to the passages of other articles that bear on them."""

from concurrent.futures import ThreadPoolExecutor

from django.db import transaction

from claims import seams
from claims.linking import candidates, copies, sifting, statements, storing
from claims.models import Extraction, Link
from claims.nlp import networks

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
        storing.store(extraction, found)


def fail(extraction, error):
    """Records that a revision cannot be linked, and why, so that it is not tried for ever."""
    Extraction.objects.to_link().filter(pk=extraction.pk).update(link_error=str(error) or repr(error))


def _linked(pairs):
    """Those pairs that are linked already, with the links' scores; 0 of those that a reviewer rejected."""
    claims, passages = {claim for claim, _ in pairs}, {passage for _, passage in pairs}
    stored = Link.objects.filter(claim__in=claims, passage__in=passages)
    return {
        (link.claim_id, link.passage_id): 0.0 if link.decision == Link.Decision.REJECTED else link.score
        for link in stored.only("claim", "passage", "score", "decision")
    }


def _best_of_each_passage(links, known):
    """The links, without those of a passage that has much likelier ones, new or known."""
    best = {}
    scores = [((link.claim_id, link.passage_id), link.score) for link in links]
    for (_, passage), score in (*known.items(), *scores):
        best[passage] = max(score, best.get(passage, 0.0))
    return [link for link in links if link.score >= LEAST_OF_BEST * best[link.passage_id]]


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
