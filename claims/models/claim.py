import uuid

import pghistory
import pgtrigger
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import JSONObject
from django.urls import reverse

from .merge import MERGED_AS_DECIDED


class Kind(models.TextChoices):
    ASSERTION = "assertion"
    DEMAND = "demand"
    PROMISE = "promise"
    PLAN = "plan"
    PREDICTION = "prediction"
    ACCUSATION = "accusation"
    DENIAL = "denial"
    THREAT = "threat"
    POSITION = "position"


class Status(models.TextChoices):
    NEW = "new"
    IN_REVIEW = "in_review", "In review"
    VERIFIED = "verified"
    DISPUTED = "disputed"
    REFUTED = "refuted"
    UNVERIFIABLE = "unverifiable"


class Outcome(models.TextChoices):
    OPEN = "open"
    MET = "met"
    PARTLY_MET = "partly_met", "Partly met"
    NOT_MET = "not_met", "Not met"
    SUPERSEDED = "superseded"


FORWARD_LOOKING = [Kind.DEMAND, Kind.PROMISE, Kind.PLAN, Kind.PREDICTION, Kind.THREAT]
DECIDED = [Status.VERIFIED, Status.DISPUTED, Status.REFUTED, Status.UNVERIFIABLE]
TRANSITIONS = [
    (Status.NEW, Status.IN_REVIEW),
    *[(Status.IN_REVIEW, decided) for decided in DECIDED],
    *[(decided, Status.IN_REVIEW) for decided in DECIDED],
]


class ClaimQuerySet(models.QuerySet):
    def current(self):
        """Claims that stand for themselves: not merged into another."""
        return self.filter(merged_into=None)

    def locked(self):
        """For the rest of the transaction, against writers; rows that refer to a claim may still be made."""
        return self.select_for_update(no_key=True)

    def matching(self, words):
        """Claims whose text holds these words, in the syntax of a web search."""
        from django.contrib.postgres.search import SearchQuery

        return self.filter(search=SearchQuery(words, config="english", search_type="websearch"))

    def with_counts(self):
        """Adds `mention_count`, `independent_count`, `outlet_count` and `link_count`, each by one subquery."""
        from claims.models import Link, Mention
        from claims.models.fingerprint import STORY_OF_A_MENTION

        mentions = (
            Mention.objects.filter(claim=models.OuterRef("pk"), orphaned_at=None).order_by().values("claim")
        )
        links = (
            Link.objects.filter(claim=models.OuterRef("pk"))
            .exclude(decision="rejected")
            .order_by()
            .values("claim")
        )
        count = lambda rows, of: models.functions.Coalesce(  # noqa: E731
            models.Subquery(rows.annotate(n=models.Count(of, distinct=True)).values("n")), 0
        )
        return self.annotate(
            mention_count=count(mentions, "revision__article"),
            independent_count=count(mentions, STORY_OF_A_MENTION),
            outlet_count=count(mentions, "revision__article__outlet"),
            link_count=count(links, "pk"),
        )

    def with_bearing(self):
        """Adds `bearing`: for each relation that has standing links, how many, and from how many stories."""
        from claims.models import Link

        told = Link.objects.standing().filter(claim=models.OuterRef("pk")).by_relation()
        row = JSONObject(relation="relation", links="links", independent="independent")
        return self.annotate(bearing=ArraySubquery(told.values_list(row)))


@pghistory.track(
    model_name="ClaimEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
    fields=[
        "text",
        "speaker",
        "addressee",
        "kind",
        "negated",
        "condition",
        "deadline",
        "status",
        "outcome",
        "matter",
        "merged_into",
    ],
)
class Claim(models.Model):
    """What is tracked: one proposition by one actor, on its terms."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(help_text="the proposition, in the words of its first mention")
    speaker = models.ForeignKey(
        "claims.Actor", on_delete=models.PROTECT, null=True, blank=True, related_name="claims_made"
    )
    addressee = models.ForeignKey(
        "claims.Actor", on_delete=models.PROTECT, null=True, blank=True, related_name="claims_received"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    negated = models.BooleanField(default=False)
    condition = models.TextField(blank=True, help_text="“if Trump is elected”")
    deadline = DateRangeField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.NEW, editable=False)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True, default="", editable=False)
    matter = models.ForeignKey(
        "claims.Matter", on_delete=models.SET_NULL, null=True, blank=True, related_name="claims"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )
    first_said_on = models.DateField(
        "first said", null=True, blank=True, help_text="the day of the earliest mention whose day is known"
    )
    first_article = models.ForeignKey(
        "articles.Article", on_delete=models.SET_NULL, null=True, blank=True, related_name="first_claims",
        editable=False, help_text="where it was first said, as far as we know",
    )  # fmt: skip
    worthiness = models.FloatField(default=0, help_text="how much it deserves checking, 0 to 1")
    created_at = models.DateTimeField("found", auto_now_add=True)
    updated_at = models.DateTimeField("changed", auto_now=True)
    search = models.GeneratedField(
        expression=SearchVector("text", config="english"), output_field=SearchVectorField(), db_persist=True
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            GinIndex(fields=["search"], name="claim_search"),
            models.Index(fields=["status", "-id"], name="claim_by_status"),
            models.Index(fields=["speaker", "-id"], name="claim_by_speaker"),
            models.Index(fields=["updated_at", "id"], name="claim_by_change"),
            models.Index(fields=["worthiness", "id"], name="claim_by_worthiness"),
            models.Index(F("first_said_on").desc(nulls_last=True), F("id").desc(), name="claim_newest_first"),
        ]
        constraints = [
            models.CheckConstraint(name="claim_has_text", condition=~Q(text="")),
            models.CheckConstraint(name="claim_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="claim_status_is_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="only_a_forward_looking_claim_has_an_outcome",
                condition=Q(outcome="") | Q(kind__in=FORWARD_LOOKING, outcome__in=Outcome.values),
            ),
            models.CheckConstraint(
                name="worthiness_lies_between_0_and_1", condition=Q(worthiness__range=(0, 1))
            ),
            models.CheckConstraint(
                name="claim_is_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="status_machine", field="status", transitions=TRANSITIONS),
            pgtrigger.Protect(
                name="claim_starts_new",
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__status=Status.NEW),
            ),
            pgtrigger.Trigger(
                name="decision_has_a_review",
                operation=pgtrigger.UpdateOf("status", "outcome"),
                when=pgtrigger.Before,
                func="""
                    IF NEW.status IS DISTINCT FROM OLD.status AND NEW.status NOT IN ('new', 'in_review')
                       AND (SELECT r.status FROM claims_review r WHERE r.claim_id = NEW.id AND r.status <> ''
                            ORDER BY r.id DESC LIMIT 1) IS DISTINCT FROM NEW.status THEN
                        RAISE EXCEPTION 'claim % cannot become %: its last review does not say so', NEW.id, NEW.status;
                    END IF;
                    IF NEW.outcome IS DISTINCT FROM OLD.outcome AND NEW.outcome <> ''
                       AND (SELECT r.outcome FROM claims_review r WHERE r.claim_id = NEW.id AND r.outcome <> ''
                            ORDER BY r.id DESC LIMIT 1) IS DISTINCT FROM NEW.outcome THEN
                        RAISE EXCEPTION 'claim % cannot be %: its last review does not say so', NEW.id, NEW.outcome;
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(  # so that a search by day need not join
                name="index_knows_the_day",
                operation=pgtrigger.UpdateOf("first_said_on"),
                when=pgtrigger.After,
                func="""
                    UPDATE claims_claimindex SET said_on = NEW.first_said_on WHERE claim_id = NEW.id
                        AND said_on IS DISTINCT FROM NEW.first_said_on;
                    RETURN NULL;
                """,
            ),
            MERGED_AS_DECIDED,
        ]

    def __str__(self):
        return self.text if len(self.text) <= 120 else f"{self.text[:119].rstrip()}…"

    def get_absolute_url(self):
        return reverse("admin:claims_claim_change", args=[self.pk])

    @property
    def is_forward_looking(self):
        return self.kind in FORWARD_LOOKING

    @property
    def is_decided(self):
        return self.status in DECIDED
