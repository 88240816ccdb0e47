import numpy as np
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from claims.nlp.shingles import Signature


class Story(models.Model):
    """One text, on however many sites: what a wire agency wrote and others carry, or what a newsroom wrote alone."""

    class Meta:
        verbose_name_plural = "stories"

    def __str__(self):
        return f"story {self.pk}"


class FingerprintQuerySet(models.QuerySet):
    def sharing_a_band(self, bands):
        """Keys of the articles that share a key of locality-sensitive hashing, at most 2000. Inside a transaction.

        By the index in any case: the planner has no idea how rare these keys are, and would read the whole table.
        """
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
            found = list(self.filter(bands__overlap=bands).values_list("pk", flat=True)[:2000])
            cursor.execute("SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = on")
        return found


class Fingerprint(models.Model):
    """An article's own wording as its newest revision has it, and the story that it tells: kept, so that nobody reads
    all texts again."""

    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, primary_key=True, related_name="fingerprint"
    )
    revision = models.ForeignKey(
        "articles.Revision", on_delete=models.CASCADE, related_name="+", help_text="whose text it is of"
    )
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="fingerprints")
    minhash = models.BinaryField(help_text="uint32, little-endian")
    size = models.PositiveIntegerField(help_text="how many shingles the text has")
    facts = ArrayField(models.TextField(), help_text="names and figures in it")
    bands = ArrayField(models.BigIntegerField(), help_text="texts that share a key may be copies")
    reasons = ArrayField(models.TextField(), default=list, blank=True, help_text="why it is a copy, in words")

    objects = FingerprintQuerySet.as_manager()

    class Meta:
        indexes = [GinIndex(fields=["bands"], name="fingerprint_by_band", fastupdate=False)]
        constraints = [models.CheckConstraint(name="fingerprint_has_shingles", condition=Q(size__gt=0))]

    def __str__(self):
        return f"{self.revision}, {self.story}"

    @property
    def signature(self):
        return Signature(np.frombuffer(self.minhash, "<u4"), self.size)


def _story_of(article):
    """The key of the story that an article tells; one that has no fingerprint is a story of its own."""
    return Coalesce(F(f"{article}__fingerprint__story"), -F(article), output_field=models.BigIntegerField())


STORY_OF_A_MENTION = _story_of("revision__article")
STORY_OF_A_LINK = _story_of("passage__article")
STORY_OF_ITS_CLAIM = _story_of("claim__first_article")
STORY_OF_A_CLAIM = _story_of("first_article")
