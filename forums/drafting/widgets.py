"""Fields of drafting: days and amounts as people type them."""

import re
from datetime import date
from decimal import Decimal
from html import escape
from itertools import count
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from metropolis.ui.numbers import NotANumber, format_decimal, parse_decimal

_UNIT = re.compile(r"\s*(zł|pln)\.?\s*\Z", re.IGNORECASE)
_YEAR_WORD = re.compile(r"\s*(r\.?|roku)?\s*\Z", re.IGNORECASE)
DAY_FORMATS = ["%d.%m.%Y", "%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]


class DayField(forms.DateField):
    """A day as people write it: 31.12.2026, 2026-12-31, 31/12/2026 r."""

    default_error_messages = {"invalid": _("Write the date as day, month and year, for example 31.12.2026.")}

    def __init__(self, **kwargs):
        widget = forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(input_formats=DAY_FORMATS, widget=widget, required=False, **kwargs)

    def to_python(self, value) -> date | None:
        """The day; None for nothing."""
        if isinstance(value, str):
            value = re.sub(r"\s*([./-])\s*", r"\1", _YEAR_WORD.sub("", value.strip()))
        return super().to_python(value)


class NumberField(forms.Field):
    """A number as people write it: 1 234,50. `places` is how many decimals are shown at least."""

    default_error_messages = {"invalid": _("Write a number, for example 1 234,50.")}

    def __init__(self, places: int = 0, **kwargs):
        self.places = places
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(required=False, widget=widget, **kwargs)

    def to_python(self, value) -> Decimal | None:
        """The number; None for nothing."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return parse_decimal(_UNIT.sub("", text))
        except NotANumber as fault:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from fault

    def prepare_value(self, value):
        """A stored number as it would be typed; what was typed stays as it is."""
        return shown_number(value, self.places) if isinstance(value, Decimal) else value


class MoneyField(NumberField):
    """An amount in PLN."""

    default_error_messages = {"invalid": _("Write the amount as a number, for example 1 234,50.")}

    def __init__(self, **kwargs):
        super().__init__(places=2, **kwargs)


class YearField(forms.IntegerField):
    """A year in four digits."""

    default_error_messages = {
        name: _("Write the year in four digits, for example 2027.")
        for name in ("invalid", "min_value", "max_value")
    }

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6})
        super().__init__(required=False, min_value=1000, max_value=9999, widget=widget, **kwargs)


class OpenChoiceField(forms.ChoiceField):
    """A choice whose list is checked by the rules of an action, which say what is wrong in plain words."""

    def valid_value(self, value):
        """Whether there is such a thing is asked when the action is saved."""
        return True


class BoundChoices(forms.BoundField):
    """Boxes under headings, for the template; a form has hundreds of them, so no template writes each."""

    @property
    def groups(self) -> list[tuple[str, SafeString]]:
        """Headings with their boxes, in order; boxes without a group stand under an empty heading."""
        chosen = {str(value) for value in self.value() or ()}
        numbers = count()
        grouped: dict[str, list[str]] = {}
        field: Any = self.field
        for key, value in field.choices:
            pairs = value if isinstance(value, list | tuple) else [(key, value)]
            heading = str(key) if isinstance(value, list | tuple) else ""
            grouped.setdefault(heading, []).extend(
                self._box(next(numbers), str(code), str(label), str(code) in chosen) for code, label in pairs
            )
        return [(heading, SafeString("\n".join(boxes))) for heading, boxes in grouped.items()]

    def _box(self, number: int, code: str, label: str, is_chosen: bool) -> str:
        """A box with its label. Both are escaped by hand: `format_html` takes twice as long."""
        box = f"{self.auto_id}_{number}"
        return (
            f'<div class="check"><input type="checkbox" name="{self.html_name}" value="{escape(code)}"'
            f' id="{box}"{" checked" if is_chosen else ""}><label for="{box}">{escape(label)}</label></div>'
        )


class OpenChoicesField(forms.MultipleChoiceField):
    """Several choices, checked by the rules of an action."""

    widget = forms.CheckboxSelectMultiple

    def get_bound_field(self, form, field_name):
        """Boxes that the template can group."""
        return BoundChoices(form, self, field_name)

    def valid_value(self, value):
        """Whether there is such a thing is asked when the action is saved."""
        return True


def shown_number(value: Decimal, places: int) -> str:
    """A number in a field: grouped by spaces, with a decimal comma, so that it can be read back."""
    whole = value == value.to_integral_value()
    return format_decimal(value, None if places == 0 else (0 if whole else max(places, _places(value))), "pl")


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
