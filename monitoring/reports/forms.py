"""The forms of a report: texts, who writes them, steps, comments, corrections."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forums.bodies.models import Forum
from forums.discussion.forms import LimitedText
from forums.drafting.widgets import DayField
from metropolis.ui.richtext_fields import RichTextarea, RichTextField

from . import editions, narrative_text
from .approval import commenting
from .approval.models import ReportComment
from .approval.table import Step

COMMENT_DAYS = 14
REASON_LIMIT = 2000


class NarrativeField(RichTextField):
    """Text of a chapter in one language."""

    def __init__(self, *, language: str, **kwargs):
        widget = RichTextarea({"rows": 12, "lang": language, "data-limit": narrative_text.LONGEST})
        super().__init__(required=False, cleaner=narrative_text.clean, widget=widget, **kwargs)


_WITHOUT_SCRIPTS = pgettext_lazy(
    "without scripts",
    "Plain text is enough: an empty line starts a paragraph. HTML is accepted too: "
    "p, h3, ul, ol, li, strong, em, a.",
)


class SectionForm(forms.Form):
    """What is written about a chapter, and the version of the text that the writer saw."""

    text_pl = NarrativeField(language="pl", label=_("Text in Polish"), help_text=_WITHOUT_SCRIPTS)
    text_en = NarrativeField(language="en", label=_("Text in English"), help_text=_WITHOUT_SCRIPTS)
    is_ready = forms.BooleanField(
        label=_("The text is ready"),
        required=False,
        help_text=_("The reminders stop. You can still change the text until the report is approved."),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ForumChoiceField(forms.ModelChoiceField):
    """A forum with the area it works in."""

    def label_from_instance(self, obj):
        return f"{obj.area.roman}. {obj.name}"


class AssignForm(forms.Form):
    """Who writes a chapter, and by when."""

    forum = ForumChoiceField(
        queryset=Forum.objects.none(),
        label=_("Who writes"),
        required=False,
        empty_label=_("Association Office"),
        help_text=_("For a forum its chair writes. The chair is told, and reminded of the deadline."),
    )
    deadline = DayField(
        label=_("Deadline"), help_text=_("For example 31.12.2026. Until the end of that day.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        forums = Forum.objects.valid_on(timezone.localdate()).select_related("area")
        self.fields["forum"].queryset = forums.order_by("area__order", "order", "sort_key")


class StepForm(forms.Form):
    """What a step needs: its reason, its day, and the state that the person saw."""

    deadline = DayField(
        label=_("Last day for comments"),
        help_text=_("For example 31.12.2026. Comments can be added until the end of that day."),
    )
    reason = LimitedText(
        limit=REASON_LIMIT,
        label=pgettext_lazy("of a step", "Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the reason.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, step: Step, needs_reason: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needs_reason
        self.fields["deadline"].required = step.needs_deadline
        if not needs_reason:
            del self.fields["reason"]
        if not step.needs_deadline:
            del self.fields["deadline"]

    def clean_deadline(self) -> datetime.date:
        day = self.cleaned_data["deadline"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("The last day for comments must be today or later."))
        return day


class ChapterCommentForm(forms.Form):
    """A comment on a chapter."""

    text = LimitedText(
        limit=commenting.TEXT_LIMIT,
        label=_("Comment"),
        error_messages={"required": _("Write the comment.")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class AnswerForm(forms.Form):
    """The Office's answer to a comment."""

    verdict = forms.ChoiceField(
        label=_("Answer"),
        choices=ReportComment.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the answer.")},
    )
    text = LimitedText(
        limit=commenting.TEXT_LIMIT,
        label=_("What was done, or why not"),
        required=False,
        help_text=_("Needed where the comment is not taken into account."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self):
        data = super().clean()
        if data.get("verdict") == ReportComment.Verdict.NOT_TAKEN and not data.get("text", "").strip():
            self.add_error("text", _("Write why the comment is not taken into account."))
        return data


class CorrectionForm(forms.Form):
    """What a new edition corrects, and the day of its data."""

    correction_pl = LimitedText(
        limit=editions.TEXT_LIMIT,
        label=_("What this edition corrects, in Polish"),
        help_text=_("Public: it stands on the pages of both editions."),
        widget=forms.Textarea(attrs={"rows": 4, "lang": "pl"}),
    )
    correction_en = LimitedText(
        limit=editions.TEXT_LIMIT,
        label=_("What this edition corrects, in English"),
        widget=forms.Textarea(attrs={"rows": 4, "lang": "en"}),
    )
    as_of = DayField(
        label=_("Data as of"),
        help_text=_(
            "The day of the corrected edition. Choose a later one to take in values that were corrected "
            "since."
        ),
    )

    def __init__(self, *args, is_new: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["as_of"].required = True
        if not is_new:
            del self.fields["as_of"]

    def clean_as_of(self) -> datetime.date:
        day = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("The data cannot be of a day that has not come yet."))
        return day
