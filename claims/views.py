from contextlib import contextmanager

from django.db.models import Count, F, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.response import Response

from articles.models import Article
from claims import review
from claims.feeds.changes import ChangePagination
from claims.filters import ActorFilters, ClaimFilters, LinkFilters, MatterFilters, QuantityFilters
from claims.models import Actor, Change, Claim, Link, Matter, Mention, Merge, Quantity, Review
from claims.serializers import (
    ActorSerializer,
    ChangeSerializer,
    ClaimDetail,
    ClaimSerializer,
    LinkAcceptance,
    LinkDecision,
    LinkSerializer,
    LinkWithdrawal,
    MatterDetail,
    MatterSerializer,
    QuantityOfClaim,
    ReviewRequest,
    ReviewSerializer,
)
from config.rest.errors import Conflict
from config.rest.viewsets import ReadOnlyResource, Resource

TERMS = ["claim_id", "amount", "unit", "per", "approximate", "trend"]
EACH_TERM_ONCE = Prefetch("quantities", Quantity.objects.order_by(*TERMS, "pk").distinct(*TERMS))
FIRST_ARTICLE = Prefetch("first_article", Article.objects.with_latest_revision().select_related("outlet"))
MENTIONS = Prefetch(
    "mentions", Mention.objects.select_related("revision__article__outlet").defer("revision__original")
)
LINKS = (
    Link.objects.with_stories()
    .select_related("claim", "counterpart", "decided_by", "passage__revision__article__outlet")
    .defer("passage__embedding", "passage__search", "passage__revision__text", "passage__revision__original")
    .defer("claim__search", "counterpart__search")
)
LINKS_BACK = LINKS.of_current_claims().exclude(claim=F("counterpart")).select_related("claim__speaker")
REVIEWS = Review.objects.select_related("by").prefetch_related("links")
TAKEN_IN = Claim.objects.order_by("pk").only("uuid", "merged_into")
MERGES = Merge.objects.holding().select_related("into", "by").defer("into__search")
CLAIMS = (
    Claim.objects.with_counts()
    .with_bearing()
    .select_related("speaker", "addressee", "matter")
    .prefetch_related(FIRST_ARTICLE, EACH_TERM_ONCE)
    .defer("search")
)
CLAIMS_OF_MATTER = (
    Claim.objects.current()
    .filter(matter=OuterRef("pk"))
    .order_by()
    .values("matter")
    .annotate(count=Count("pk"))
)


class ClaimViewSet(ReadOnlyResource):
    """Claims that stand for themselves; one that was merged is found by its uuid, and says where it went."""

    queryset = CLAIMS.current()
    querysets = {
        "retrieve": CLAIMS.select_related("merged_into").prefetch_related(
            Prefetch("merged", TAKEN_IN),
            Prefetch("merges", MERGES, to_attr="merges_holding"),
            MENTIONS,
            Prefetch("links", LINKS),
            Prefetch("links_back", LINKS_BACK),
            Prefetch("reviews", REVIEWS),
        )
    }
    serializer_class = ClaimSerializer
    serializer_classes = {"retrieve": ClaimDetail}
    filterset_class = ClaimFilters
    lookup_field = "uuid"
    lookup_value_converter = "uuid"
    orderings = {
        "created_at": "pk",
        "updated_at": "updated_at",
        "first_said_on": "first_said_on",
        "worthiness": "worthiness",
    }
    ordering = "-created_at"


class ReviewViewSet(mixins.ListModelMixin, mixins.CreateModelMixin, Resource):
    """The decisions about one claim."""

    queryset = REVIEWS
    serializer_class = ReviewSerializer
    permissions_needed = {"create": "claims.add_review"}
    orderings = {"at": "pk"}
    ordering = "-at"

    def get_queryset(self):
        if getattr(self, "swagger_fake_view", False):
            return super().get_queryset()
        return super().get_queryset().filter(claim=self._claim())

    @extend_schema(
        summary="Decide a status or an outcome", request=ReviewRequest, responses={201: ReviewSerializer}
    )
    def create(self, request, uuid):
        claim = self._claim()
        asked = ReviewRequest(data=request.data, context={"claim": claim})
        asked.is_valid(raise_exception=True)
        made = _decide(claim, by=request.user, **asked.validated_data)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    def _claim(self):
        return get_object_or_404(Claim, uuid=self.kwargs["uuid"])


def _decide(claim, *, by, rationale, evidence=(), links=(), status=None, outcome=None):
    said = {"by": by, "because": rationale, "evidence": evidence, "links": links}
    with _refusals_as_conflicts():
        return review.decide(claim, status, **said) if status else review.conclude(claim, outcome, **said)


@contextmanager
def _refusals_as_conflicts():
    try:
        yield
    except review.NotAllowed as refusal:
        raise Conflict(str(refusal)) from refusal


class LinkViewSet(ReadOnlyResource):
    """Claims tied to passages of other sources: how they bear on them, and why we think so."""

    queryset = LINKS
    serializer_class = LinkSerializer
    filterset_class = LinkFilters
    permissions_needed = dict.fromkeys(["accept", "reject", "withdraw"], "claims.add_review")
    orderings = {"score": "score", "created_at": "pk"}
    ordering = "-score"

    @extend_schema(
        summary="Agree that the passage bears on the claim, as the link says or as another relation",
        request=LinkAcceptance,
    )
    @action(detail=True, methods=["post"])
    def accept(self, request, pk):
        return self._decided(review.accept, LinkAcceptance(data=request.data))

    @extend_schema(summary="Disagree; the link stays on record and out of the way", request=LinkDecision)
    @action(detail=True, methods=["post"])
    def reject(self, request, pk):
        return self._decided(review.reject, LinkDecision(data=request.data))

    @extend_schema(summary="Take a decision back: the link is a suggestion again", request=LinkWithdrawal)
    @action(detail=True, methods=["post"])
    def withdraw(self, request, pk):
        return self._decided(review.withdraw, LinkWithdrawal(data=request.data))

    def _decided(self, decide, asked):
        asked.is_valid(raise_exception=True)
        said = {**asked.validated_data}
        replacing = said.pop("replaces", None)
        with _refusals_as_conflicts():
            decide(self.get_object(), by=self.request.user, replacing=replacing, **said)
        return Response(self.get_serializer(self.get_object()).data)


class ActorViewSet(ReadOnlyResource):
    """Who makes claims or is addressed, with the other names they go by."""

    queryset = Actor.objects.prefetch_related("aliases")
    serializer_class = ActorSerializer
    filterset_class = ActorFilters
    orderings = {"name": "name", "created_at": "pk"}
    ordering = "name"


class MatterViewSet(ReadOnlyResource):
    """What several claims are about; one alone comes with its terms in order of date.

    The claims themselves are at `/claims/?matter=`.
    """

    queryset = Matter.objects.annotate(claim_count=Coalesce(Subquery(CLAIMS_OF_MATTER.values("count")), 0))
    serializer_class = MatterSerializer
    serializer_classes = {"retrieve": MatterDetail}
    filterset_class = MatterFilters
    orderings = {"name": "name", "created_at": "pk"}
    ordering = "name"


class QuantityViewSet(mixins.ListModelMixin, Resource):
    """The amounts that claims name, each where it was read."""

    queryset = Quantity.objects.select_related("claim", "mention__revision").defer(
        "claim__search", "mention__revision__text", "mention__revision__original"
    )
    serializer_class = QuantityOfClaim
    filterset_class = QuantityFilters
    ordering = "-created_at"


class ChangeViewSet(mixins.ListModelMixin, Resource):
    """What changed, in the order of commits: follow `next` for ever, and nothing is missed or seen twice."""

    queryset = Change.objects.select_related("claim", "into").prefetch_related(
        Prefetch("claim__merged", TAKEN_IN)
    )
    serializer_class = ChangeSerializer
    pagination_class = ChangePagination

    def get_queryset(self):
        return super().get_queryset().settled()
