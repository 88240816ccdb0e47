from django.db import transaction
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from articles import ingest
from articles.filters import ArticleFilters, OutletFilters
from articles.models import Article, Outlet, Revision
from articles.serializers import (
    ArticleDetail,
    ArticleRow,
    ArticleSerializer,
    OutletSerializer,
    RevisionSerializer,
    StoredArticle,
)
from config.rest.viewsets import ReadOnlyResource

MOST_AT_ONCE = 100
HEADERS = Prefetch(
    "revisions",
    Revision.objects.only("article", "number", "title", "digest", "fetched_at").order_by("number"),
    to_attr="headers",
)


def _one_or_several(name, serializer):
    return PolymorphicProxySerializer(
        name, [serializer, serializer(many=True)], resource_type_field_name=None, many=False
    )


STORED = _one_or_several("StoredArticles", StoredArticle)


class OutletViewSet(ReadOnlyResource):
    """Who publishes."""

    queryset = Outlet.objects.all()
    serializer_class = OutletSerializer
    filterset_class = OutletFilters
    orderings = {"name": "name", "created_at": "pk"}
    ordering = "name"


class ArticleViewSet(mixins.CreateModelMixin, ReadOnlyResource):
    """Published pieces; one alone comes with its newest text. Their claims are at `/claims/?article=`."""

    queryset = Article.objects.with_latest_revision().select_related("outlet")
    querysets = {"retrieve": queryset.prefetch_related(HEADERS)}
    serializer_class = ArticleSerializer
    serializer_classes = {"retrieve": ArticleDetail, "create": ArticleRow, "revision": RevisionSerializer}
    filterset_class = ArticleFilters
    permissions_needed = {"create": "articles.add_article"}
    orderings = {"published_on": "published_on", "added_at": "pk"}
    ordering = "-published_on"

    @extend_schema(
        summary=f"Send in an article, or a list of up to {MOST_AT_ONCE}: all are stored, or none",
        request=_one_or_several("Articles", ArticleRow),
        responses={200: STORED, 201: STORED},
    )
    def create(self, request):
        many = isinstance(request.data, list)
        options = {"many": True, "allow_empty": False, "max_length": MOST_AT_ONCE} if many else {}
        rows = ArticleRow(data=request.data, **options)
        rows.is_valid(raise_exception=True)
        stored = _store(rows.validated_data if many else [rows.validated_data])
        new = any(found["result"] != ingest.Stored.UNCHANGED for found in stored)
        return Response(
            stored if many else stored[0], status=status.HTTP_201_CREATED if new else status.HTTP_200_OK
        )

    @extend_schema(summary="The text of one revision, into which the spans of its mentions point")
    @action(detail=True, url_path="revisions/<int:number>")
    def revision(self, request, pk, number):
        found = get_object_or_404(Revision.objects.defer("original"), article=pk, number=number)
        return Response(self.get_serializer(found).data)


@transaction.atomic
def _store(rows):
    """What became of each row; one that is refused undoes those before it, and its index is named."""
    return [_stored(index, row) for index, row in enumerate(rows)]


def _stored(index, row):
    try:
        revision, result = ingest.ingest_row(row)
    except ingest.Refused as refused:
        raise serializers.ValidationError(
            {str(index): [f"{refused}. Nothing of this request was stored."]}
        ) from refused
    article = revision.article
    return {"result": result, "article": article.pk, "revision": revision.number, "url": article.url}
