"""Claims that links tie together gather into a matter, which analysts rename and correct."""

from collections import Counter

from claims import review
from claims.locks import lock
from claims.models import Claim, Matter, Relation
from claims.nlp import similarity

TYING = [Relation.UPDATES, Relation.CONTRADICTS]


def suggest(links):
    """Puts the two claims of each tying link into one matter, where neither an analyst nor a link did so before."""
    ties = [
        (link.claim_id, link.counterpart_id)
        for link in links
        if link.relation in TYING and link.counterpart_id
    ]
    if not ties:
        return
    lock("matters")
    claims = Claim.objects.in_bulk({pk for tie in ties for pk in tie})
    for one, other in ((claims[a], claims[b]) for a, b in ties):
        _join(one, other)


def _join(one, other):
    if one == other or (one.matter_id and other.matter_id):
        return
    matter = one.matter or other.matter or _new_matter(one, other)
    for claim in (one, other):
        if claim.matter_id is None:
            claim.matter = matter
            claim.save(update_fields=["matter", "updated_at"])
            review.publish(claim)


def _new_matter(one, other):
    """A matter named by the words that both claims share, until an analyst finds a better name."""
    shared = similarity.words(one.text) & similarity.words(other.text)
    words = Counter(word for word in similarity.content_words(one.text) if similarity.stem(word) in shared)
    about = one.addressee or other.addressee
    name = f"{about}: {', '.join(words)}" if about else ", ".join(words) or str(one)
    matter, _ = Matter.objects.get_or_create(name=name[:300], defaults={"suggested": True})
    return matter
