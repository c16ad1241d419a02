"""Fields that many resources share."""

from decimal import ROUND_HALF_UP, Decimal

from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


def full_address(request, view_name: str, *args) -> str:
    """The address of a page or resource, with host, in the language of the request."""
    return request.build_absolute_uri(reverse(view_name, args=args))


@extend_schema_field(OpenApiTypes.URI)
class AddressField(serializers.Field):
    """The full address of a page or resource, which ends with one text of the object and a slash.

    The address is resolved once for a whole list: `reverse` costs more than the rest of a row.
    """

    def __init__(self, view_name: str, *, source: str, **kwargs):
        self.view_name = view_name
        self._ends: tuple[str, str] | None = None
        super().__init__(source=source, read_only=True, **kwargs)

    def to_representation(self, value):
        if self._ends is None:
            before, _value, after = reverse(self.view_name, args=[value]).rpartition(str(value))
            self._ends = self.context["request"].build_absolute_uri(before), after
        before, after = self._ends
        return f"{before}{value}{after}"


def written(value: Decimal | None, places: int) -> str | None:
    """A decimal as text with so many places, rounded half up: never a float, never an exponent."""
    if value is None:
        return None
    return f"{value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):f}"


def amount(**kwargs) -> serializers.CharField:
    """A decimal as text in the schema."""
    return serializers.CharField(**{"help_text": "A decimal number as text.", **kwargs})
