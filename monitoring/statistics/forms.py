"""What the Office chooses before an import."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .starting import FIRST_YEAR, MOST_YEARS, mapped_indicators


class ImportForm(forms.Form):
    """Which indicators, and of which years."""

    year_from = forms.IntegerField(
        label=_("From the year"), widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4})
    )
    year_to = forms.IntegerField(
        label=_("To the year"), widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4})
    )
    indicators = forms.ModelMultipleChoiceField(
        queryset=mapped_indicators().none(),
        label=_("Indicators"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one indicator.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["indicators"].queryset = mapped_indicators().order_by("area__order", "order")
        last = timezone.localdate().year - 1
        self.fields["year_from"].initial = last - 4
        self.fields["year_to"].initial = last

    def clean(self):
        data = super().clean()
        first, last = data.get("year_from"), data.get("year_to")
        if first is None or last is None:
            return data
        if not FIRST_YEAR <= first <= timezone.localdate().year:
            self.add_error("year_from", _("Write a year from 1995 to this year."))
        elif last < first or last > timezone.localdate().year:
            self.add_error("year_to", _("Write a year that is not before the first and not after this one."))
        elif last - first >= MOST_YEARS:
            self.add_error("year_to", _("Choose at most 30 years at once."))
        return data


class FileForm(forms.Form):
    """A file with figures."""

    file = forms.FileField(
        label=_("File with figures"),
        help_text=_("An answer of the API (JSON) or a table (CSV) as described below, up to 10 MB."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
        },
    )
    variable = forms.TypedChoiceField(
        label=_("Variable"),
        help_text=_(
            "Only for a table exported on the pages of the Local Data Bank: it does not say which one it is."
        ),
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["variable"].choices = [("", _("the file names it")), *_variables()]


def _variables():
    """The variables that indicators name, with the indicators that do."""
    named = {}
    for one in mapped_indicators().order_by("area__order", "order"):
        for variable in (one.bdl_variable_id, one.bdl_numerator_id, one.bdl_denominator_id):
            if variable:
                named.setdefault(variable, []).append(one)
    return [(key, f"{key}: {', '.join(map(str, some))}") for key, some in named.items()]
