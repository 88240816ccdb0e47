import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import NullIf
from django.utils import timezone

from .fingerprint import STORY_OF_A_LINK, STORY_OF_ITS_CLAIM


class Relation(models.TextChoices):
    REPEATS = "repeats"
    UPDATES = "updates"
    CONFIRMS = "confirms"
    CONTRADICTS = "contradicts"


class LinkQuerySet(models.QuerySet):
    def standing(self):
        """Links that no reviewer has rejected."""
        return self.exclude(decision=Link.Decision.REJECTED)

    def suggested(self):
        """Links that no reviewer has decided or cited."""
        return self.filter(decision=Link.Decision.SUGGESTED, reviews=None)

    def to_other_sources(self):
        """Links to passages that are no mention of the claim itself; those that are need no verdict."""
        return self.exclude(counterpart=F("claim"))

    def to_judge(self):
        """Links that wait for a reviewer."""
        return self.of_current_claims().to_other_sources().filter(decision=Link.Decision.SUGGESTED)

    def decided(self):
        """Links that a reviewer accepted or rejected."""
        return self.exclude(decision=Link.Decision.SUGGESTED)

    def of_current_claims(self):
        """Links of claims that stand for themselves: of a merged one, the others went along with the merge."""
        return self.filter(claim__merged_into=None)

    def by_relation(self):
        """Rows of a claim and a relation: how many `links` there are, and from how many `independent` stories: all
        but that in which the claim was first said."""
        elsewhere = NullIf(STORY_OF_A_LINK, STORY_OF_ITS_CLAIM)
        groups = self.order_by().values("claim", "relation")
        return groups.annotate(links=Count("pk"), independent=Count(elsewhere, distinct=True))

    def with_stories(self):
        """Adds `story`, None where the article was never compared with others, and `shares_story`: whether another
        standing link of the same claim and relation comes from the same story."""
        beside = Link.objects.standing().filter(claim=OuterRef("claim"), relation=OuterRef("relation"))
        others = beside.exclude(pk=OuterRef("pk")).alias(source=STORY_OF_A_LINK)
        return self.alias(source=STORY_OF_A_LINK).annotate(
            story=F("passage__article__fingerprint__story"),
            shares_story=Exists(others.filter(source=OuterRef("source"))),
        )


@pghistory.track(
    model_name="LinkEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
    fields=["relation", "decision", "decided_by"],
)
class Link(models.Model):
    """A claim's tie to a passage of another source: how it bears on the claim, and why we think so."""

    class Decision(models.TextChoices):
        SUGGESTED = "suggested"
        ACCEPTED = "accepted"
        REJECTED = "rejected"

    claim = models.ForeignKey("claims.Claim", on_delete=models.CASCADE, related_name="links")
    passage = models.ForeignKey("claims.Passage", on_delete=models.CASCADE, related_name="links")
    counterpart = models.ForeignKey(
        "claims.Claim",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="links_back",
        help_text="the claim that the passage makes, where it makes one",
    )
    relation = models.CharField(max_length=20, choices=Relation)
    corrected_from = models.CharField(
        max_length=20,
        choices=Relation,
        blank=True,
        default="",
        help_text="what the program said, where a reviewer accepted the link as another relation",
    )
    score = models.FloatField(help_text="how sure the judge is, 0 to 1")
    reasons = models.JSONField(default=list, help_text="in words, for the reviewer")
    features = models.JSONField(default=dict, help_text="the numbers behind the score")
    decision = models.CharField(max_length=20, choices=Decision, default=Decision.SUGGESTED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        indexes = [
            models.Index(fields=["decision", "relation", "-id"], name="link_by_decision"),
            models.Index(fields=["score", "id"], name="link_by_score"),
        ]
        constraints = [
            models.UniqueConstraint(name="claim_links_to_a_passage_once", fields=["claim", "passage"]),
            models.CheckConstraint(name="link_relation_is_known", condition=Q(relation__in=Relation.values)),
            models.CheckConstraint(name="link_score_lies_between_0_and_1", condition=Q(score__range=(0, 1))),
            models.CheckConstraint(
                name="link_decision_has_an_author_and_a_time",
                condition=Q(decision="suggested", decided_by=None, decided_at=None)
                | (~Q(decision="suggested") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="corrected_link_is_accepted_as_another_relation",
                condition=Q(corrected_from="")
                | (
                    Q(decision="accepted", corrected_from__in=Relation.values)
                    & ~Q(corrected_from=F("relation"))
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_relation_display()}: {self.passage}"

    @property
    def suggested_relation(self):
        """What the program said, whatever a reviewer made of it."""
        return self.corrected_from or self.relation

    @property
    def verdict(self):
        """What was decided, by whom and when, in words; of a decided link alone."""
        decision = f"accepted as “{self.relation}”" if self.corrected_from else self.decision
        return f"{decision} by {self.decided_by} on {timezone.localtime(self.decided_at):%-d %b %Y, %H:%M}"

    def decide(self, decision, by, at, relation=""):
        """Keeps a decision: the link is of the given relation from now on, and without one as the program said."""
        suggested = self.suggested_relation
        self.relation = relation or suggested
        self.corrected_from = "" if self.relation == suggested else suggested
        self.decision, self.decided_by, self.decided_at = decision, by, at
        self.save(update_fields=["relation", "corrected_from", "decision", "decided_by", "decided_at"])
