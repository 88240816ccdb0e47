from rest_framework import serializers

from claims.models import Claim, Link, Passage, Relation
from config.rest.serializers import Strict

from .actor import ActorBrief
from .mention import Source


class PassageSerializer(serializers.ModelSerializer):
    article = Source(source="revision", read_only=True)
    revision = serializers.IntegerField(source="revision.number", read_only=True)

    class Meta:
        model = Passage
        fields = ["text", "start", "end", "article", "revision"]


class LinkSerializer(serializers.ModelSerializer):
    claim = serializers.UUIDField(source="claim.uuid", read_only=True)
    counterpart = serializers.UUIDField(
        source="counterpart.uuid",
        read_only=True,
        allow_null=True,
        help_text="the claim that the passage makes",
    )
    corrected_from = serializers.ChoiceField(
        Relation.choices,
        allow_blank=True,
        read_only=True,
        help_text="what the program said, where a reviewer accepted the link as another relation",
    )
    reasons = serializers.ListField(child=serializers.CharField(), read_only=True)
    passage = PassageSerializer(read_only=True)
    story = serializers.IntegerField(
        read_only=True,
        allow_null=True,
        help_text="links of one story are one source; null: not compared with others, a story of its own",
    )
    shares_story = serializers.BooleanField(
        read_only=True,
        help_text="another link of this claim and relation, not rejected, comes from the same story",
    )
    decided_by = serializers.CharField(source="decided_by.username", read_only=True, allow_null=True)

    class Meta:
        model = Link
        fields = [
            "id", "claim", "relation", "corrected_from", "score", "reasons", "decision", "decided_by",
            "decided_at", "counterpart", "passage", "story", "shares_story", "created_at",
        ]  # fmt: skip
        read_only_fields = fields


class ClaimBrief(serializers.ModelSerializer):
    """A claim as the links of another show it."""

    speaker = ActorBrief(read_only=True, allow_null=True)

    class Meta:
        model = Claim
        fields = ["uuid", "text", "speaker", "first_said_on"]
        read_only_fields = fields


class LinkBack(LinkSerializer):
    """A link of another claim, to a passage that makes this one."""

    claim = ClaimBrief(read_only=True)


class LinkDecision(Strict):
    """A decision about a link, which replaces no other by accident."""

    replaces = serializers.ChoiceField(
        Link.Decision.choices,
        default=Link.Decision.SUGGESTED,
        help_text="the decision that this one replaces; 409 where another stands by now",
    )


class LinkAcceptance(LinkDecision):
    """Agreement that the passage bears on the claim: as the link says, or in another way."""

    relation = serializers.ChoiceField(
        Relation.choices, required=False, help_text="how it does, where that is not what the link says"
    )


class LinkWithdrawal(Strict):
    replaces = serializers.ChoiceField(
        [choice for choice in Link.Decision.choices if choice[0] != Link.Decision.SUGGESTED],
        required=False,
        help_text="the decision to take back, where it matters which; 409 where another stands by now",
    )
