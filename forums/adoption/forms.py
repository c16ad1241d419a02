"""The fields of each step. What is right in them is said once, in `details`, for forms and steps alike."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.bodies.models import GoverningBody
from metropolis.accounts.forms import Plain

from .answering import faults_of_answer
from .details import Faults, faults_of
from .facts import Facts
from .models import ConsultationAnswer, Opinion
from .obstacles import needs_reason
from .permissions import commissions_speaking
from .table import Step


class DayField(forms.DateField):
    """A day typed as people write it, or as machines do."""

    def __init__(self, **kwargs):
        super().__init__(
            widget=forms.DateInput(format="%d.%m.%Y", attrs={"autocomplete": "off", "inputmode": "text"}),
            input_formats=["%d.%m.%Y", "%Y-%m-%d"],
            error_messages={"invalid": _("Write the date like this: 31.12.2026.")},
            **kwargs,
        )


class FaultForm(Plain, forms.Form):
    """A form whose faults are found by a function; a field that could not be read keeps its own sentence."""

    def faults(self, data: dict[str, Any]) -> Faults:
        """What is wrong, a sentence for each field."""
        raise NotImplementedError

    def clean(self):
        data = super().clean()
        for name, sentence in self.faults(data).items():
            known = self.errors.as_data().get(name, [])
            if any(error.code != "required" for error in known):
                continue
            self.errors.pop(name, None)
            self.add_error(name if name in self.fields else None, sentence)
        return data


class StepForm(FaultForm):
    """A step that needs nothing more than a reason, or not even that. `seen` is the state on the page."""

    texts = {"reason": {"label": _("Reason"), "hint": _("Everybody concerned reads it.")}}
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("verdict", "deadline")

    def __init__(self, step: Step, facts: Facts, by, *args, **kwargs):
        self.step, self.facts, self.by = step, facts, by
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = step.state_of(facts.plan)
        if not needs_reason(step, facts):
            del self.fields["reason"]

    def faults(self, data):
        return faults_of(self.step, self.facts, self.by, data.get("reason", ""), self.details(data))

    def details(self, data: dict[str, Any] | None = None) -> dict[str, Any]:
        """What the step wants to know besides the reason."""
        values = self.cleaned_data if data is None else data
        own = [name for name in self.fields if name not in ("reason", "seen")]
        return {name: values[name] for name in own if name in values}


class ConsultationForm(StepForm):
    """Until when the teams may answer."""

    texts = {
        "deadline": {
            "label": _("Last day of the consultation"),
            "hint": _("The teams may answer to the end of this day. Write it like this: 31.12.2026."),
        }
    }
    deadline = DayField()


class OpinionForm(StepForm):
    """The opinion of a commission."""

    texts = StepForm.texts | {
        "commission": {"label": _("Commission")},
        "verdict": {"label": _("Opinion")},
        "text": {
            "label": _("Reasons and remarks"),
            "hint": _("Needed with remarks and with a negative opinion."),
        },
        "given_on": {"label": _("Day of the opinion"), "hint": _("Write it like this: 31.12.2026.")},
    }
    commission = forms.ModelChoiceField(queryset=None, empty_label=_("Choose the commission"))
    verdict = forms.ChoiceField(choices=Opinion.Verdict, widget=forms.RadioSelect)
    text = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 8}))
    given_on = DayField(initial=timezone.localdate)

    def __init__(self, step, facts, by, *args, **kwargs):
        super().__init__(step, facts, by, *args, **kwargs)
        if "commission" not in self.fields:
            return
        speaking = commissions_speaking(by, facts.plan)
        self.fields["commission"].queryset = speaking
        if len(speaking) == 1:
            del self.fields["commission"]


class RecordedOpinionForm(OpinionForm):
    """The opinion in an area that has no commission."""

    texts = OpinionForm.texts | {"given_by": {"label": _("Who gave the opinion")}}
    commission = None
    given_by = forms.CharField(max_length=200)
    field_order = ("given_by",)


class ResolutionForm(StepForm):
    """The resolution by which a body adopts the plan."""

    texts = {
        "body": {"label": _("Body")},
        "number": {"label": _("Number of the resolution"), "hint": _("For example XII/34/2026.")},
        "adopted_on": {"label": _("Day of the resolution"), "hint": _("Write it like this: 31.12.2026.")},
        "document_url": {
            "label": _("Address of the document"),
            "hint": _("Where the resolution is published, if it is."),
        },
        "document": {"label": _("Resolution as a file"), "hint": _("A PDF of at most 10 MB.")},
    }
    body = forms.ModelChoiceField(
        queryset=GoverningBody.objects.exclude(kind=GoverningBody.Kind.OFFICE),
        empty_label=_("Choose the body"),
    )
    number = forms.CharField(max_length=60)
    adopted_on = DayField(initial=timezone.localdate)
    document_url = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, for example https://example.org/resolution.")},
    )
    document = forms.FileField(
        required=False,
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )


class AnswerForm(FaultForm):
    """What a team says in a consultation."""

    texts = {
        "verdict": {"label": _("Answer of the team")},
        "text": {
            "label": _("Remarks"),
            "hint": _("To the plan as a whole. Changes of words are better proposed in their place."),
        },
    }
    verdict = forms.ChoiceField(choices=ConsultationAnswer.Verdict, widget=forms.RadioSelect)
    text = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 6}))

    def faults(self, data):
        return faults_of_answer(data.get("verdict", ""), data.get("text", ""))


_FORMS: dict[str, type[StepForm]] = {
    "open_consultation": ConsultationForm,
    "give_opinion": OpinionForm,
    "record_opinion": RecordedOpinionForm,
    "adopt": ResolutionForm,
}


def form_for(step: Step, facts: Facts, by, *args, **kwargs) -> StepForm:
    """The form with exactly the fields of the step."""
    return _FORMS.get(step.name, StepForm)(step, facts, by, *args, **kwargs)
