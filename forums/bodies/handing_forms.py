"""The form of a hand-over."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forums.bodies.forms import EndSeatForm
from metropolis.accounts.forms import Plain
from metropolis.accounts.models import User


class PersonChoice(forms.ModelChoiceField):
    """People, told apart by their addresses."""

    def label_from_instance(self, person):
        return f"{person.name} ({person.email})"


def people() -> forms.ModelChoiceField:
    """A choice of everybody with an active account."""
    words = pgettext_lazy("in a list of people", "choose")
    return PersonChoice(
        empty_label=words, queryset=User.objects.filter(is_active=True).order_by("name", "pk")
    )


class GiverForm(Plain, forms.Form):
    """Who leaves."""

    texts = {"osoba": {"label": _("Who leaves?"), "required": _("Choose a person.")}}
    osoba = people()


class HandOverForm(EndSeatForm):
    """What goes to whom, from when, and why."""

    texts = {
        "seats": {"label": _("What is handed over?"), "required": _("Choose what is handed over.")},
        "taker": {
            "label": _("Who takes over?"),
            "required": _("Choose another person, with an active account."),
        },
        **EndSeatForm.texts,
        "reason": {
            "label": _("Why?"),
            "hint": _("One sentence. Both people get it."),
            "required": _("Write in one sentence why it is handed over."),
        },
    }
    seats = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    taker = people()
    reason = forms.CharField(max_length=300)
    field_order = ["seats", "taker", "last_day", "reason"]

    def __init__(self, giver, held, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seats"].choices = [(one.key, one.label) for one in held]
        self.fields["seats"].initial = [one.key for one in held]
        self.fields["taker"].queryset = self.fields["taker"].queryset.exclude(pk=giver.pk)
