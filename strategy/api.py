"""What resources of several subjects share: periods and codes in filters, the word behind a text."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from .indicators.models import Indicator
from .indicators.periods import Period
from .municipalities.models import Municipality

PERIOD_PATTERN = r"^[12]\d{3}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?$"


class PeriodField(forms.CharField):
    """A period code, read into a `Period`."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return Period.parse(text)
        except ValueError as error:
            message = _("Write the period as 2024, 2024-H1, 2024-Q3 or 2024-07.")
            raise forms.ValidationError(message, code="period") from error


@extend_schema_field({"type": "string", "pattern": PERIOD_PATTERN})
class PeriodFilter(django_filters.Filter):
    """Compares with a period: `method` of the filter set decides how."""

    field_class = PeriodField


class CodeFilter(django_filters.ModelChoiceFilter):
    """A row named by its code; an unknown code is a mistake of the request."""

    def __init__(self, *args, field: str = "code", **kwargs):
        messages = {"invalid_choice": _("Nothing has this code.")}
        super().__init__(*args, to_field_name=field, error_messages=messages, **kwargs)


def indicator_filter(field_name: str) -> CodeFilter:
    """Filter by the code of an indicator."""
    return CodeFilter(field_name=field_name, queryset=Indicator.objects.all())


def municipality_filter(field_name: str) -> CodeFilter:
    """Filter by the TERYT code that holds today."""
    return CodeFilter(field_name=field_name, field="teryt", queryset=Municipality.objects.all())


class SourceOutput(serializers.Serializer):
    """A source by name, with its address where it has one."""

    title = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)


class ProvenanceOutput(serializers.Serializer):
    """On whose word: `official`, `paraphrase`, `editorial` or `unverified`, and where it was read."""

    status = serializers.CharField(allow_blank=True)
    confidence = serializers.CharField(allow_blank=True)
    sources = SourceOutput(many=True)
    note = serializers.CharField(allow_blank=True)


@extend_schema_field(ProvenanceOutput)
class ProvenanceField(serializers.Field):
    """The provenance of a sourced row."""

    def __init__(self, **kwargs):
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, item):
        return {
            "status": item.provenance,
            "confidence": item.confidence,
            "sources": item.source_links,
            "note": item.note or "",
        }
