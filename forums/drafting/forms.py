"""The form of a section, and what all forms of drafting share."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from metropolis.ui.richtext_fields import RichTextField

from .labels import FIELDS

NOTE_LIMIT = 300


class PartForm(forms.Form):
    """What every edited part has: the revision that was opened, and a word about the change."""

    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("What changes, in a few words"),
        max_length=NOTE_LIMIT,
        required=False,
        help_text=_("Stands in the history beside your name."),
    )

    def clean_note(self) -> str:
        """One line."""
        return " ".join(self.cleaned_data["note"].split())


class SectionForm(PartForm):
    """The text of a section."""

    html = RichTextField(
        label=FIELDS["html"],
        required=False,
        help_text=pgettext_lazy(
            "without scripts",
            "Plain text is enough: an empty line starts a paragraph. HTML is accepted too: "
            "p, h3, h4, ul, ol, li, strong, em, a, table, blockquote.",
        ),
    )
    field_order = ["html", "note", "base"]

    def content(self) -> dict[str, str]:
        """The section as it is stored."""
        return {"html": self.cleaned_data["html"]}


def error_links(form: forms.BaseForm, before: str = "") -> list[tuple[str, str]]:
    """(field id, sentence) for the summary above the form; `before` names the row of a table of rows."""
    links = []
    for name, errors in form.errors.items():
        field = form[name] if name in form.fields else None
        where = field.id_for_label or field.auto_id if field and not field.is_hidden else ""
        label = f"{before}{field.label}: " if field and not field.is_hidden else before
        links += [(where, f"{label}{error}") for error in errors]
    return links
