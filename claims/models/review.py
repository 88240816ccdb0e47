import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from .claim import Outcome, Status
from .merge import OF_A_CURRENT_CLAIM


class Review(models.Model):
    """One decision by one analyst, with its reasons. Append-only: a change of mind is a further review."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="reviews")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")
    status = models.CharField(max_length=20, choices=Status, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    rationale = models.TextField()
    evidence = ArrayField(models.URLField(max_length=2000), default=list, blank=True)
    links = models.ManyToManyField("claims.Link", blank=True, related_name="reviews")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="review_decides_a_status_or_an_outcome",
                condition=(Q(outcome="") & ~Q(status="")) | (Q(status="") & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="review_status_is_known", condition=Q(status="") | Q(status__in=Status.values)
            ),
            models.CheckConstraint(
                name="review_outcome_is_known", condition=Q(outcome="") | Q(outcome__in=Outcome.values)
            ),
            models.CheckConstraint(name="review_has_a_rationale", condition=Q(rationale__regex=r"\S")),
        ]
        triggers = [
            pgtrigger.Protect(name="review_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            OF_A_CURRENT_CLAIM,
        ]

    def __str__(self):
        return f"{self.get_status_display() or self.get_outcome_display()} by {self.by}"
