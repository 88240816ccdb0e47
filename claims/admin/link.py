from copy import copy

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import PAGE_VAR
from django.contrib.postgres.search import SearchQuery
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import (
    AutocompleteSelectFilter,
    ChoicesCheckboxFilter,
    RangeDateFilter,
    RangeNumericFilter,
)
from unfold.decorators import display

from articles.bigtable import BigTableAdmin
from claims.admin import history, judging, labels, surroundings, terms
from claims.admin.claim import speakers
from claims.admin.filters import QueueFilter
from claims.admin.history import Recorded
from claims.admin.judging import Judging
from claims.admin.reading import UNREAD_OF_A_LINK, ReadOnly
from claims.linking.relations import FIRST
from claims.models import Claim, Link, Passage
from claims.nlp import bearing


@admin.register(Link)
class LinkAdmin(Judging, ReadOnly, Recorded, BigTableAdmin):
    list_display = [
        "passage_words",
        "relation_label",
        "claim_words",
        "outlet",
        "score_said",
        "decision_label",
    ]
    list_filter = [
        ("relation", ChoicesCheckboxFilter),
        ("decision", ChoicesCheckboxFilter),
        ("passage__article__outlet", AutocompleteSelectFilter),
        ("claim__matter", AutocompleteSelectFilter),
        ("passage__published_on", RangeDateFilter),
        ("score", RangeNumericFilter),
        QueueFilter,
    ]
    list_fullwidth = True
    list_select_related = ["claim__speaker", "counterpart__speaker", "passage__revision__article__outlet"]
    ordering = ["-pk"]
    search_fields = ["claim__text"]
    search_help_text = "Words of the claim or of the passage, or who says them"
    actions = ["accept", "reject"]
    change_form_template = "claims/desk/link.html"

    def get_queryset(self, request):
        links = super().get_queryset(request).select_related(*self.list_select_related)
        return links.defer("claim__search", "counterpart__search", *UNREAD_OF_A_LINK)

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        claims = Claim.objects.matching(search_term).order_by().values("pk")
        words = SearchQuery(search_term, config="english", search_type="websearch")
        passages = Passage.objects.filter(search=words).order_by().values("pk")
        actors = speakers(search_term)
        spoken = Q(claim__speaker__in=actors) | Q(counterpart__speaker__in=actors)
        return queryset.filter(Q(claim__in=claims) | Q(passage__in=passages) | spoken), False

    def get_ordering(self, request):
        """What waits for a reviewer comes likeliest first, else the newest."""
        waits = request.GET.getlist("decision__exact") == [Link.Decision.SUGGESTED]
        return ["-score", "-pk"] if waits else self.ordering

    def render_change_form(self, request, context, obj=None, **options):
        if obj:
            surroundings.read([obj])
            judging.offer(obj)
            context |= {
                "features": _readable(obj.features),
                "relation_label": labels.RELATION[obj.relation],
                "status_label": labels.STATUS[obj.claim.status],
                "amounts": terms.stated(obj.claim),
                "deadline": terms.period(obj.claim.deadline),
                "may_decide_links": self.has_decide_permission(request) and not obj.claim.merged_into_id,
                "history": history.of(obj),
                "next_link": self.next_to_judge(request, obj),
            }
        return super().render_change_form(request, context, obj=obj, **options)

    def next_to_judge(self, request, link):
        """The page of the link to judge after this one, likeliest first, by the filters of the list that led here."""
        waiting = self.listed_alike(request, link).to_judge().exclude(pk=link.pk).order_by("-score", "-pk")
        later = waiting.filter(Q(score__lt=link.score) | Q(score=link.score, pk__lt=link.pk))
        if found := later.first() or waiting.first():
            page = reverse("admin:claims_link_change", args=[found.pk])
            return f"{page}?{self.get_preserved_filters(request)}".rstrip("?")
        return ""

    def listed_alike(self, request, link):
        """The links of the list that led to this one, whatever was decided; without a list, those of its relation."""
        asked = QueryDict(
            request.GET.get("_changelist_filters") or f"relation__exact={link.relation}", mutable=True
        )
        for name in ("decision__exact", PAGE_VAR):
            asked.pop(name, None)
        alike = copy(request)
        alike.GET = asked
        try:
            return self.get_changelist_instance(alike).queryset
        except IncorrectLookupParameters:
            return Link.objects.none()

    @display(description="passage")
    def passage_words(self, link):
        return format_html(
            '{}<span class="desk-statement">“{}”</span><small class="desk-reasons">{}</small>',
            _says(link.counterpart.speaker if link.counterpart else None),
            link.passage,
            "; ".join(map(str, link.reasons)),
        )

    @display(description="relation", ordering="relation", label=labels.RELATION)
    def relation_label(self, link):
        return link.relation, link.get_relation_display()

    @display(description="claim")
    def claim_words(self, link):
        claim = link.claim
        return _says(claim.speaker, claim.first_said_on) + labels.page_of(claim)

    @display(description="outlet", ordering="passage__published_on")
    def outlet(self, link):
        article = link.passage.revision.article
        outlet, day = article.outlet or "—", terms.day(article.published_on)
        return format_html('{} <small class="desk-day">{}</small>', outlet, day)

    @display(description="score", ordering="score")
    def score_said(self, link):
        return f"{link.score:.2f}"

    @display(description="decision", ordering="decision", label=labels.DECISION)
    def decision_label(self, link):
        return link.decision, link.get_decision_display()


def _says(speaker, day=None):
    """Who says what stands beneath, and on which day, as far as known."""
    known = [str(speaker)] * bool(speaker) + [terms.day(day)] * bool(day)
    return format_html('<small class="desk-says">{}</small>', ", ".join(known)) if known else SafeString()


def _readable(features):
    """The numbers behind a score with their names in words, those that say something first."""
    said = [(_in_words(name), value) for name, value in features.items()]
    return sorted(said, key=lambda feature: (not feature[1], feature[0]))


def _in_words(name):
    bare = name.removeprefix(FIRST)
    closely = bare in {*bearing.RELATIONS, "one_matter"}
    reading = "first reading: " if bare != name else "close reading: " if closely else ""
    return reading + bare.replace("_", " ")
