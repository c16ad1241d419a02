"""Admin of the financial framework."""

from django.contrib import admin

from strategy.admin_base import PROVENANCE, ContentAdmin
from strategy.funding.models import Allocation, FundingSource


@admin.register(FundingSource)
class FundingSourceAdmin(ContentAdmin):
    """Programmes and budgets."""

    list_display = ("name", "code", "total_eur", "provenance")
    list_filter = ("provenance",)
    search_fields = ("name_pl", "name_en", "code")
    fieldsets = ((None, {"fields": ("code", "order", "name", "total_eur")}), PROVENANCE)


@admin.register(Allocation)
class AllocationAdmin(ContentAdmin):
    """Parts of a funding source."""

    list_display = ("name", "source", "amount_eur", "area", "area_provenance")
    list_filter = ("source", "area")
    list_select_related = ("source", "area")
    search_fields = ("name_pl", "name_en", "code")
    fieldsets = (
        (None, {"fields": ("source", "code", "order", "name", "amount_eur", "area", "area_provenance")}),
        PROVENANCE,
    )
