from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims import evolution
from claims.models import Matter

from .evolution import EvolutionSerializer

MOST_CLAIMS = 1000


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


class MatterDetail(MatterSerializer):
    evolution = serializers.SerializerMethodField(help_text="its terms in order of date")

    class Meta(MatterSerializer.Meta):
        fields = [*MatterSerializer.Meta.fields, "evolution"]
        read_only_fields = fields

    @extend_schema_field(EvolutionSerializer)
    def get_evolution(self, matter):
        points, more = evolution.of(matter, MOST_CLAIMS)
        return EvolutionSerializer({"points": points, "more": more}).data
