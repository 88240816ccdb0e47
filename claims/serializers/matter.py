from rest_framework import serializers

from claims.models import Matter


class MatterBrief(serializers.ModelSerializer):
    class Meta:
        model = Matter
        fields = ["id", "name"]
        read_only_fields = fields


class MatterSerializer(serializers.ModelSerializer):
    claim_count = serializers.IntegerField(read_only=True)

    class Meta:
        model = Matter
        fields = ["id", "name", "description", "suggested", "claim_count"]
        read_only_fields = fields
