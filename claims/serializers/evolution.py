from uuid import UUID

from rest_framework import serializers

from claims.models import Kind
from config.rest.serializers import Amount

from .actor import ActorBrief


class TermsSerializer(serializers.Serializer):
    low = Amount()
    high = Amount()
    unit = serializers.CharField()
    per = serializers.CharField()
    approximate = serializers.BooleanField()


class PointSerializer(serializers.Serializer):
    """An amount on the day on which it was first said, and who said it."""

    claim = serializers.UUIDField(source="claim.uuid")
    day = serializers.DateField()
    speaker = ActorBrief(source="claim.speaker", allow_null=True)
    kind = serializers.ChoiceField(Kind.choices, source="claim.kind")
    denied = serializers.BooleanField(help_text="what its speaker says is not so, or did not say")
    amount = TermsSerializer()
    copies = serializers.SerializerMethodField(help_text="claims that say it in copies of the same story")

    def get_copies(self, point) -> list[UUID]:
        return [claim.uuid for claim in point.copies]


class EvolutionSerializer(serializers.Serializer):
    points = PointSerializer(many=True, help_text="the oldest first, one source a point")
    more = serializers.BooleanField(help_text="there are older claims, which make no point here")
