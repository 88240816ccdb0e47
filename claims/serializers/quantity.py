from rest_framework import serializers

from claims.models import Quantity
from config.rest.serializers import Amount


class QuantitySerializer(serializers.ModelSerializer):
    low = Amount()
    high = Amount()

    class Meta:
        model = Quantity
        fields = ["low", "high", "unit", "per", "approximate", "trend", "text"]


class QuantityOfClaim(QuantitySerializer):
    """A quantity with where it was read: the claim, and the span of the revision that its mention is in."""

    claim = serializers.UUIDField(source="claim.uuid", read_only=True)
    article = serializers.IntegerField(source="mention.revision.article_id", read_only=True)
    revision = serializers.IntegerField(source="mention.revision.number", read_only=True)

    class Meta(QuantitySerializer.Meta):
        fields = ["id", "claim", *QuantitySerializer.Meta.fields, "article", "revision", "start", "end"]
