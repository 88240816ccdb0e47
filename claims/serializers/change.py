from rest_framework import serializers

from claims.models import Change


class ChangeSerializer(serializers.ModelSerializer):
    claim = serializers.UUIDField(source="claim.uuid", read_only=True)
    merged_into = serializers.UUIDField(
        source="into.uuid", read_only=True, allow_null=True, help_text="of a merge: the claim that stays"
    )
    merged = serializers.SlugRelatedField(
        "uuid",
        source="claim.merged",
        many=True,
        read_only=True,
        help_text="claims whose place this one has taken by now",
    )

    class Meta:
        model = Change
        fields = ["kind", "claim", "merged_into", "merged", "at"]
