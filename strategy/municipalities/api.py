"""`municipalities/`: the members, their population and position."""

import django_filters
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from metropolis.rest.fields import AddressField, amount, written
from metropolis.rest.views import ReadOnlyViewSet
from strategy.api import ProvenanceField

from .models import Municipality, MunicipalityCode


class PositionOutput(serializers.Serializer):
    """Degrees of WGS 84."""

    lat = amount()
    lon = amount()


class CodeOutput(serializers.ModelSerializer):
    """A TERYT code with the time in which it held."""

    class Meta:
        model = MunicipalityCode
        fields = ["teryt", "valid_from", "valid_to"]


class MunicipalityOutput(serializers.ModelSerializer):
    """A member municipality. `teryt` is the code that holds today, `codes` has all of them."""

    url = AddressField("api:municipality-detail", source="teryt")
    html_url = AddressField("municipality", source="slug")
    area_km2 = serializers.SerializerMethodField()
    position = serializers.SerializerMethodField()
    codes = CodeOutput(many=True)
    provenance = ProvenanceField()

    class Meta:
        model = Municipality
        fields = [
            "teryt", "slug", "name", "kind", "county", "voivodeship", "population", "population_on",
            "area_km2", "position", "member_from", "member_to", "codes", "provenance",
            "url", "html_url", "updated_at",
        ]  # fmt: skip

    @extend_schema_field(amount(allow_null=True))
    def get_area_km2(self, row):
        return written(row.area_km2, 2)

    @extend_schema_field(PositionOutput(allow_null=True))
    def get_position(self, row):
        if row.lat is None or row.lon is None:
            return None
        return {"lat": written(row.lat, 5), "lon": written(row.lon, 5)}


class MunicipalityFilters(django_filters.FilterSet):
    class Meta:
        model = Municipality
        fields = ["kind"]


class MunicipalityViewSet(ReadOnlyViewSet):
    """The member municipalities, in Polish alphabetical order."""

    queryset = Municipality.objects.prefetch_related("codes")
    serializer_class = MunicipalityOutput
    filterset_class = MunicipalityFilters
    lookup_field = "teryt"
    lookup_value_regex = r"\d{7}"
    reads = (Municipality, MunicipalityCode)
    orderings = {"name": ("sort_key",), "population": ("population",), "teryt": ("teryt",)}
    csv_columns = (
        "teryt", "name", "kind", "county", "voivodeship", "population", "population_on", "area_km2",
        "position.lat", "position.lon", "member_from", "member_to", "html_url", "updated_at",
    )  # fmt: skip

    def get_object(self):
        """By the code of today; a code that held earlier leads to the same municipality."""
        teryt = self.kwargs["teryt"]
        current = self.get_queryset().filter(teryt=teryt).first()
        return current or get_object_or_404(self.get_queryset(), codes__teryt=teryt)
