"""Admin of the member municipalities."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from strategy.admin_base import PROVENANCE, ContentAdmin
from strategy.municipalities.models import ComparisonGroup, Municipality, MunicipalityCode


class CodeInline(admin.TabularInline):
    """Register codes with the time in which they held."""

    model = MunicipalityCode
    extra = 0


@admin.register(Municipality)
class MunicipalityAdmin(ContentAdmin):
    """The members of the association."""

    list_display = ("name", "teryt", "kind", "population", "population_on", "area_km2")
    list_filter = ("kind", "county_pl")
    search_fields = ("name_pl", "name_en", "teryt", "search_text")
    inlines = (CodeInline,)
    parts = (MunicipalityCode,)
    fieldsets = (
        (None, {"fields": ("name", "slug", "order", "kind", "county", "voivodeship")}),
        (
            _("Register codes"),
            {
                "fields": ("teryt", "bdl_unit_id"),
                "description": _(
                    "When the kind of a municipality changes, its code changes too: write the new one here, "
                    "and end the old one in the table of codes below."
                ),
            },
        ),
        (_("Membership"), {"fields": ("member_from", "member_to")}),
        (
            _("Population"),
            {"fields": ("population", "population_on", "population_sources", "population_confidence")},
        ),
        (_("Area and position"), {"fields": ("area_km2", "area_sources", "area_confidence", "area_note")}),
        (
            _("Place on the schematic map"),
            {
                "classes": ("collapse",),
                "fields": (
                    ("tile_col", "tile_row", "tile_col_span", "tile_row_span"),
                    ("lat", "lon"),
                    "neighbours",
                ),
            },
        ),
        PROVENANCE,
    )

    def save_related(self, request, form, formsets, change):
        """The code that holds today is always in the table of codes."""
        super().save_related(request, form, formsets, change)
        municipality = form.instance
        MunicipalityCode.objects.get_or_create(
            teryt=municipality.teryt, defaults={"municipality": municipality}
        )


@admin.register(ComparisonGroup)
class ComparisonGroupAdmin(ContentAdmin):
    """Similar municipalities, which are compared with each other."""

    list_display = ("name", "basis", "order")
    search_fields = ("name_pl", "name_en", "slug")
    fields = ("name", "basis", "slug", "order", "municipalities")
