"""The analysts' desk: the Django admin, a module for each noun and for each thing that is done there."""

from django.contrib import admin

from claims.admin import accounts, actor, article, change, claim, link, matter, review

__all__ = ["accounts", "actor", "article", "change", "claim", "link", "matter", "review"]

admin.site.index_template = "claims/desk/dashboard.html"
