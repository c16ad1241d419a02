"""The form field of rich text: a plain area for HTML, which static/js/editor.js turns into an editor."""

from collections.abc import Callable

from django import forms

from . import richtext


class RichTextarea(forms.Textarea):
    """A field with HTML. `data-limit` is how many characters of it are stored at most."""

    def __init__(self, attrs=None):
        limit = {
            "data-editor": "",
            "data-limit": richtext.MAX_CHARACTERS,
            "rows": 14,
            "class": "editor-plain",
        }
        super().__init__({**limit, **(attrs or {})})


class RichTextField(forms.CharField):
    """Rich text; comes out sanitised. What cannot be kept is said, and what was typed stays in the field.

    `cleaner` makes the stored form, where it is a narrower one than `richtext.clean` makes.
    """

    widget = RichTextarea

    def __init__(self, *, cleaner: Callable[[str], str] = richtext.clean, **kwargs):
        self.cleaner = cleaner
        super().__init__(**kwargs)

    def clean(self, value):
        """The text in its stored form."""
        try:
            return self.cleaner(super().clean(value))
        except richtext.NotAllowed as fault:
            raise forms.ValidationError(fault.messages) from fault
