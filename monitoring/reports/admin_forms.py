"""The admin's form of a report, filled in with what is likely."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from monitoring.values.naming import period_name
from strategy.indicators.periods import Period, latest_ended

from .addresses import free_slug
from .models import ProgressReport
from .scope_forms import ScopedForm


def suggested() -> dict:
    """The last year that has ended, data as of today, titles to match."""
    today = timezone.localdate()
    period = latest_ended(today, "year")
    return {
        "period": period.code,
        "as_of": today,
        "slug": free_slug("raport", period.code),
        "title_pl": _title("pl", period.code),
        "title_en": _title("en", period.code),
    }


def _title(language: str, period: str) -> str:
    with override(language):
        return _("Progress report for %(period)s") % {"period": period_name(period)}


class ReportForm(ScopedForm):
    """A report to be built: its period must have begun, its data cannot be of tomorrow."""

    class Meta:
        model = ProgressReport
        fields = [
            "period", "as_of", "kind", "area", "municipality", "title_pl", "title_en", "slug", "languages",
            "chapters",
        ]  # fmt: skip
        help_texts = {
            "period": gettext_lazy(
                "For example 2025 or 2025-H1. The report holds periods that ended with it or before."
            ),
            "area": gettext_lazy("Only for a report on an area."),
            "municipality": gettext_lazy("Only for an extract for a municipality."),
            "as_of": gettext_lazy("Only values published by the end of this day are in the report."),
        }

    def clean_as_of(self) -> datetime.date:
        day = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("The data cannot be of a day that has not come yet."))
        return day

    def clean(self):
        cleaned = super().clean()
        code, day = cleaned.get("period"), cleaned.get("as_of")
        if code and day and Period.parse(code).start > day:
            self.add_error("period", _("The period begins after the day of the data."))
        return cleaned
