"""The desk's first page: what waits, what is new, and for a newcomer where to look."""

from urllib.parse import urlencode

from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from articles import counts
from articles.models import Article
from claims.admin import labels, terms
from claims.admin.reading import UNREAD_OF_A_LINK
from claims.models import DECIDED, Claim, Extraction, Link, Mention, Relation, Review, Status

MOST = 6  # rows of each list
RECENT = 300  # new claims among which the worthiest are looked for
RECENT_LINKS = 300  # of a relation, among which those that deserve a look most are looked for
FOREMOST = 60  # of them, among which each passage is looked for once
MUCH_LINKED = 5  # links of a claim that many follow


def dashboard(request, context):
    """Unfold's hook: the context of the admin's index page; each part only for those who may see it."""
    user = request.user
    parts = {}
    if user.has_perm("claims.view_claim"):
        parts |= {"waiting": waiting(), "worthy": worthy()}
    if user.has_perm("claims.view_link"):
        parts |= {"news": news()}
    if user.has_perm("articles.view_article"):
        parts |= {"articles": articles()}
    return context | {"title": "Dashboard", "tour": tour(), **parts}


def waiting():
    """What is still to be done, counted no further than to a thousand, each with the list that shows it."""
    current, suggested = Claim.objects.current(), Link.objects.to_judge()
    return [
        _tile("New claims", "fiber_new", current.filter(status=Status.NEW), status__exact="new"),
        _tile("In review", "visibility", current.filter(status=Status.IN_REVIEW), status__exact="in_review"),
        _judge("Contradictions to judge", Relation.CONTRADICTS, suggested),
        _judge("Updates to judge", Relation.UPDATES, suggested),
        _tile("Unreadable articles", "error", Extraction.objects.exclude(error=""), Article, state="failed"),
    ]


def _judge(title, relation, suggested):
    chosen = {"relation__exact": relation, "decision__exact": Link.Decision.SUGGESTED}
    return _tile(title, labels.RELATION_ICONS[relation], suggested.filter(relation=relation), **chosen)


def _tile(title, icon, rows, listed=None, **chosen):
    """A count of rows with the list that shows them: of their own model, or of another."""
    page = reverse(admin_urlname((listed or rows.model)._meta, "changelist"))
    return {
        "title": title, "icon": icon, "count": counts.up_to_most(rows), "href": f"{page}?{urlencode(chosen)}"
    }  # fmt: skip


def worthy():
    """Of the newest claims that nobody reviewed, those that deserve checking most."""
    new = Claim.objects.current().filter(status=Status.NEW)
    recent = new.order_by("-pk").values("pk")[:RECENT]
    claims = (
        new.filter(pk__in=recent).select_related("speaker").defer("search").prefetch_related("quantities")
    )
    shown = list(claims.order_by("-worthiness", "-pk")[:MOST])
    for claim in shown:
        claim.terms = terms.amounts(claim)
    return shown


def news():
    """The foremost new contradictions and as many updates that nobody rejected, one of each passage."""
    contradictions, updates = _foremost(Relation.CONTRADICTS), _foremost(Relation.UPDATES)
    told = {link.passage_id for link in contradictions}
    updates = [link for link in updates if link.passage_id not in told]
    shown = contradictions[: MOST - min(len(updates), MOST // 2)]
    return shown + updates[: MOST - len(shown)]


def _foremost(relation):
    """Of the newest links of a relation those that deserve a look most, one of each passage."""
    links = Link.objects.standing().of_current_claims().to_other_sources().filter(relation=relation)
    recent = Link.objects.filter(pk__in=links.order_by("-pk").values("pk")[:RECENT_LINKS])
    told = _by_weight(recent).select_related("claim__speaker", "passage__revision__article__outlet")
    of_passages = {}
    for link in told.defer("claim__search", *UNREAD_OF_A_LINK)[:FOREMOST]:
        link.label, link.claim.label = labels.RELATION[link.relation], labels.STATUS[link.claim.status]
        of_passages.setdefault(link.passage_id, link)
    return list(of_passages.values())[:MOST]


def _by_weight(links):
    """What nobody decided, then what touches a claim that was verified last or is much linked, then the surest.

    A claim that was verified and that new evidence put back in review counts: that is what asks for a look.
    """
    decided = Review.objects.filter(claim=OuterRef("claim"), status__in=DECIDED).order_by("-pk")
    of_its_claim = Link.objects.standing().filter(claim=OuterRef("claim")).order_by()
    verified = Q(last_decision=Status.VERIFIED)
    weighty = Case(When(verified | Exists(of_its_claim[MUCH_LINKED - 1 :]), then=0), default=1)
    undecided = Case(When(decision=Link.Decision.SUGGESTED, then=0), default=1)
    weighed = links.alias(last_decision=Subquery(decided.values("status")[:1]))
    return weighed.order_by(undecided, weighty, "-score", "-pk")


def articles():
    found = Mention.objects.standing().filter(revision__article=OuterRef("pk")).order_by()
    count = found.values("revision__article").annotate(n=Count("claim", distinct=True)).values("n")
    newest = Article.objects.with_latest_revision().select_related("outlet").order_by("-pk")
    return newest.annotate(claim_count=Coalesce(Subquery(count), 0))[:MOST]


def tour():
    """Where a newcomer may look in the demo corpus; empty where it is not loaded."""
    try:
        from claims.demo import desk
    except ImportError:
        return []
    return desk.tour()
