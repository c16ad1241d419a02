"""Whom to ask for which values, and until when."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import latest_deadline


class DayInput(forms.DateInput):
    """A day as browsers offer it."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class AskForm(forms.Form):
    """One link. `rows` are the rows of the submission that may still be entered."""

    name = forms.CharField(
        label=_("Who is asked"), max_length=120, help_text=_("For example the name of the school.")
    )
    email = forms.EmailField(label=_("E-mail"))
    language = forms.ChoiceField(label=_("Language of the e-mail"), choices=settings.LANGUAGES)
    deadline = forms.DateField(
        label=_("Until which day"), widget=DayInput, help_text=_("The link works to the end of that day.")
    )
    message = forms.CharField(
        label=_("Message"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    rows = forms.MultipleChoiceField(
        label=_("Values"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one value.")},
    )

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self._rows = {str(row.due.pk): row for row in rows}
        self.fields["rows"].choices = [(key, str(row.indicator)) for key, row in self._rows.items()]

    def clean_deadline(self):
        deadline, today = self.cleaned_data["deadline"], timezone.localdate()
        if not today <= deadline <= latest_deadline(today):
            raise forms.ValidationError(_("Choose a day from today to three months ahead."))
        return deadline

    def clean_rows(self):
        return [self._rows[key].due for key in self.cleaned_data["rows"]]


class AgainForm(forms.Form):
    """The new deadline of a link that is sent again."""

    deadline = forms.DateField()
