from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.models import Revision
from articles.serializers import OutletName
from claims.models import Mention


class Source(serializers.ModelSerializer):
    """The article of a revision, with the title that this revision gave it."""

    id = serializers.IntegerField(source="article.pk", read_only=True)
    url = serializers.URLField(source="article.url", read_only=True, allow_null=True)
    outlet = OutletName(source="article.outlet", read_only=True, allow_null=True)
    published_on = serializers.DateField(source="article.published_on", read_only=True, allow_null=True)

    class Meta:
        model = Revision
        fields = ["id", "url", "title", "outlet", "published_on"]


@extend_schema_field(
    {
        "type": "object",
        "required": ["spans", "quote"],
        "properties": {
            "spans": {
                "type": "array",
                "description": "[start, end) in code points of the revision's text",
                "items": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
            },
            "quote": {"type": "string", "description": "the words there; parts are joined by “ … ”"},
        },
    }
)
class Quoted(serializers.Field):
    """Spans of one role of a mention and their exact words."""

    def __init__(self, **options):
        super().__init__(source="*", read_only=True, **options)

    def to_representation(self, mention):
        return {"spans": getattr(mention, self.field_name), "quote": mention.quote(self.field_name)}


class MentionSerializer(serializers.ModelSerializer):
    article = Source(source="revision", read_only=True)
    revision = serializers.IntegerField(source="revision.number", read_only=True)
    source = Quoted()
    cue = Quoted()
    content = Quoted()

    class Meta:
        model = Mention
        fields = [
            "id", "article", "revision", "source", "cue", "content", "direct", "said_on", "confidence",
            "orphaned_at",
        ]  # fmt: skip
