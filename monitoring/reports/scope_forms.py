"""Fields that the forms of a report and of a definition share: what it is about, chapters, languages."""

from collections.abc import Iterable

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .chapters.declared import all_available, available
from .kinds import ReportKind, both_languages

LANGUAGES = [("pl", gettext_lazy("Polish")), ("en", gettext_lazy("English"))]


class ChapterOrderWidget(forms.Widget):
    """A place beside each chapter: works with the keyboard alone and without scripts."""

    use_fieldset = True

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.chapters: list[tuple[str, str]] = []

    def render(self, name, value, attrs=None, renderer=None):
        places = value if isinstance(value, dict) else _places(value or [])
        rows = [
            {"id": id, "title": title, "place": places.get(id, ""), "name": f"{name}-{id}"}
            for id, title in self.chapters
        ]
        return render_to_string("monitoring/reports/chapter_order.html", {"name": name, "rows": rows})

    def value_from_datadict(self, data, files, name):
        return {id: data.get(f"{name}-{id}", "").strip() for id, _title in self.chapters}

    def value_omitted_from_data(self, data, files, name):
        return False

    def id_for_label(self, id_):
        return ""


def _places(chapters: Iterable[str]) -> dict[str, str]:
    return {id: str(number) for number, id in enumerate(chapters, start=1)}


class ChapterOrderField(forms.Field):
    """Ids of chapters in the order of the numbers beside them; without any number the list is empty."""

    widget = ChapterOrderWidget

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            label=gettext_lazy("Chapters and their order"),
            help_text=gettext_lazy(
                "Write 1 beside the first chapter, 2 beside the second and so on. Chapters without a number "
                "are left out. Without any number the report has all chapters in their usual order."
            ),
            **kwargs,
        )

    def to_python(self, value):
        chosen = [(self._place(text), id) for id, text in (value or {}).items() if text]
        return [id for _number, id in sorted(chosen, key=lambda row: row[0])]

    def _place(self, text: str) -> int:
        if not (text.isascii() and text.isdecimal() and 0 < int(text) < 1000):
            raise forms.ValidationError(
                _("“%(text)s” is not a place. Write a whole number from 1 to 999.") % {"text": text[:20]}
            )
        return int(text)

    def has_changed(self, initial, data):
        try:
            return (initial or []) != self.to_python(data)
        except forms.ValidationError:
            return True


class LanguagesField(forms.MultipleChoiceField):
    """In which languages the files are made."""

    def __init__(self, **kwargs):
        super().__init__(
            choices=LANGUAGES,
            initial=both_languages,
            widget=forms.CheckboxSelectMultiple,
            label=gettext_lazy("Languages"),
            **kwargs,
        )


class ScopedForm(forms.ModelForm):
    """What a report is about has to fit its kind; the message stands at the field that is wrong."""

    chapters = ChapterOrderField()
    languages = LanguagesField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "chapters" in self.fields:
            self.fields["chapters"].widget.chapters = all_available()

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind:
            self._fits("area", kind == ReportKind.AREA, _("Choose the area that the report is about."))
            wanted = kind == ReportKind.MUNICIPALITY
            self._fits("municipality", wanted, _("Choose the municipality that the extract is for."))
            self._chapters_fit(kind)
        return cleaned

    def _fits(self, field: str, wanted: bool, missing: str) -> None:
        chosen = self.cleaned_data.get(field)
        if wanted and chosen is None:
            self.add_error(field, missing)
        if chosen is not None and not wanted:
            self.add_error(field, _("This kind of report is not about one place: leave the field empty."))

    def _chapters_fit(self, kind: str) -> None:
        known = dict(available(kind))
        strange = [id for id in self.cleaned_data.get("chapters") or [] if id not in known]
        if strange:
            names = dict(all_available())
            text = _("This kind of report has no chapter “%(title)s”.")
            self.add_error("chapters", text % {"title": names.get(strange[0], strange[0])})


def without_signs(field: forms.Field | None) -> forms.Field | None:
    """The admin's field of a relation without the signs that add, change, delete and show the other row."""
    if field is not None and hasattr(field.widget, "can_add_related"):
        for sign in ("add", "change", "delete", "view"):
            setattr(field.widget, f"can_{sign}_related", False)
    return field
