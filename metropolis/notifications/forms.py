"""The form of wishes: how often about each topic."""

from django import forms
from django.utils.translation import gettext as _

from .registry import Frequency, topics
from .wishes import keep_wishes, wishes_of

CHOICES = (Frequency.AT_ONCE, Frequency.DAILY, Frequency.WEEKLY, Frequency.NONE)


class WishForm(forms.Form):
    """One choice for each topic that the portal has."""

    def __init__(self, user, data=None):
        self.user = user
        super().__init__(data, initial=wishes_of(user))
        for topic in topics():
            what_to_do = _("Choose how often you want e-mails: %(topic)s.") % {"topic": topic.label}
            self.fields[topic.name] = forms.ChoiceField(
                label=topic.label,
                help_text=topic.about,
                choices=[(one.value, words_for(one)) for one in CHOICES],
                widget=forms.RadioSelect,
                error_messages={"required": what_to_do, "invalid_choice": what_to_do},
            )

    def save(self) -> None:
        """Keep all of them."""
        keep_wishes(self.user, self.cleaned_data)


def words_for(frequency: str) -> str:
    """A choice, in full."""
    return {
        Frequency.AT_ONCE: _("at once"),
        Frequency.DAILY: _("once a day, in the morning"),
        Frequency.WEEKLY: _("once a week, on Monday morning"),
        Frequency.NONE: _("no e-mails, in the portal only"),
    }[Frequency(frequency)]
