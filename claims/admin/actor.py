from django.contrib import admin
from django.db.models import OuterRef
from django.urls import reverse
from django.utils.html import format_html
from unfold.admin import TabularInline
from unfold.contrib.filters.admin import MultipleChoicesDropdownFilter
from unfold.decorators import display

from articles import counts
from articles.bigtable import BigTableAdmin
from claims.admin.history import Recorded
from claims.models import Actor, Alias, Claim


class AliasInline(TabularInline):
    model = Alias
    extra = 0
    fields = ["name"]
    hide_title = True


@admin.register(Actor)
class ActorAdmin(Recorded, BigTableAdmin):
    list_display = ["name", "kind", "role", "also_called", "claims_made"]
    list_filter = [("kind", MultipleChoicesDropdownFilter)]
    search_fields = ["name", "aliases__name"]
    search_help_text = "A name or an alias"
    inlines = [AliasInline]
    fields = ["name", "kind", "role", "article", "claims_list"]

    def get_queryset(self, request):
        made = Claim.objects.current().filter(speaker=OuterRef("pk"))
        actors = super().get_queryset(request).prefetch_related("aliases")
        return actors.annotate(claim_count=counts.counted(made))

    def get_readonly_fields(self, request, obj=None):
        """An unnamed source stays one of its article; a named actor has no article."""
        return ["article", "claims_list"] + (["kind"] if obj and obj.article_id else [])

    def get_fields(self, request, obj=None):
        hidden = {"article"} if obj is None or obj.article_id is None else set()
        return [name for name in self.fields if name not in hidden | (set() if obj else {"claims_list"})]

    def formfield_for_choice_field(self, db_field, request, **options):
        if db_field.name == "kind":
            options["choices"] = [choice for choice in Actor.Kind.choices if choice[0] != Actor.Kind.UNNAMED]
        return super().formfield_for_choice_field(db_field, request, **options)

    def has_delete_permission(self, request, obj=None):
        return False

    @display(description="also called")
    def also_called(self, actor):
        return ", ".join(alias.name for alias in actor.aliases.all()) or "—"

    @display(description="claims")
    def claims_made(self, actor):
        return counts.said(actor.claim_count)

    @display(description="claims")
    def claims_list(self, actor):
        page = f"{reverse('admin:claims_claim_changelist')}?speaker__id__exact={actor.pk}"
        return format_html(
            '<a href="{}" class="desk-link">{} by this actor</a>', page, self.claims_made(actor)
        )
