import pgtrigger
from django.db import models
from django.db.models import Q


class XidFunction(models.Func):
    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class ChangeQuerySet(models.QuerySet):
    def settled(self):
        """Changes before which none can still appear, in the order in which a reader may follow them.

        Ids and timestamps are not in commit order; a transaction older than every running one is over.
        """
        return self.extra(
            where=["transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"]
        ).order_by("transaction", "pk")


class Change(models.Model):
    """One entry of the feed."""

    class Kind(models.TextChoices):
        UPSERT = "upsert"
        MERGE = "merge"
        RETRACT = "retract"

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind)
    into = models.ForeignKey(
        "claims.Claim",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="of a merge: the claim that stays",
    )
    at = models.DateTimeField(auto_now_add=True)
    transaction = models.BigIntegerField(db_default=XidFunction(), editable=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["transaction", "pk"]
        indexes = [models.Index(fields=["transaction", "id"], name="change_in_commit_order")]
        constraints = [
            models.UniqueConstraint(
                name="claim_changes_once_a_transaction", fields=["transaction", "claim", "kind"]
            ),
            models.CheckConstraint(
                name="a_merge_says_where_the_claim_went",
                condition=Q(kind="merge", into__isnull=False) | (~Q(kind="merge") & Q(into=None)),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="change_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.kind} of claim {self.claim_id}"
