"""The form of a comment on a chapter."""

import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

from .narrative import LONGEST

_HINT = _("Plain text. An empty line begins a new paragraph.")


class CommentField(forms.CharField):
    """Text of several paragraphs; line ends are made alike, invisible control characters are dropped."""

    def __init__(self, **kwargs):
        widget = forms.Textarea(attrs={"rows": 12})
        super().__init__(required=False, max_length=LONGEST, widget=widget, help_text=_HINT, **kwargs)

    def to_python(self, value):
        text = super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")
        return "".join(char for char in text if char == "\n" or unicodedata.category(char) != "Cc")


class SectionForm(forms.Form):
    """What the Office writes about a chapter, and the version of the text that it saw."""

    text_pl = CommentField(label=_("Comment in Polish"))
    text_en = CommentField(label=_("Comment in English"))
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
