"""A claim's links by relation: to later sources that bear on it, and back to earlier claims that it bears on."""

from dataclasses import dataclass, field

from django.db.models import Case, F, Q, When, Window
from django.db.models.functions import RowNumber

from claims.admin import judging, labels, surroundings, terms
from claims.admin.reading import UNREAD_OF_A_LINK
from claims.models import Link, Relation

MOST_LINKS = 30  # of one relation
ORDER = (Relation.CONTRADICTS, Relation.UPDATES, Relation.CONFIRMS, Relation.REPEATS)


@dataclass
class Relations:
    """The links of one relation."""

    relation: Relation
    icon: str
    label: str
    links: list[Link] = field(default_factory=list)
    more: bool = False


def of(claim):
    """The claim's links by relation, contradictions first; in each the rejected ones last, own mentions after them."""
    groups = _by_relation(claim.links.select_related("counterpart__speaker"))
    surroundings.read([link for group in groups for link in group.links])
    return groups


def back_to(claim):
    """The links by which earlier claims know this one, by relation; each link's claim has its terms in words."""
    earlier = claim.links_back.exclude(claim=claim).filter(claim__merged_into=None)
    told = earlier.select_related("claim__speaker").defer("claim__search")
    groups = _by_relation(told.prefetch_related("claim__quantities"))
    for link in (link for group in groups for link in group.links):
        link.claim.terms = terms.amounts(link.claim)
    return groups


def _by_relation(links):
    groups = {
        relation: Relations(relation, labels.RELATION_ICONS[relation], labels.RELATION[relation])
        for relation in ORDER
    }
    for link in _best_of_each(links):
        group = groups[link.relation]
        group.more = len(group.links) == MOST_LINKS
        if not group.more:
            group.links.append(judging.offer(link))
    return [group for group in groups.values() if group.links]


def _best_of_each(links):
    """Of each relation one link more than is shown."""
    order = ["own", "rejected", "-score", "pk"]
    told = links.select_related("passage__revision__article__outlet", "decided_by").defer(*UNREAD_OF_A_LINK)
    known = told.annotate(
        rejected=Q(decision=Link.Decision.REJECTED),
        own=Case(When(counterpart=F("claim"), then=True), default=False),
    )
    placed = known.annotate(place=Window(RowNumber(), partition_by="relation", order_by=order))
    return placed.filter(place__lte=MOST_LINKS + 1).order_by("place")
