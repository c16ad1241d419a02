"""Making a campaign in the admin: the indicators that are due are chosen beforehand."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from strategy.indicators.models import validate_period
from strategy.indicators.periods import Period
from strategy.models import Indicator

from .due import is_due
from .models import Campaign


class IndicatorsField(forms.ModelMultipleChoiceField):
    """Indicators as a list to tick, each with who supplies it and how often."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, indicator):
        who, often = indicator.get_supplier_display(), indicator.get_frequency_display()
        return f"{indicator.code} {indicator.name} ({who}, {often})"


class CampaignForm(forms.ModelForm):
    """A planned campaign. Nothing ticked means everything that is due in the period."""

    class Meta:
        model = Campaign
        fields = ["period", "slug", "deadline", "indicators", "message"]
        field_classes = {"indicators": IndicatorsField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "indicators" in self.fields:
            self.fields["indicators"].required = False
            self.fields["indicators"].queryset = Indicator.objects.select_related("area")
            self.fields["indicators"].help_text = _(
                "Ticked are those that are due. Tick none to ask for everything that is due in the period."
            )

    def clean_period(self):
        """Before the other rules, which read the period; the model's validators come after them."""
        validate_period(self.cleaned_data["period"])
        return self.cleaned_data["period"]

    def clean_deadline(self):
        deadline = self.cleaned_data["deadline"]
        if deadline < timezone.localdate():
            raise forms.ValidationError(_("The deadline cannot lie in the past."))
        return deadline

    def clean(self):
        """The indicators are measured in such periods; none chosen means all that are due."""
        cleaned = super().clean()
        if "indicators" not in cleaned or not cleaned.get("period"):
            return cleaned
        period = Period.parse(cleaned["period"])
        if not cleaned["indicators"]:
            due = due_in(period)
            cleaned["indicators"] = Indicator.objects.filter(pk__in=[indicator.pk for indicator in due])
            if not due:
                self.add_error("period", _("No indicator is due in this period."))
        unfit = [row.code for row in cleaned["indicators"] if not period.fits(row.frequency)]
        if unfit:
            text = _("These indicators are not measured in such periods: %(codes)s.")
            self.add_error("indicators", text % {"codes": ", ".join(unfit)})
        return cleaned


def due_in(period: Period) -> list[Indicator]:
    """Indicators that are due in the period."""
    return [row for row in Indicator.objects.select_related("area") if is_due(row, period)]


def suggested() -> dict:
    """What a new campaign starts with: the last year, what is due in it, a month and a half of time."""
    today = timezone.localdate()
    period = Period.parse(str(today.year - 1))
    return {
        "period": period.code,
        "slug": free_slug(period.code),
        "deadline": today + datetime.timedelta(days=45),
        "indicators": [row.pk for row in due_in(period)],
    }


def free_slug(code: str) -> str:
    """An address that no campaign has: `2025`, then `2025-2`."""
    taken = set(Campaign.objects.filter(slug__startswith=code.lower()).values_list("slug", flat=True))
    names = [code.lower(), *(f"{code.lower()}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)
