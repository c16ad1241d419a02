"""`values/`: verified values for all; unverified ones only to those who may see them."""

import django_filters
from django.utils import timezone
from rest_framework import serializers

from forums.models import Team, TeamMember
from metropolis.rest.fields import AddressField, amount, written
from metropolis.rest.views import ReadOnlyViewSet
from monitoring.models import IndicatorValue, Observation
from strategy.api import CodeFilter, PeriodFilter, indicator_filter, municipality_filter
from strategy.models import Indicator, Municipality, ThematicArea

VALUE_PLACES = 6
RELATED = ("observation__indicator", "observation__municipality")
# The rows are many and their indicators wide: only what is shown is read.
SHOWN = (
    "value", "numerator", "denominator", "source", "source_url", "confidence", "note", "state", "revision",
    "published_at", "updated_at", "observation__period", "observation__indicator__code",
    "observation__indicator__precision", "observation__municipality__teryt",
)  # fmt: skip


class ValueOutput(serializers.ModelSerializer):
    """A value. `municipality` is null for the metropolis as a whole."""

    indicator = serializers.CharField(source="observation.indicator.code")
    municipality = serializers.CharField(source="observation.municipality.teryt", allow_null=True)
    period = serializers.CharField(source="observation.period")
    value = amount()
    numerator = amount(allow_null=True)
    denominator = amount(allow_null=True)
    url = AddressField("api:value-detail", source="pk")
    html_url = AddressField("indicator", source="observation.indicator.code")

    class Meta:
        model = IndicatorValue
        fields = [
            "indicator", "municipality", "period", "value", "numerator", "denominator", "source",
            "source_url", "confidence", "note", "state", "revision", "published_at",
            "url", "html_url", "updated_at",
        ]  # fmt: skip

    def to_representation(self, row):
        """Written out: values are many, and field by field they cost three times as much."""
        observation, fields = row.observation, self.fields
        indicator, municipality = observation.indicator, observation.municipality
        return {
            "indicator": indicator.code,
            "municipality": municipality and municipality.teryt,
            "period": observation.period,
            "value": written(row.value, indicator.precision),
            "numerator": _plain(row.numerator),
            "denominator": _plain(row.denominator),
            "source": row.source,
            "source_url": row.source_url,
            "confidence": row.confidence,
            "note": row.note,
            "state": row.state,
            "revision": row.revision,
            "published_at": _moment(row.published_at),
            "url": fields["url"].to_representation(row.pk),
            "html_url": fields["html_url"].to_representation(indicator.code),
            "updated_at": _moment(row.updated_at),
        }


class ValueFilters(django_filters.FilterSet):
    indicator = indicator_filter("observation__indicator")
    municipality = municipality_filter("observation__municipality")
    area = CodeFilter(field_name="observation__indicator__area", queryset=ThematicArea.objects.all())
    period = PeriodFilter(method="of_period")
    period_from = PeriodFilter(method="from_period")
    period_to = PeriodFilter(method="to_period")
    metropolis = django_filters.TypedChoiceFilter(
        field_name="observation__municipality",
        lookup_expr="isnull",
        choices=[("true", "true"), ("false", "false")],
        coerce=lambda text: text == "true",
        help_text="true: only values for the whole metropolis; false: only those of municipalities.",
    )

    class Meta:
        model = IndicatorValue
        fields = ["state"]

    def of_period(self, queryset, name, period):
        """Exactly this period."""
        return queryset.filter(observation__period=period.code)

    def from_period(self, queryset, name, period):
        """Periods that begin on the first day of this one or later."""
        return queryset.filter(observation__period_start__gte=period.start)

    def to_period(self, queryset, name, period):
        """Periods that end on the last day of this one or earlier."""
        return queryset.filter(observation__period_end__lte=period.end)


class ValueViewSet(ReadOnlyViewSet):
    """Of a verified value the current revision is listed; the others stay readable at their address."""

    serializer_class = ValueOutput
    filterset_class = ValueFilters
    lookup_value_regex = r"\d{1,18}"
    queryset = IndicatorValue.objects.none()
    reads = (IndicatorValue, Observation, Indicator, Municipality, ThematicArea, Team, TeamMember)
    depends_on_caller = True
    search_in = "observation__indicator__search_text"
    orderings = {
        "indicator": ("observation__indicator__code",),
        "municipality": ("observation__municipality__sort_key",),
        "period": ("observation__period_start", "observation__period_end"),
        "value": ("value",),
        "published_at": ("published_at",),
        "updated_at": ("updated_at",),
    }
    csv_columns = (
        "indicator", "municipality", "period", "value", "numerator", "denominator", "source", "source_url",
        "confidence", "note", "state", "revision", "published_at", "html_url", "updated_at",
    )  # fmt: skip

    def get_queryset(self):
        """What the caller may see; in lists without verified revisions that were replaced."""
        rows = IndicatorValue.objects.visible_to(self.request.user)
        if self.action == "list":
            rows = rows.exclude(pk__in=IndicatorValue.objects.replaced().values("pk"))
        return rows.select_related(*RELATED).only(*SHOWN).order_by("pk")


def _plain(number):
    """Parts of a ratio have no precision of their own: as they were typed, without zeros at the end."""
    text = written(number, VALUE_PLACES)
    return text and text.rstrip("0").rstrip(".")


def _moment(at):
    return at and timezone.localtime(at).isoformat()
