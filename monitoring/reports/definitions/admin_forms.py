"""The admin's form of a definition."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.bodies.audience import office_people
from metropolis.accounts.models import User
from monitoring.reports.kinds import ReportKind, periods_of
from monitoring.reports.scope_forms import ScopedForm
from strategy.indicators.periods import Frequency

from .models import ReportDefinition

MOST_ADDRESSES = 20
# Reports that were due longer ago than this are not made up for.
LONGEST_BACK_DAYS = 366


class AddressesField(forms.CharField):
    """E-mail addresses as people write them: one in a line."""

    widget = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            label=gettext_lazy("E-mail addresses of bodies"),
            help_text=gettext_lazy(
                "One address in a line, for example of the Board's secretariat. They learn that the report "
                "is ready; they see it once it is published."
            ),
            **kwargs,
        )

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        addresses = list(
            dict.fromkeys(line.strip().lower() for line in super().to_python(value).splitlines())
        )
        return [address for address in addresses if address]

    def validate(self, value):
        for address in value:
            try:
                validate_email(address)
            except ValidationError:
                raise ValidationError(
                    _("“%(address)s” is not an e-mail address. Write one address in a line.")
                    % {"address": address[:80]}
                ) from None
        if len(value) > MOST_ADDRESSES:
            raise ValidationError(_("Write at most %(most)s addresses.") % {"most": MOST_ADDRESSES})

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data or "")


class DefinitionForm(ScopedForm):
    """A report that comes back with every period."""

    emails = AddressesField()

    class Meta:
        model = ReportDefinition
        fields = [
            "name", "is_active", "kind", "area", "municipality", "frequency", "lead_days", "starts_on",
            "title_pl", "title_en", "languages", "chapters", "recipients", "emails",
        ]  # fmt: skip
        widgets = {"recipients": forms.CheckboxSelectMultiple}
        help_texts = {
            "name": gettext_lazy("For the Office only, for example “Annual report”."),
            "is_active": gettext_lazy("A definition that is switched off makes no reports by itself."),
            "area": gettext_lazy("Only for a report on an area."),
            "municipality": gettext_lazy("Only for an extract for a municipality."),
            "frequency": gettext_lazy("Each such period gets one report."),
            "lead_days": gettext_lazy(
                "The report is made on this day after the period has ended, with the data of that day. Leave "
                "the municipalities time to enter their values."
            ),
            "starts_on": gettext_lazy(
                "Reports that were due before this day are not made. When a definition is switched on again, "
                "this becomes today."
            ),
            "title_pl": gettext_lazy(
                "{period} becomes the period, {scope} the area or municipality: “Raport z postępów za "
                "{period}”."
            ),
            "title_en": gettext_lazy("The same in English: “Progress report for {period}”."),
            "recipients": gettext_lazy("They are told when a report is ready, or when it could not be made."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "recipients" in self.fields:
            known = Q(pk__in=office_people().values("pk"))
            if self.instance.pk:  # whoever has left the Office since can be taken off the list
                known |= Q(pk__in=self.instance.recipients.values("pk"))
            self.fields["recipients"].queryset = User.objects.filter(known).order_by("name", "email")

    def clean_starts_on(self):
        day, today = self.cleaned_data["starts_on"], timezone.localdate()
        if (today - day).days > LONGEST_BACK_DAYS and day != self.instance.starts_on:
            raise ValidationError(_("This day is more than a year ago. Choose a later one."))
        return day

    def clean(self):
        cleaned = super().clean()
        kind, frequency = cleaned.get("kind"), cleaned.get("frequency")
        if kind and frequency and frequency not in periods_of(kind):
            names = ", ".join(str(Frequency(one).label) for one in periods_of(kind))
            text = _("“%(kind)s” does not report on such periods. Choose: %(names)s.")
            self.add_error("frequency", text % {"kind": ReportKind(kind).label, "names": names})
        if cleaned.get("is_active") and not self._was_active() and "starts_on" in cleaned:
            cleaned["starts_on"] = max(cleaned["starts_on"], timezone.localdate())
        return cleaned

    def _was_active(self) -> bool:
        """A new definition may reach back as far as its author says; one that was off may not."""
        return self.instance.pk is None or bool(self.initial.get("is_active"))
