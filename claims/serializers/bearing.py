from rest_framework import serializers

from claims.models import Relation

NONE = {"links": 0, "independent": 0}


class Sources(serializers.Serializer):
    """How much bears on a claim in one way."""

    links = serializers.IntegerField()
    independent = serializers.IntegerField(
        help_text="copies of one wire story counted once, those of the claim's own story not at all"
    )


class Bearing(serializers.Serializer):
    """The sources of a claim by relation, from the rows that `with_bearing` adds."""

    repeats = Sources()
    updates = Sources()
    confirms = Sources()
    contradicts = Sources()

    def to_representation(self, rows):
        told = {row["relation"]: row for row in rows}
        return super().to_representation({relation: told.get(relation, NONE) for relation in Relation.values})
