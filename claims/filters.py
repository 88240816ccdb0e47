from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.models import Q
from django_filters import rest_framework as filters
from rest_framework.exceptions import ValidationError

from articles.filters import outlets_named
from articles.models import Outlet
from claims.models import Actor, Alias, Kind, Link, Matter, Mention, Outcome, Quantity, Relation, Status
from config.rest.filters import Choices, Day, Id, IdOrName, Moment, Number, Words, YesNo


def matters_named(name):
    return Matter.objects.filter(name__iexact=name)


def _mentioned(queryset, **where):
    """Claims with a mention in such a place, which the article still holds."""
    return queryset.filter(pk__in=Mention.objects.standing().filter(**where).values("claim"))


class MentionedBy(IdOrName):
    def filter(self, queryset, value):
        return _mentioned(queryset, revision__article__outlet__in=self.rows(value)) if value else queryset


class OfTerms(filters.FilterSet):
    """Filters of amount, unit and period, which hold of one and the same quantity."""

    amount_min = Number(method="with_the_others", help_text="a quantity that may be this much or more")
    amount_max = Number(method="with_the_others", help_text="a quantity that may be this much or less")
    unit = Words(method="with_the_others", help_text="an ISO 4217 code, % or a noun: USD")
    per = Words(method="with_the_others", help_text="what a rate is counted by: year")

    def with_the_others(self, queryset, name, value):
        return queryset

    def terms(self):
        """The conditions on a Quantity; empty where none was given."""
        low, high, unit, per = (
            self.form.cleaned_data[name] for name in ("amount_min", "amount_max", "unit", "per")
        )
        if low is not None and high is not None and low > high:
            raise ValidationError({"amount_min": ["It is more than amount_max."]})
        found = Q()
        if low is not None or high is not None:
            found &= Q(amount__overlap=NumericRange(low, high, "[]"))
        if unit:
            found &= Q(unit__in={unit, unit.upper(), unit.lower()})
        if per:
            found &= Q(per__in={per, per.lower()})
        return found


class QuantityFilters(OfTerms):
    claim = filters.UUIDFilter(field_name="claim__uuid")

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset).filter(self.terms())


class ClaimFilters(OfTerms):
    status = Choices(choices=Status.choices)
    outcome = Choices(choices=Outcome.choices)
    kind = Choices(choices=Kind.choices)
    speaker = IdOrName(among=Actor, named=Actor.objects.known_as)
    addressee = IdOrName(among=Actor, named=Actor.objects.known_as)
    matter = IdOrName(among=Matter, named=matters_named)
    outlet = MentionedBy(among=Outlet, named=outlets_named)
    article = Id(method="of_article", help_text="the id of an article that makes the claim")
    negated = YesNo()
    said_from = Day(field_name="first_said_on", lookup_expr="gte")
    said_to = Day(field_name="first_said_on", lookup_expr="lte")
    updated_since = Moment(field_name="updated_at", lookup_expr="gte")
    q = Words(method="matching", help_text='words of the claim, as in a web search: troops -Japan "a year"')

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        terms = self.terms()
        return queryset.filter(pk__in=Quantity.objects.filter(terms).values("claim")) if terms else queryset

    def of_article(self, queryset, name, value):
        return _mentioned(queryset, revision__article=value)

    def matching(self, queryset, name, value):
        return queryset.matching(value)


class LinkFilters(filters.FilterSet):
    claim = filters.UUIDFilter(field_name="claim__uuid")
    counterpart = filters.UUIDFilter(field_name="counterpart__uuid")
    matter = IdOrName(field_name="claim__matter", among=Matter, named=matters_named)
    outlet = IdOrName(field_name="passage__article__outlet", among=Outlet, named=outlets_named)
    relation = Choices(choices=Relation.choices)
    decision = Choices(choices=Link.Decision.choices)
    score_min = Number(field_name="score", lookup_expr="gte")
    with_merged = YesNo(method="as_asked", help_text="true: also links that merged claims kept")

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data["with_merged"] else queryset.of_current_claims()

    def as_asked(self, queryset, name, value):
        return queryset


class ActorFilters(filters.FilterSet):
    kind = Choices(choices=Actor.Kind.choices)
    q = Words(method="named_like", help_text="a part of the name or of an alias")

    def named_like(self, queryset, name, value):
        aliases = Alias.objects.filter(name__icontains=value)
        return queryset.filter(Q(name__icontains=value) | Q(pk__in=aliases.values("actor")))


class MatterFilters(filters.FilterSet):
    q = Words(field_name="name", lookup_expr="icontains", help_text="a part of the name")
    suggested = YesNo()
