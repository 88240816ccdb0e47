from rest_framework import serializers

from claims.models import Merge


class MergeSerializer(serializers.ModelSerializer):
    """Who decided that a claim is the same as another, and why."""

    into = serializers.UUIDField(source="into.uuid", read_only=True)
    by = serializers.CharField(source="by.username", read_only=True)

    class Meta:
        model = Merge
        fields = ["into", "by", "rationale", "at"]
        read_only_fields = fields
