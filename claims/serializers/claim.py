from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.serializers import ArticleBrief
from claims.models import Claim, Outcome
from config.rest.serializers import Days

from .actor import ActorBrief
from .bearing import Bearing
from .link import LinkBack, LinkSerializer
from .matter import MatterBrief
from .mention import MentionSerializer
from .merge import MergeSerializer
from .quantity import QuantitySerializer
from .review import ReviewSerializer


class ClaimSerializer(serializers.ModelSerializer):
    speaker = ActorBrief(read_only=True, allow_null=True)
    addressee = ActorBrief(read_only=True, allow_null=True)
    matter = MatterBrief(read_only=True, allow_null=True)
    outcome = serializers.ChoiceField(Outcome.choices, allow_blank=True, read_only=True)
    deadline = Days(read_only=True, allow_null=True)
    quantities = QuantitySerializer(many=True, read_only=True, help_text="each of its terms once")
    first_article = ArticleBrief(read_only=True, allow_null=True)
    mention_count = serializers.IntegerField(read_only=True, help_text="articles that still say so")
    independent_count = serializers.IntegerField(
        read_only=True, help_text="those articles, copies of one wire story counted once"
    )
    outlet_count = serializers.IntegerField(read_only=True)
    link_count = serializers.IntegerField(read_only=True, help_text="links that no reviewer rejected")
    bearing = Bearing(read_only=True, help_text="those links by how they bear on the claim")

    class Meta:
        model = Claim
        fields = [
            "uuid", "text", "speaker", "addressee", "kind", "negated", "condition", "deadline", "status",
            "outcome", "matter", "quantities", "first_said_on", "first_article", "mention_count",
            "independent_count", "outlet_count", "link_count", "bearing", "worthiness", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class ClaimDetail(ClaimSerializer):
    merged_into = serializers.UUIDField(
        source="merged_into.uuid",
        read_only=True,
        allow_null=True,
        help_text="the claim that took this one's place",
    )
    merge = serializers.SerializerMethodField(
        help_text="who decided so and why; null where it stands for itself"
    )
    merged = serializers.SlugRelatedField(
        "uuid", many=True, read_only=True, help_text="claims whose place this one took"
    )
    mentions = MentionSerializer(many=True, read_only=True)
    links = LinkSerializer(many=True, read_only=True)
    links_back = LinkBack(
        many=True, read_only=True, help_text="of other claims, to passages that make this one"
    )
    reviews = ReviewSerializer(many=True, read_only=True)

    class Meta(ClaimSerializer.Meta):
        fields = [
            *ClaimSerializer.Meta.fields,
            "merged_into", "merge", "merged", "mentions", "links", "links_back", "reviews",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(MergeSerializer(allow_null=True))
    def get_merge(self, claim):
        return next((MergeSerializer(merge).data for merge in claim.merges_holding), None)
