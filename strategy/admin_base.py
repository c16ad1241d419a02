"""How the Office edits the strategy's content: both languages, sources as lines, history, no broken ties."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.admin import TranslationAdmin
from modeltranslation.fields import TranslationField
from simple_history.admin import SimpleHistoryAdmin

from strategy.admin_history import ReadableChanges
from strategy.references import referring

LONG = 100
IN_LANGUAGE = {"pl": gettext_lazy("in Polish"), "en": gettext_lazy("in English")}
PROVENANCE: Any = (
    gettext_lazy("On whose word"),
    {"fields": ("provenance", "sources", "confidence", "note")},
)


class SourcesField(forms.CharField):
    """Sources as people write them: one in a line, `title | address | English title`.

    Only the title is needed; a source without an address is named on the pages, not linked.
    """

    widget = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})

    def __init__(self, *args, encoder=None, decoder=None, **kwargs):
        kwargs["help_text"] = gettext_lazy(
            "One source in a line: title | address | English title. Address and English title may be "
            "left out."
        )
        super().__init__(*args, **kwargs)

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return "\n".join(_line(source) for source in value)

    def to_python(self, value):
        return [_source(line) for line in super().to_python(value).splitlines() if line.strip()]

    def has_changed(self, initial, data):
        try:
            return (initial or []) != self.to_python(data or "")
        except ValidationError:
            return True


def _line(source: dict[str, str]) -> str:
    parts = [source.get("title", ""), source.get("url", ""), source.get("title_en", "")]
    return " | ".join(parts).rstrip(" |")


def _source(line: str) -> dict[str, str]:
    title, url, title_en, *more = [*(part.strip() for part in line.split("|")), "", ""]
    if any(more) or not title:
        message = _("Write the source “%(line)s” as: title | address | English title.")
        raise ValidationError(message % {"line": line.strip()})
    if url and not url.startswith(("http://", "https://")):
        message = _("The address of the source “%(title)s” must start with http:// or https://.")
        raise ValidationError(message % {"title": title})
    source = {"title": title, "url": url}
    return source | {"title_en": title_en} if title_en else source


class NoBrokenTies:
    """Refuses to delete what something refers to, and says what refers to it."""

    parts: tuple[type[models.Model], ...] = ()

    def get_deleted_objects(self, objs, request):
        """Adds everything that refers to the rows to what protects them."""
        deleted, counts, permissions, protected = super().get_deleted_objects(objs, request)
        for row in objs:
            if names := referring(row, self.parts):
                protected.append(
                    _("%(row)s: referred to by %(names)s") % {"row": row, "names": ", ".join(names)}
                )
        return deleted, counts, permissions, protected


class ComfortableFields(admin.options.BaseModelAdmin):
    """Fields sized for what is written into them, in forms and in tables below them."""

    formfield_overrides: ClassVar[Any] = {
        models.JSONField: {"form_class": SourcesField},
        # Tick boxes: no key to hold while clicking, and they work on a phone.
        models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Long texts get long fields, notes get low ones, and the language is said in words."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, models.TextField):
            field.widget.attrs["rows"] = 4
        elif isinstance(db_field, models.CharField) and db_field.max_length >= LONG and not db_field.choices:
            field.widget.attrs["class"] = "vLargeTextField"
        if isinstance(db_field, TranslationField) and db_field.language in IN_LANGUAGE:
            name = capfirst(db_field.translated_field.verbose_name)
            field.label = f"{name} ({IN_LANGUAGE[db_field.language]})"
        return field


class ContentAdmin(NoBrokenTies, ComfortableFields, TranslationAdmin, SimpleHistoryAdmin):
    """An admin page of the strategy's content."""

    list_per_page = 50

    def get_historical_record_context_helper(self, request, historical_record):
        """Changes in the words of the edit page."""
        return ReadableChanges(self.model, historical_record)

    def get_form(self, request, obj=None, **kwargs):
        """Whoever writes a text says on whose word it is: new ones start with a source to fill in."""
        form = super().get_form(request, obj, **kwargs)
        if "sources" in form.base_fields:
            form.base_fields["sources"].required = True
        return form
