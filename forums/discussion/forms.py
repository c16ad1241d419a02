"""Forms of the discussion: a comment with whom to tell, and the reason of a proposal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forums.discussion.commenting import QUOTE_LIMIT, TEXT_LIMIT
from forums.discussion.mentions import PERSON, TEAM, Named, Suggestion, chosen, everybody
from forums.discussion.parts import WHOLE_PLAN, Part
from forums.discussion.proposing import REASON_LIMIT
from forums.drafting.models import DraftItem


def too_long(count: int, limit: int) -> str:
    """How long a text is and how long it may be."""
    text = _("The text is too long: %(count)s characters of at most %(limit)s.")
    return text % {"count": count, "limit": limit}


class LimitedText(forms.CharField):
    """A text with a limit, told in numbers when it is passed. Breaks of lines count as one character."""

    def __init__(self, *, limit: int, **kwargs):
        self.limit = limit
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value).replace("\r\n", "\n")
        if len(text) > self.limit:
            raise forms.ValidationError(too_long(len(text), self.limit))
        return text


class CommentForm(forms.Form):
    """A comment or an answer. `text` says "@Name" for whoever should be told."""

    text = LimitedText(
        limit=TEXT_LIMIT,
        label=_("Comment"),
        help_text=_("Write @ and a name to tell a person or a team."),
        error_messages={"required": _("Write the comment.")},
        widget=forms.Textarea(attrs={"rows": 4, "data-mentions": ""}),
    )
    tell = forms.MultipleChoiceField(
        label=_("Whom else to tell"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("One of the people chosen has no role in the portal today.")},
    )

    def __init__(self, *args, people: list[Suggestion] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        listed = everybody() if people is None else people
        teams = [(one.key, one.name) for one in listed if one.kind == TEAM]
        persons = [(one.key, one.name) for one in listed if one.kind == PERSON]
        groups = [(_("Teams"), teams), (_("People"), persons)]
        tell: Any = self.fields["tell"]
        tell.choices = [group for group in groups if group[1]]

    @property
    def named(self) -> Named:
        """Those who were ticked."""
        return chosen(self.cleaned_data.get("tell", ()))


class AnswerForm(CommentForm):
    """An answer in a thread."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Answer")
        self.fields["text"].error_messages["required"] = _("Write the answer.")


class NewCommentForm(CommentForm):
    """A new thread: on a part or the whole plan, on a passage of it where one is given."""

    part = forms.ChoiceField(label=_("What the comment is about"))
    quote = LimitedText(
        limit=QUOTE_LIMIT,
        label=_("Passage"),
        required=False,
        help_text=_("Copy here the words that the comment is about. Leave it empty for the whole part."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ["part", "quote", "text", "tell"]

    def __init__(self, *args, parts: list[Part], **kwargs):
        super().__init__(*args, **kwargs)
        self.items = {part.key: part.item for part in parts if not part.is_removed}
        part_field: Any = self.fields["part"]
        part_field.choices = [(part.key, part.name) for part in parts if not part.is_removed]

    @property
    def item(self) -> DraftItem | None:
        """The part that was chosen; None is the whole plan."""
        return self.items[self.cleaned_data["part"]]

    def clean(self):
        data = super().clean()
        if data.get("quote") and data.get("part") == WHOLE_PLAN:
            self.add_error("part", _("Choose the part in which the passage stands."))
        return data


class ReasonForm(forms.Form):
    """Why a change is proposed."""

    reason = LimitedText(
        limit=REASON_LIMIT,
        label=pgettext_lazy("of a proposal", "Reason"),
        help_text=_("Why the text should change. Those who decide read it together with the change."),
        error_messages={"required": _("Write why you propose this change.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def error_links(*given: forms.BaseForm) -> list[tuple[str, str]]:
    """(field id, sentence) for the summary above the form."""
    links = []
    for form in given:
        links += [("", error) for error in form.non_field_errors()]
        for field in form:
            links += [(field.id_for_label or field.auto_id, error) for error in field.errors]
    return links
