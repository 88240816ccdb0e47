"""Outlets, their articles, and the revisions in which an article's text was seen."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse


class Outlet(models.Model):
    """Who publishes: a newspaper, a wire agency, a ministry."""

    name = models.CharField(max_length=200, unique=True)
    website = models.URLField(blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(name="outlet_has_a_name", condition=~Q(name=""))]

    def __str__(self):
        return self.name


class ArticleQuerySet(models.QuerySet):
    def with_latest_revision(self):
        """Each article with `latest_title` and `latest_revision_id`, in one query."""
        latest = Revision.objects.filter(article=models.OuterRef("pk")).order_by("-number")
        return self.annotate(
            latest_revision_id=models.Subquery(latest.values("pk")[:1]),
            latest_title=models.Subquery(latest.values("title")[:1]),
            revision_count=models.Subquery(latest.values("number")[:1]),
        )


class Article(models.Model):
    """One published piece of one outlet, known by its canonical URL, or by its text's digest where it has none."""

    outlet = models.ForeignKey(
        Outlet, on_delete=models.PROTECT, related_name="articles", null=True, blank=True
    )
    url = models.URLField("URL", max_length=2000, unique=True, null=True, blank=True)
    digest = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    published_on = models.DateField("published", null=True, blank=True)
    published_at = models.DateTimeField(
        "published at", null=True, blank=True, help_text="where the hour is known"
    )
    language = models.CharField(max_length=10, blank=True)
    added_at = models.DateTimeField("added", auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = [F("published_on").desc(nulls_last=True), "-pk"]
        indexes = [
            models.Index(F("published_on").desc(nulls_last=True), F("id").desc(), name="article_newest_first")
        ]
        constraints = [
            models.CheckConstraint(
                name="article_has_a_url_or_a_digest", condition=Q(url__isnull=False) | Q(digest__isnull=False)
            ),
            models.CheckConstraint(
                name="article_with_an_hour_has_a_day",
                condition=Q(published_at__isnull=True) | Q(published_on__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title or self.url or f"article {self.pk}"

    @property
    def title(self):
        if hasattr(self, "latest_title"):
            return self.latest_title or ""
        revision = self.latest
        return revision.title if revision else ""

    @property
    def latest(self):
        """The newest revision, or None."""
        return self.revisions.order_by("-number").first()

    def get_absolute_url(self):
        return reverse("admin:articles_article_change", args=[self.pk])


class Revision(models.Model):
    """The text of an article as it stood when it was fetched. Immutable: every span points into one."""

    class MediaType(models.TextChoices):
        TEXT = "text/plain", "text"
        HTML = "text/html", "HTML"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=1000, blank=True)
    byline = models.CharField(max_length=500, blank=True)
    place = models.CharField(max_length=200, blank=True, help_text="where the dateline says it was written")
    agency = models.CharField(max_length=200, blank=True, help_text="the wire agency that the dateline names")
    text = models.TextField(help_text="the article alone; spans count its code points")
    original = models.TextField(help_text="what came in, clutter and all")
    media_type = models.CharField(max_length=20, choices=MediaType, default=MediaType.TEXT)
    digest = models.CharField(max_length=64, editable=False, help_text="SHA-256 of title and text")
    fetched_at = models.DateTimeField("fetched", auto_now_add=True)

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(name="revision_number_is_unique", fields=["article", "number"]),
            models.CheckConstraint(name="revision_has_text", condition=~Q(text="")),
            models.CheckConstraint(name="revision_number_starts_at_one", condition=Q(number__gte=1)),
        ]
        triggers = [pgtrigger.ReadOnly(name="revision_is_immutable")]

    def __str__(self):
        return f"{self.title or self.article_id} (revision {self.number})"
