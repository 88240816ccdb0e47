"""What a claim's page shows beside its own fields: mentions, links, matter, reviews and history."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.urls import reverse
from django.utils.safestring import SafeString

from articles.models import Article
from claims.admin import history, labels, marking, relations, terms
from claims.admin.deciding import DECISIONS
from claims.models import Claim, Mention, Quantity, Review

MOST_MENTIONS = 50
MOST_REVIEWS = 100
MOST_OF_A_MATTER = 8
MOST_READ_OF_A_MATTER = 200  # to find those


@dataclass(frozen=True)
class Evidence:
    """A mention in its words."""

    mention: Mention
    article: Article
    day: date | None
    words: SafeString
    address: str
    copy: str


def page(claim, user):
    """The context of a claim's page."""
    mentions = _mentions(claim)
    return {
        "claim": claim,
        "status_label": labels.STATUS[claim.status],
        "outcome_label": labels.OUTCOME.get(claim.outcome, ""),
        "evidence": [_evidence(mention) for mention in mentions[:MOST_MENTIONS]],
        "more_mentions": len(mentions) > MOST_MENTIONS,
        "amounts": terms.amounts(claim),
        "deadline": terms.period(claim.deadline),
        "relations": relations.of(claim),
        "earlier": relations.back_to(claim),
        "matter_claims": _of_the_same_matter(claim),
        "reviews": _reviews(claim),
        "history": history.of(claim),
        "decisions": [d for d in DECISIONS if d.allows(claim)] if _may_decide(claim, user) else [],
        "may_decide_links": _may_decide(claim, user),
    }


def _mentions(claim):
    related = ["revision__article__outlet", "revision__article__fingerprint"]
    mentions = claim.mentions.select_related(*related).defer(
        "revision__original", "revision__article__fingerprint__bands"
    )
    return list(mentions.order_by(F("orphaned_at").asc(nulls_first=True), "pk")[: MOST_MENTIONS + 1])


def _evidence(mention):
    article, revision = mention.revision.article, mention.revision
    marks = marking.marks_of(mention, kind=mention.claim.kind)
    page = reverse("admin:articles_article_change", args=[article.pk])
    return Evidence(
        mention=mention,
        article=article,
        day=mention.said_on or article.published_on,
        words=marking.excerpt(revision.text, marks),
        address=f"{page}?revision={revision.number}#mention-{mention.pk}",
        copy="; ".join(article.fingerprint.reasons) if hasattr(article, "fingerprint") else "",
    )


def _of_the_same_matter(claim):
    """Claims of the matter with amounts in the same units, those said just before and after this one."""
    if not claim.matter_id:
        return []
    others = Claim.objects.current().filter(matter=claim.matter_id).select_related("speaker").defer("search")
    if units := {quantity.unit for quantity in claim.quantities.all()}:
        others = others.filter(
            Q(pk=claim.pk) | Q(pk__in=Quantity.objects.filter(unit__in=units).values("claim"))
        )
    told = others.order_by(F("first_said_on").asc(nulls_last=True), "pk").prefetch_related("quantities")
    near = _near(claim, list(told[:MOST_READ_OF_A_MATTER]))
    for other in near:
        other.terms = terms.stated(other)
    return near


def _near(claim, claims):
    place = claims.index(claim) if claim in claims else 0
    start = max(0, min(place - MOST_OF_A_MATTER // 2, len(claims) - MOST_OF_A_MATTER))
    return claims[start : start + MOST_OF_A_MATTER]


def _reviews(claim):
    reviews = Review.objects.filter(claim=claim).select_related("by").prefetch_related("links")
    return list(reviews[:MOST_REVIEWS])


def _may_decide(claim, user):
    return user.has_perm("claims.add_review") and not claim.merged_into_id
