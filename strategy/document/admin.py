"""Admin of the strategy as a document."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from strategy.admin_base import PROVENANCE, ContentAdmin
from strategy.document.models import Document, ProcessStep, Statement, Strategy


@admin.register(Strategy)
class StrategyAdmin(ContentAdmin):
    """The one strategy of the portal."""

    list_display = ("name", "owner_abbr", "adopted_on", "horizon_year")
    fieldsets = (
        (None, {"fields": ("code", "name", "kind", "owner", "owner_abbr", "area_name", "horizon_year")}),
        (_("Adoption"), {"fields": ("adopted_on", "adopted_by", "adoption_note")}),
        (_("The area together"), {"fields": ("total_area_km2", "total_area_sources", "total_area_note")}),
        PROVENANCE,
    )


@admin.register(Statement)
class StatementAdmin(ContentAdmin):
    """Vision, mission, aims, annexes, instruments, what is not known ..."""

    list_display = ("text", "kind", "order", "provenance")
    list_filter = ("kind", "provenance")
    search_fields = ("text_pl", "text_en", "code")
    fieldsets = ((None, {"fields": ("strategy", "kind", "code", "order", "text", "detail")}), PROVENANCE)


@admin.register(ProcessStep)
class ProcessStepAdmin(ContentAdmin):
    """How the strategy was made."""

    list_display = ("text", "order", "provenance")
    fieldsets = ((None, {"fields": ("strategy", "code", "order", "text")}), PROVENANCE)


@admin.register(Document)
class DocumentAdmin(ContentAdmin):
    """Documents behind the strategy."""

    list_display = ("title", "publisher", "published_on", "language")
    list_filter = ("language",)
    search_fields = ("title_pl", "title_en", "publisher", "code")
    fieldsets = (
        (None, {"fields": ("code", "order", "title", "publisher", "published_on", "language")}),
        PROVENANCE,
    )
