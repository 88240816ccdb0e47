"""Articles with their claims: how many, and marked in the text. Takes the place of the articles' own page."""

import re
from dataclasses import dataclass, field

from django.contrib import admin
from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import display

from articles.admin import ArticleAdmin
from articles.models import Article
from claims.admin import labels, marking, terms
from claims.models import Claim, Extraction, Mention, Passage

MOST_MENTIONS = 500
STATES = {"linked": "success", "read": "info", "waiting": "warning", "failed": "danger"}

admin.site.unregister(Article)


class StateFilter(DropdownFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("failed", "Could not be read"), ("waiting", "Waiting to be read")]

    def queryset(self, request, queryset):
        if self.value() == "failed":
            return queryset.filter(revisions__extraction__in=Extraction.objects.exclude(error="")).distinct()
        if self.value() == "waiting":
            return queryset.filter(revisions__extraction=None).distinct()
        return queryset


@admin.register(Article)
class MarkedArticleAdmin(ArticleAdmin):
    list_display = ["headline", "outlet", "published_on", "claims_found", "revisions", "state"]
    list_filter = [*ArticleAdmin.list_filter, StateFilter]
    change_form_template = "claims/desk/article.html"
    search_help_text = "Words of the title or of a sentence"

    def get_queryset(self, request):
        standing = Mention.objects.standing().filter(revision__article=OuterRef("pk")).order_by()
        found = standing.values("revision__article").annotate(n=Count("claim", distinct=True)).values("n")
        extraction = Extraction.objects.filter(revision__article=OuterRef("pk")).order_by("-revision__number")
        return (
            super()
            .get_queryset(request)
            .annotate(
                claim_count=Coalesce(Subquery(found), 0),
                extraction_error=Subquery(extraction.values("error")[:1]),
                linked_at=Subquery(extraction.values("linked_at")[:1]),
            )
        )

    def get_search_results(self, request, queryset, search_term):
        titled, repeated = super().get_search_results(request, queryset, search_term)
        if not search_term.strip():
            return titled, repeated
        words = SearchQuery(search_term, config="english", search_type="websearch")
        told = Passage.objects.filter(search=words).order_by().values("revision__article")
        return (titled | queryset.filter(pk__in=told)).distinct(), False

    def reading(self, article, asked):
        shown = super().reading(article, asked)
        if shown:
            found = mentions(shown["revision"])
            shown["found"] = list(found_claims(found))
            shown["text"] = marked(
                shown["revision"], found, _sought(shown["revision"], asked.get("passage", ""))
            )
            shown["extraction"] = Extraction.objects.filter(revision=shown["revision"]).first()
        return shown

    @display(description="claims")
    def claims_found(self, article):
        return article.claim_count

    @display(description="state", label=STATES)
    def state(self, article):
        if article.extraction_error is None:
            return "waiting"
        return "failed" if article.extraction_error else "linked" if article.linked_at else "read"


@dataclass
class Found:
    """A claim as the margin of an article shows it."""

    claim: Claim
    label: str
    amounts: list[str]
    mentions: list[Mention] = field(default_factory=list)


def mentions(revision):
    """The revision's mentions in the order of reading, with their claims."""
    found = revision.mentions.select_related("claim__speaker", "claim__addressee").defer("claim__search")
    shown = found.prefetch_related("claim__quantities")[:MOST_MENTIONS]
    return sorted(shown, key=lambda mention: min(mention.source + mention.cue + mention.content))


def found_claims(mentions):
    """The claims of these mentions, each once."""
    found = {}
    for mention in mentions:
        claim = mention.claim
        entry = Found(claim, labels.STATUS[claim.status], terms.amounts(claim))
        found.setdefault(claim.pk, entry).mentions.append(mention)
    return found.values()


def marked(revision, mentions, passages=()):
    marks = [mark for mention in mentions for mark in _marks(mention)]
    marks += [marking.of_passage(passage) for passage in passages]
    return marking.marked(revision.text, marks)


def _sought(revision, key):
    """The passage that a link leads to, where it is one of this revision's."""
    return revision.passages.filter(pk=key).only("start", "end") if re.fullmatch(r"\d{1,18}", key) else []


def _marks(mention):
    claim = mention.claim
    label = f"{claim.get_kind_display()} by {claim.speaker or 'an unknown speaker'}"
    return marking.marks_of(mention, kind=claim.kind, label=label, link=f"#claim-{claim.pk}")
