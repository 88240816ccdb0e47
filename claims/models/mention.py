from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


def spans_field(**options):
    """A list of [start, end) offsets into the revision's text; empty where there is no such span."""
    return ArrayField(ArrayField(models.PositiveIntegerField(), size=2), default=list, blank=True, **options)


class MentionQuerySet(models.QuerySet):
    def standing(self):
        """Mentions whose words the article's newest revision still holds."""
        return self.filter(orphaned_at=None)


class Mention(models.Model):
    """One place in a revision where somebody claims something."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.CASCADE, related_name="mentions")
    revision = models.ForeignKey("articles.Revision", on_delete=models.CASCADE, related_name="mentions")
    source = spans_field()
    cue = spans_field()
    content = spans_field()
    direct = models.BooleanField(default=False, help_text="in the speaker's own words")
    said_on = models.DateField(
        null=True, blank=True, help_text="the day on which the article says it was said"
    )
    confidence = models.FloatField(default=1)
    orphaned_at = models.DateTimeField(
        null=True, blank=True, help_text="since when the article no longer says so"
    )

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering = ["revision__article__published_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="mention_is_read_once", fields=["revision", "source", "cue", "content"]
            ),
            models.CheckConstraint(name="mention_has_content", condition=Q(content__len__gt=0)),
            models.CheckConstraint(
                name="mention_confidence_lies_between_0_and_1", condition=Q(confidence__range=(0, 1))
            ),
        ]

    def __str__(self):
        return self.quote("content")

    @property
    def day(self):
        """When it was said, as far as the article tells: else when that was published."""
        return self.said_on or self.revision.article.published_on

    def parts(self, role):
        """The words of "source", "cue" or "content", a text for each span."""
        return [self.revision.text[start:end] for start, end in getattr(self, role)]

    def quote(self, role):
        """The same in one text; the parts of a discontinuous one are joined by an ellipsis."""
        return " … ".join(self.parts(role))
