"""Fields written without templates are those that Django's templates write."""

import datetime

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from metropolis.ui.form_renderer import Renderer

CHOICES = [
    ("", gettext_lazy("choose")),
    ("Ł & <ska>", [("1", "one"), (2, mark_safe("<b>two</b>")), (None, 'the "rest"')]),
    ("x'y", "Last & <least>"),
]
WIDGETS = [
    (
        forms.TextInput(attrs={"class": "a b", "required": True, "disabled": False, "size": 6}),
        'a "b" <c> & d',
    ),
    (forms.TextInput(), ""),
    (forms.TextInput(attrs={"data-n": None}), None),
    (forms.TextInput(), mark_safe("&amp;")),
    (forms.HiddenInput(), 1234567),
    (forms.NumberInput(attrs={"step": "any"}), 12.5),
    (forms.DateInput(format="%d.%m.%Y"), datetime.date(2027, 3, 31)),
    (forms.EmailInput(), "a@example.org"),
    (forms.URLInput(), "https://example.org/?a=1&b=2"),
    (forms.CheckboxInput(), True),
    (forms.CheckboxInput(attrs={"title": gettext_lazy("choose")}), False),
    (forms.Select(choices=CHOICES), "2"),
    (forms.SelectMultiple(choices=CHOICES), ["1", "x'y"]),
    (forms.NullBooleanSelect(), None),
    (forms.Textarea(), "<text>"),
    (forms.RadioSelect(choices=CHOICES), "1"),
]


@pytest.mark.parametrize(("widget", "value"), WIDGETS)
def test_a_field_is_written_as_django_writes_it(widget, value):
    attrs = {"id": "id_field"}
    ours, djangos = (widget.render("na<me", value, attrs, each) for each in (Renderer(), DjangoTemplates()))
    assert ours.strip() == djangos.strip()
    assert hasattr(ours, "__html__")
