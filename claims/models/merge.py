import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

# For a claim: whoever asks it to go must have decided so, and it goes to a claim that stands for itself.
MERGED_AS_DECIDED = pgtrigger.Trigger(
    name="merged_as_decided",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("merged_into_id"),
    when=pgtrigger.Before,
    declare=[("before", "bigint"), ("beyond", "bigint"), ("decided", "text")],
    func="""
        IF TG_OP = 'UPDATE' THEN before := OLD.merged_into_id; END IF;
        IF NEW.merged_into_id IS NOT DISTINCT FROM before OR NEW.merged_into_id = NEW.id THEN
            RETURN NEW;
        END IF;
        SELECT m.decision INTO decided FROM claims_merge m
            WHERE m.claim_id = NEW.id AND m.into_id = COALESCE(before, NEW.merged_into_id)
            ORDER BY m.id DESC LIMIT 1;
        IF decided IS DISTINCT FROM (CASE WHEN before IS NULL THEN 'merged' ELSE 'apart' END)
           OR (before IS NOT NULL AND NEW.merged_into_id IS NOT NULL) THEN
            RAISE EXCEPTION 'claim % cannot be merged or set apart: nobody decided so', NEW.id
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        SELECT c.merged_into_id INTO beyond FROM claims_claim c WHERE c.id = NEW.merged_into_id FOR SHARE;
        IF NEW.merged_into_id IS NOT NULL
           AND (beyond IS NOT NULL OR EXISTS (SELECT FROM claims_claim c WHERE c.merged_into_id = NEW.id)) THEN
            RAISE EXCEPTION 'claim % cannot be merged: merges make no chain', NEW.id
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    """,
)

# For a review: it is of a claim that stands for itself.
OF_A_CURRENT_CLAIM = pgtrigger.Trigger(
    name="merged_claim_takes_no_review",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    declare=[("merged", "bigint")],
    func="""
        SELECT c.merged_into_id INTO merged FROM claims_claim c WHERE c.id = NEW.claim_id FOR SHARE;
        IF merged IS NOT NULL THEN
            RAISE EXCEPTION 'claim % takes no review: it is merged', NEW.claim_id
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    """,
)


class MergeQuerySet(models.QuerySet):
    def holding(self):
        """The decisions by which claims are merged now; of one taken twice, the last comes first."""
        return self.filter(decision=Merge.Decision.MERGED, into=F("claim__merged_into"))


class Merge(models.Model):
    """One decision by one analyst that two claims are one, or are not. Append-only: of a pair, the last one holds."""

    class Decision(models.TextChoices):
        MERGED = "merged"
        APART = "apart", "Kept apart"

    claim = models.ForeignKey(
        "claims.Claim", on_delete=models.PROTECT, related_name="merges", help_text="the one that gives way"
    )
    into = models.ForeignKey(
        "claims.Claim", on_delete=models.PROTECT, related_name="merges_into", help_text="the one that stays"
    )
    decision = models.CharField(max_length=10, choices=Decision)
    rationale = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="merges")
    at = models.DateTimeField(auto_now_add=True)
    moved = models.JSONField(default=dict, help_text="keys of what went along, so that it comes back")

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="merge_is_of_two_claims", condition=~Q(claim=F("into"))),
            models.CheckConstraint(
                name="merge_decision_is_known", condition=Q(decision__in=["merged", "apart"])
            ),
            models.CheckConstraint(name="merge_has_a_rationale", condition=Q(rationale__regex=r"\S")),
        ]
        triggers = [
            pgtrigger.Protect(name="merge_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.get_decision_display()}: {self.claim} / {self.into}"
