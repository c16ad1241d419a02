"""Admin of partners, networks and sister metropolises."""

from django.contrib import admin
from django.db import models

from strategy.admin_base import PROVENANCE, ContentAdmin
from strategy.partners.models import Network, Partner, SisterMetropolis


@admin.register(Partner)
class PartnerAdmin(ContentAdmin):
    """Organisations that supply data or carry out actions."""

    list_display = ("name", "kind", "url")
    search_fields = ("name_pl", "name_en", "search_text")
    formfield_overrides = ContentAdmin.formfield_overrides | {models.URLField: {"assume_scheme": "https"}}
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = ((None, {"fields": ("name", "slug", "kind", "url")}), PROVENANCE)


@admin.register(Network)
class NetworkAdmin(ContentAdmin):
    """Networks of the metropolis or its city."""

    list_display = ("name", "founded", "provenance")
    search_fields = ("name", "code")
    fieldsets = (
        (None, {"fields": ("code", "name", "founded", "description", "fields_of_cooperation")}),
        PROVENANCE,
    )


@admin.register(SisterMetropolis)
class SisterMetropolisAdmin(ContentAdmin):
    """Metropolises abroad."""

    list_display = ("name", "country", "order")
    search_fields = ("name",)
    fieldsets = ((None, {"fields": ("name", "country", "order")}), PROVENANCE)
