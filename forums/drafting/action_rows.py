"""Rows of the form of an action: milestones, product indicators and money."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from strategy.plans.content import Funding, Milestone, Product

from .contents import new_key
from .labels import ROW_FIELDS
from .validating import MAX_ROWS
from .vocabulary import Vocabulary
from .widgets import DayField, MoneyField, NumberField, OpenChoiceField, YearField

_KEY = re.compile(r"[A-Za-z0-9_-]{1,12}\Z")


class RowForm(forms.Form):
    """A row of an action; one with nothing in it is no row."""

    typed_fields: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed, or the row was marked to go."""
        data = self.cleaned_data
        return bool(data.get("DELETE")) or not any(self[name].value() for name in self.typed_fields)


class KeyedRow(RowForm):
    """A row whose key stays the same through all revisions."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound and not self.initial.get("key"):
            self.initial["key"] = new_key()

    def clean_key(self) -> str:
        """What is no key gets a new one."""
        key = self.cleaned_data["key"]
        return key if _KEY.match(key) else new_key()


class MilestoneForm(KeyedRow):
    """A point in the schedule."""

    name = forms.CharField(label=ROW_FIELDS["milestones"]["name"], required=False)
    due = DayField(label=ROW_FIELDS["milestones"]["due"])
    typed_fields = ("name", "due")

    def content(self) -> Milestone:
        """The milestone."""
        data = self.cleaned_data
        return Milestone(data["key"], data["name"], data["due"])


class ProductForm(KeyedRow):
    """A product indicator."""

    name = forms.CharField(label=ROW_FIELDS["products"]["name"], required=False)
    unit = forms.CharField(label=ROW_FIELDS["products"]["unit"], required=False)
    target = NumberField(label=ROW_FIELDS["products"]["target"])
    typed_fields = ("name", "unit", "target")

    def content(self) -> Product:
        """The indicator."""
        data = self.cleaned_data
        return Product(data["key"], data["name"], data["unit"], data["target"])


class FundingForm(RowForm):
    """Money from one source in one year."""

    source = OpenChoiceField(label=ROW_FIELDS["funding"]["source"], required=False)
    year = YearField(label=ROW_FIELDS["funding"]["year"])
    planned = MoneyField(label=ROW_FIELDS["funding"]["planned"])
    secured = MoneyField(label=ROW_FIELDS["funding"]["secured"])
    typed_fields = ("source", "year", "planned", "secured")

    def __init__(self, *args, words: Vocabulary, **kwargs):
        super().__init__(*args, **kwargs)
        typed = [str(self["source"].value() or "")]
        field: Any = self.fields["source"]
        field.choices = [("", _("choose")), *words.choices("sources", typed)]

    def clean(self):
        """A row that says anything says from where, when and how much."""
        if not self.is_blank:
            for name, message in (
                ("source", _("Choose the source of money.")),
                ("year", _("Write the year in four digits, for example 2027.")),
                ("planned", _("Write how much is planned.")),
            ):
                if name not in self.errors and self.cleaned_data.get(name) in ("", None):
                    self.add_error(name, message)
        return self.cleaned_data

    def content(self) -> Funding:
        """The money; nothing secured is zero."""
        data = self.cleaned_data
        return Funding(data["source"], data["year"], data["planned"], data["secured"] or 0)


def _formset(form):
    return forms.formset_factory(
        form, extra=0, can_delete=True, max_num=MAX_ROWS + 1, absolute_max=MAX_ROWS * 2
    )


ROWS = {
    "milestones": _formset(MilestoneForm),
    "products": _formset(ProductForm),
    "funding": _formset(FundingForm),
}
