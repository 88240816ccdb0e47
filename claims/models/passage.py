from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from pgvector.django import HalfVectorField, HnswIndex

from claims.models.index import Marks


class Passage(models.Model):
    """A sentence of a revision, indexed so that claims find it."""

    revision = models.ForeignKey("articles.Revision", on_delete=models.CASCADE, related_name="passages")
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="passages")
    published_on = models.DateField(null=True, blank=True, help_text="the article's, so that no search joins")
    current = models.BooleanField(default=True, help_text="of the article's newest revision")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    embedding = HalfVectorField(dimensions=384, null=True, editable=False)
    marks = ArrayField(models.TextField(), default=list, editable=False, help_text="who and what it names")
    search = models.GeneratedField(
        expression=SearchVector("text", config="english") + Marks(F("marks")),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["revision", "start"]
        indexes = [
            GinIndex(fields=["search"], name="passage_search", condition=Q(current=True)),
            HnswIndex(
                name="passage_embedding",
                fields=["embedding"],
                opclasses=["halfvec_cosine_ops"],
                condition=Q(current=True),
                m=24,
                ef_construction=128,
            ),
            models.Index(name="passage_published", fields=["published_on"], condition=Q(current=True)),
        ]
        constraints = [
            models.UniqueConstraint(name="passage_is_indexed_once", fields=["revision", "start"]),
            models.CheckConstraint(name="passage_ends_after_it_starts", condition=Q(end__gt=F("start"))),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        """The article's page, at this passage."""
        page = reverse("admin:articles_article_change", args=[self.article_id])
        return f"{page}?revision={self.revision.number}&passage={self.pk}#passage-{self.pk}"
