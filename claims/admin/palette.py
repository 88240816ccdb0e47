"""What the command palette finds beside the desk's pages: a few of each, and only what the user may see."""

from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.urls import reverse
from unfold.dataclasses import SearchResult

from articles.models import Revision
from claims.models import Actor, Claim, Matter

MOST = 8  # of each


def search(request, words):
    """Claims, matters, actors and articles that the words call to mind."""
    kinds = [
        ("claims.view_claim", _claims),
        ("claims.view_matter", _matters),
        ("claims.view_actor", _actors),
        ("articles.view_article", _articles),
    ]
    allowed = [find for permission, find in kinds if request.user.has_perm(permission)]
    return [found for find in allowed for found in find(words.replace("\0", ""))]


def _claims(words):
    claims = Claim.objects.current().matching(words).select_related("speaker").defer("search")[:MOST]
    return [
        _result(claim, str(claim.speaker or claim.get_kind_display()), "record_voice_over")
        for claim in claims
    ]


def _matters(words):
    matters = Matter.objects.filter(name__icontains=words)[:MOST]
    return [_result(matter, "Matter", "timeline") for matter in matters]


def _actors(words):
    actors = Actor.objects.filter(name__icontains=words)[:MOST]
    return [_result(actor, actor.get_kind_display(), "groups") for actor in actors]


def _articles(words):
    titled = Revision.objects.filter(title__icontains=words).defer("text", "original")
    newest = titled.select_related("article__outlet").order_by("-pk")[:MOST]
    titles = {revision.article: revision.title for revision in newest}
    return [_result(found, str(found.outlet or "Article"), "article", titles[found]) for found in titles]


def _result(row, description, icon, title=""):
    page = reverse(admin_urlname(row._meta, "change"), args=[row.pk])
    return SearchResult(title=title or str(row), description=description, link=page, icon=icon)
