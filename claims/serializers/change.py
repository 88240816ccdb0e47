from rest_framework import serializers

from claims.models import Change


class ChangeSerializer(serializers.ModelSerializer):
    claim = serializers.UUIDField(source="claim.uuid", read_only=True)
    merged_into = serializers.UUIDField(
        source="into.uuid", read_only=True, allow_null=True, help_text="of a merge: the claim that stays"
    )

    class Meta:
        model = Change
        fields = ["kind", "claim", "merged_into", "at"]
