from rest_framework import serializers

from claims.models import Outcome, Review, Status
from config.rest.serializers import Strict, Text

ID = {"min_value": 1, "max_value": 2**63 - 1}


class ReviewSerializer(serializers.ModelSerializer):
    by = serializers.CharField(source="by.username", read_only=True)
    status = serializers.ChoiceField(Status.choices, allow_blank=True, read_only=True)
    outcome = serializers.ChoiceField(Outcome.choices, allow_blank=True, read_only=True)

    class Meta:
        model = Review
        fields = ["id", "by", "status", "outcome", "rationale", "evidence", "links", "at"]
        read_only_fields = fields


class ReviewRequest(Strict):
    """A decision: a status or an outcome, and why."""

    status = serializers.ChoiceField(choices=Status.choices, required=False)
    outcome = serializers.ChoiceField(choices=Outcome.choices, required=False)
    rationale = Text(max_length=20_000)
    evidence = serializers.ListField(
        child=serializers.URLField(max_length=2000), max_length=50, required=False, help_text="addresses"
    )
    links = serializers.ListField(
        child=serializers.IntegerField(**ID),
        max_length=200,
        required=False,
        help_text="ids of links of this claim",
    )

    def validate_links(self, ids):
        found = self.context["claim"].links.in_bulk(ids)
        if strange := set(ids) - found.keys():
            raise serializers.ValidationError(
                f"No links of this claim: {', '.join(map(str, sorted(strange)))}."
            )
        return list(found.values())

    def validate(self, review):
        if ("status" in review) == ("outcome" in review):
            raise serializers.ValidationError("Give either a status or an outcome.")
        return review
