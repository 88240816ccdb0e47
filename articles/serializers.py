from rest_framework import serializers

from articles.ingest import Stored
from articles.models import Article, Outlet, Revision
from config.rest.serializers import Strict, Text


class OutletSerializer(serializers.ModelSerializer):
    class Meta:
        model = Outlet
        fields = ["id", "name", "website"]


class OutletName(serializers.ModelSerializer):
    class Meta:
        model = Outlet
        fields = ["id", "name"]
        read_only_fields = fields


class ArticleBrief(serializers.ModelSerializer):
    """An article as other rows point to it."""

    title = serializers.CharField(read_only=True)
    outlet = OutletName(read_only=True, allow_null=True)

    class Meta:
        model = Article
        fields = ["id", "url", "title", "outlet", "published_on"]


class ArticleSerializer(ArticleBrief):
    revision_count = serializers.IntegerField(read_only=True)

    class Meta(ArticleBrief.Meta):
        fields = [*ArticleBrief.Meta.fields, "published_at", "language", "added_at", "revision_count"]


class RevisionBrief(serializers.ModelSerializer):
    class Meta:
        model = Revision
        fields = ["number", "title", "digest", "fetched_at"]


class RevisionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Revision
        fields = ["number", "title", "byline", "place", "agency", "text", "digest", "fetched_at"]


class ArticleDetail(ArticleSerializer):
    latest = RevisionSerializer(read_only=True, allow_null=True, help_text="the newest revision")
    revisions = RevisionBrief(source="headers", many=True, read_only=True)

    class Meta(ArticleSerializer.Meta):
        fields = [*ArticleSerializer.Meta.fields, "latest", "revisions"]


class ArticleRow(Strict):
    """An article as it is sent in: a text or an HTML page, and what is known of it."""

    url = Text(required=False, allow_blank=True, allow_null=True, max_length=2000)
    title = Text(required=False, allow_blank=True, allow_null=True)
    text = Text(required=False, allow_blank=True, allow_null=True, trim_whitespace=False)
    html = Text(required=False, allow_blank=True, allow_null=True, trim_whitespace=False)
    outlet = Text(required=False, allow_blank=True, allow_null=True, max_length=200)
    published = Text(
        required=False, allow_blank=True, allow_null=True, help_text="a day or an hour in ISO 8601"
    )
    language = Text(required=False, allow_blank=True, allow_null=True, max_length=10)


class StoredArticle(serializers.Serializer):
    result = serializers.ChoiceField(choices=[stored.value for stored in Stored])
    article = serializers.IntegerField()
    revision = serializers.IntegerField(help_text="the number of the article's newest revision")
    url = serializers.CharField(allow_null=True)
