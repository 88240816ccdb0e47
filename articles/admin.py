"""Outlets and articles at the desk; `claims.admin.article` marks the claims in an article's text."""

from django.contrib import admin
from django.db.models import OuterRef
from unfold.contrib.filters.admin import AutocompleteSelectFilter, RangeDateFilter
from unfold.decorators import display

from articles import counts, differences
from articles.bigtable import BigTableAdmin
from articles.models import Article, Outlet


@admin.register(Outlet)
class OutletAdmin(BigTableAdmin):
    list_display = ["name", "website", "articles"]
    search_fields = ["name", "website"]

    def get_queryset(self, request):
        articles = Article.objects.filter(outlet=OuterRef("pk"))
        return super().get_queryset(request).annotate(article_count=counts.counted(articles))

    @display(description="articles")
    def articles(self, outlet):
        return counts.said(outlet.article_count)


@admin.register(Article)
class ArticleAdmin(BigTableAdmin):
    """Articles are read here; they come in through `ingest` and are never typed in or changed by hand."""

    list_display = ["headline", "outlet", "published_on", "revisions"]
    list_filter = [("outlet", AutocompleteSelectFilter), ("published_on", RangeDateFilter)]
    list_select_related = ["outlet"]
    list_fullwidth = True
    sortable_by = ["published_on"]  # the others have no index
    search_fields = ["url", "revisions__title"]
    search_help_text = "Words of the title or the address"
    actions = None
    change_form_template = "articles/desk/article.html"

    def get_queryset(self, request):
        return super().get_queryset(request).with_latest_revision()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @display(description="title")
    def headline(self, article):
        return str(article)

    @display(description="revisions")
    def revisions(self, article):
        return article.revision_count or 0

    def change_view(self, request, object_id, form_url="", extra_context=None):
        article = self.get_object(request, object_id)
        shown = self.reading(article, request.GET) if article else {}
        return super().change_view(request, object_id, form_url, {**shown, **(extra_context or {})})

    def reading(self, article, asked):
        """What the page shows: the revision asked for by number, else the newest, and what changed before it."""
        revisions = list(article.revisions.defer("text", "original").order_by("-number"))
        number = asked.get("revision")
        chosen = next((revision for revision in revisions if str(revision.number) == number), None)
        revision = chosen or (revisions[0] if revisions else None)
        if revision is None:
            return {}
        before = article.revisions.filter(number__lt=revision.number).order_by("number").last()
        return {
            "revision": revision,
            "revisions": revisions,
            "before": before,
            "changed": differences.paragraphs(before.text, revision.text) if before else [],
            "text": revision.text,
        }
