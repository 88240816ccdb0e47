"""A list of the desk over a table that may be big."""

from django.contrib.admin import ShowFacets
from django.contrib.admin.models import LogEntry
from django.core.paginator import Paginator
from django.db import models
from unfold.admin import ModelAdmin
from unfold.paginator import InfinitePaginator


class BigTableAdmin(ModelAdmin):
    """Never counts the table: no total, no facets, pages that only know whether there is a next one."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_disable_select_all = True
    list_filter_submit = True
    list_per_page = 50
    paginator = InfinitePaginator
    show_facets = ShowFacets.NEVER
    show_full_result_count = False

    def get_paginator(self, request, queryset, *args, **options):
        """A row's own history is short: it is counted."""
        if queryset.model is LogEntry:
            return Paginator(queryset, *args, **options)
        return super().get_paginator(request, queryset, *args, **options)
