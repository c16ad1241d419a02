"""Admin of the thematic areas."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from strategy.admin_base import PROVENANCE, ContentAdmin
from strategy.areas.models import ThematicArea


@admin.register(ThematicArea)
class ThematicAreaAdmin(ContentAdmin):
    """The areas in which the municipalities work together."""

    list_display = ("name", "roman", "code", "order", "provenance")
    search_fields = ("name_pl", "name_en", "code")
    fieldsets = (
        (None, {"fields": ("code", "slug", "roman", "order", "name", "scope")}),
        (
            _("Estimated value of projects"),
            {
                "fields": (
                    "project_value_mln_pln",
                    "project_value_label",
                    "project_value_sources",
                    "project_value_confidence",
                )
            },
        ),
        PROVENANCE,
    )
