import contextlib

from django_filters import rest_framework as filters

from articles import reading
from articles.models import Outlet
from config.rest.filters import Day, IdOrName, Words


def outlets_named(name):
    return Outlet.objects.filter(name__iexact=name)


class ArticleFilters(filters.FilterSet):
    outlet = IdOrName(field_name="outlet", among=Outlet, named=outlets_named)
    published_from = Day(field_name="published_on", lookup_expr="gte")
    published_to = Day(field_name="published_on", lookup_expr="lte")
    url = Words(method="at", max_length=2000, help_text="the whole address")
    q = Words(field_name="latest_title", lookup_expr="icontains", help_text="words of the newest title")

    def at(self, queryset, name, value):
        addresses = {value}
        with contextlib.suppress(ValueError):
            addresses.add(reading.canonical(value))
        return queryset.filter(url__in=addresses)


class OutletFilters(filters.FilterSet):
    q = Words(field_name="name", lookup_expr="icontains", help_text="a part of the name")
