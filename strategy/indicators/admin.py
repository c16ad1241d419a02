"""Admin of the indicators and their targets."""

from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from strategy.admin_base import PROVENANCE, ComfortableFields, ContentAdmin, SourcesField
from strategy.indicators.models import Indicator, Target


class TargetFormSet(BaseInlineFormSet):
    """Judges targets by the indicator as it is being saved, not as it was."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.instance.indicator = self.instance
        return form


class TargetInline(ComfortableFields, TranslationStackedInline):
    """Intermediate targets and the target: the latest period is the target."""

    model = Target
    formset = TargetFormSet
    extra = 0
    fields = ("period", "value", "provenance", "sources", "confidence", "note")

    def get_formset(self, request, obj=None, **kwargs):
        """A target without a source is refused."""
        formset = super().get_formset(request, obj, **kwargs)
        field = formset.form.base_fields.get("sources")
        if isinstance(field, SourcesField):
            field.required = True
        return formset


@admin.register(Indicator)
class IndicatorAdmin(ContentAdmin):
    """What is measured, by whom, how often, from what baseline to what target."""

    list_display = ("name", "code", "area", "unit", "kind", "supplier", "frequency", "baseline_period")
    list_filter = ("area", "kind", "supplier", "frequency", "aggregation")
    list_select_related = ("area",)
    search_fields = ("name_pl", "name_en", "code", "search_text")
    inlines = (TargetInline,)
    parts = (Target,)
    fieldsets = (
        (None, {"fields": ("code", "area", "order", "name", "definition", "unit", "kind")}),
        (_("Goals it measures"), {"classes": ("collapse",), "fields": ("goals",)}),
        (
            _("Collection"),
            {
                "fields": (
                    ("supplier", "partner"),
                    ("frequency", "first_due_period"),
                    "scope",
                    "data_source",
                    ("bdl_variable_id", "bdl_factor"),
                    ("bdl_numerator_id", "bdl_denominator_id"),
                    "collection_provenance",
                )
            },
        ),
        (
            _("Meaning of the numbers"),
            {
                "fields": (
                    ("direction", "direction_provenance"),
                    ("aggregation", "accumulation"),
                    ("precision", "is_share", "weight"),
                    ("range_low", "range_high"),
                    ("keep_low", "keep_high"),
                    "part_of",
                ),
                "description": _(
                    "A value outside the plausible range is questioned, not refused. “Keep from – up to” is "
                    "for indicators that should stay within a range. While aggregation is not settled, no "
                    "figure for the whole metropolis is computed."
                ),
            },
        ),
        (_("Baseline"), {"fields": (("baseline_period", "baseline_value"), "baseline_basis")}),
        PROVENANCE,
    )
