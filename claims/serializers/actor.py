from rest_framework import serializers

from claims.models import Actor


class ActorBrief(serializers.ModelSerializer):
    """An actor as claims point to it."""

    class Meta:
        model = Actor
        fields = ["id", "name", "kind", "role"]
        read_only_fields = fields


class ActorSerializer(ActorBrief):
    aliases = serializers.SlugRelatedField("name", many=True, read_only=True)

    class Meta(ActorBrief.Meta):
        fields = [*ActorBrief.Meta.fields, "aliases", "article"]
        read_only_fields = fields
