"""Claims that links tie together gather into a matter, which analysts rename and correct."""

from collections import Counter
from itertools import chain, count

from claims import review
from claims.locks import lock
from claims.models import Claim, Matter, Relation
from claims.nlp import similarity

LONGEST_NAME = 280  # code points: room for a number behind it
TYING = [Relation.UPDATES, Relation.CONTRADICTS]


def suggest(links):
    """Puts the two claims of each tying link into one matter, where neither an analyst nor a link did so before.

    Call it with the claims of all links locked.
    """
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
    if one == other or (one.matter_id and other.matter_id) or _was_taken_out(one) or _was_taken_out(other):
        return
    matter = one.matter or other.matter or _new_matter(one, other)
    for claim in (one, other):
        if claim.matter_id is None:
            claim.matter = matter
            claim.save(update_fields=["matter", "updated_at"])
            review.publish(claim)


def _was_taken_out(claim):
    """Whether an analyst took the claim out of a matter: he is not overruled."""
    return claim.matter_id is None and claim.events.exclude(matter=None).exists()


def _new_matter(one, other):
    """A matter named by the words that both claims share, until an analyst finds a better name.

    One of that name that no analyst has named is the same, if the words are more than one: one word is in many.
    """
    shared = similarity.words(one.text) & similarity.words(other.text)
    words = Counter(word for word in similarity.content_words(one.text) if similarity.stem(word) in shared)
    about, said = one.addressee or other.addressee, ", ".join(words) or str(one)
    name = (f"{about}: {said}" if about else said)[:LONGEST_NAME]
    known = Matter.objects.filter(name=name, suggested=True).first()
    if known and len(words) > 1:
        return known
    return Matter.objects.create(name=_free(name), suggested=True)


def _free(name):
    """The name, with a number behind it where it is taken."""
    names = chain([name], (f"{name} ({number})" for number in count(2)))
    return next(name for name in names if not Matter.objects.filter(name=name).exists())
