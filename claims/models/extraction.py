from django.db import models
from django.db.models import Q


class ExtractionQuerySet(models.QuerySet):
    def to_link(self):
        return self.filter(linked_at=None, error="", link_error="")


class Extraction(models.Model):
    """That a revision has been read for claims: the row that makes it happen once."""

    revision = models.OneToOneField("articles.Revision", on_delete=models.CASCADE, related_name="extraction")
    extractor = models.CharField(max_length=200)
    extracted_at = models.DateTimeField("extracted", auto_now_add=True)
    linked_at = models.DateTimeField("linked", null=True, blank=True)
    error = models.TextField(blank=True, help_text="why it could not be read; delete the row to try again")
    link_error = models.TextField(blank=True, help_text="why it could not be linked; empty it to try again")

    objects = ExtractionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["id"], name="extraction_to_link", condition=Q(linked_at=None, error="", link_error="")
            )
        ]

    def __str__(self):
        return f"{self.revision} by {self.extractor}"
