"""Forms about people in teams."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.bodies.models import TeamMember
from metropolis.accounts.forms import EMAIL, Plain


class InviteForm(Plain, forms.Form):
    """Whom to invite; the role is asked only where there is a choice."""

    texts = {
        "email": {
            **EMAIL,
            "hint": _("We will send a link that works once, for 7 days."),
            "required": _("Enter the address of the person you invite."),
        },
        "name": {"label": _("First name and surname"), "required": _("Enter the name of the person.")},
        "language": {"label": _("Language of the message")},
        "role": {"label": _("Role in the team"), "required": _("Choose the role.")},
    }
    name = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField()
    language = forms.ChoiceField(choices=[("pl", "Polski"), ("en", "English")], initial="pl")

    def __init__(self, roles, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, TeamMember.Role(role).label) for role in roles]
        if len(roles) == 1:
            self.fields["role"].widget = forms.HiddenInput()
            self.fields["role"].initial = roles[0]


class EndSeatForm(Plain, forms.Form):
    """The last day of a membership."""

    texts = {
        "last_day": {
            "label": _("Last day"),
            "hint": _("Rights last to the end of this day. Write it like this: 31.12.2026."),
            "required": _("Enter the last day."),
        }
    }
    last_day = forms.DateField(
        widget=forms.DateInput(format="%d.%m.%Y", attrs={"autocomplete": "off"}),
        input_formats=["%d.%m.%Y", "%Y-%m-%d"],
        error_messages={"invalid": _("Write the date like this: 31.12.2026.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = timezone.localdate
