"""Areas, goals and indicators as the API shows them, each with how it stands."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from metropolis.rest.fields import AddressField, amount, written
from strategy.api import ProvenanceField
from strategy.models import Goal, Indicator, ThematicArea

from . import outputs


@extend_schema_field(serializers.ListField(child=serializers.CharField()))
class CodesField(serializers.Field):
    """The codes of related rows, which the view has read as a list."""

    def to_representation(self, related):
        return [item.code for item in related]


class AreaOutput(serializers.ModelSerializer):
    """A thematic area. The provenance is that of `scope`."""

    project_value_mln_pln = serializers.SerializerMethodField()
    goals = CodesField(source="read_goals")
    summary = serializers.SerializerMethodField()
    provenance = ProvenanceField()
    url = AddressField("api:area-detail", source="code")
    html_url = AddressField("area", source="slug")

    class Meta:
        model = ThematicArea
        fields = [
            "code", "slug", "roman", "order", "name", "scope", "project_value_mln_pln",
            "project_value_label", "goals", "summary", "provenance", "url", "html_url", "updated_at",
        ]  # fmt: skip

    @extend_schema_field(amount(allow_null=True))
    def get_project_value_mln_pln(self, area):
        return written(area.project_value_mln_pln, 2)

    @extend_schema_field(outputs.SummaryOutput)
    def get_summary(self, area):
        return outputs.summary(self.context["overview"].areas[area.pk])


class NamedOutput(serializers.Serializer):
    """A text under a goal, with its code."""

    code = serializers.CharField()
    text = serializers.CharField()


@extend_schema_field(NamedOutput(many=True))
class NamedField(serializers.Field):
    """Challenges or key actions of a goal."""

    def to_representation(self, related):
        return [{"code": item.code, "text": item.text} for item in related]


class GoalOutput(serializers.ModelSerializer):
    """A main goal, a specific goal or a direction of action."""

    area = serializers.CharField(source="area.code")
    parent = serializers.CharField(  # type: ignore[assignment]
        source="parent.code", default=None, allow_null=True
    )
    challenges = NamedField(source="read_challenges")
    key_actions = NamedField(source="read_key_actions")
    indicators = CodesField(source="read_indicators")
    summary = serializers.SerializerMethodField()
    provenance = ProvenanceField()
    url = AddressField("api:goal-detail", source="code")
    html_url = AddressField("goal", source="code")

    class Meta:
        model = Goal
        fields = [
            "code", "official_code", "level", "parent", "area", "order", "text", "challenges",
            "key_actions", "indicators", "summary", "provenance", "url", "html_url", "updated_at",
        ]  # fmt: skip

    @extend_schema_field(outputs.SummaryOutput)
    def get_summary(self, goal):
        return outputs.summary(self.context["overview"].goals[goal.pk])


class RangeOutput(serializers.Serializer):
    """A range; a side that is null is open."""

    low = amount(allow_null=True)
    high = amount(allow_null=True)


class BaselineOutput(outputs.ReadingOutput):
    """The value from which change is measured, and what it rests on."""

    basis = serializers.CharField(allow_blank=True)


class IndicatorOutput(serializers.ModelSerializer):
    """A definition with its baseline, targets and how it stands today."""

    area = serializers.CharField(source="area.code", default=None, allow_null=True)
    goals = CodesField(source="read_goals")
    partner = serializers.CharField(source="partner.slug", default=None, allow_null=True)
    weight = serializers.SerializerMethodField()
    plausible = serializers.SerializerMethodField()
    keep_within = serializers.SerializerMethodField()
    baseline = serializers.SerializerMethodField()
    targets = serializers.SerializerMethodField()
    status = serializers.SerializerMethodField()
    latest = serializers.SerializerMethodField()
    latest_data_period = serializers.SerializerMethodField()
    data_coverage = serializers.SerializerMethodField()
    why_no_figure = serializers.SerializerMethodField()
    trend = serializers.SerializerMethodField()
    forecast = serializers.SerializerMethodField()
    provenance = ProvenanceField()
    url = AddressField("api:indicator-detail", source="code")
    html_url = AddressField("indicator", source="code")

    class Meta:
        model = Indicator
        fields = [
            "code", "name", "definition", "unit", "kind", "scope", "area", "goals", "direction",
            "direction_provenance", "supplier", "partner", "data_source", "bdl_variable_id", "frequency",
            "aggregation", "accumulation", "collection_provenance", "precision", "is_share", "weight",
            "plausible", "keep_within", "first_due_period", "baseline", "targets", "status", "latest",
            "latest_data_period", "data_coverage", "why_no_figure", "trend", "forecast",
            "provenance", "url", "html_url", "updated_at",
        ]  # fmt: skip

    def _standing(self, row):
        return self.context["overview"].standings[row.pk]

    @extend_schema_field(amount())
    def get_weight(self, row):
        return written(row.weight, 2)

    @extend_schema_field(RangeOutput(allow_null=True))
    def get_plausible(self, row):
        return outputs.limits(row.range_low, row.range_high, row.precision)

    @extend_schema_field(RangeOutput(allow_null=True))
    def get_keep_within(self, row):
        return outputs.limits(row.keep_low, row.keep_high, row.precision)

    @extend_schema_field(BaselineOutput(allow_null=True))
    def get_baseline(self, row):
        found = outputs.reading(self._standing(row).yardstick.baseline, row.precision)
        return found and {**found, "basis": row.baseline_basis or ""}

    @extend_schema_field(outputs.ReadingOutput(many=True))
    def get_targets(self, row):
        return [outputs.reading(target, row.precision) for target in self._standing(row).yardstick.targets]

    @extend_schema_field(outputs.StatusOutput)
    def get_status(self, row):
        return outputs.status(self._standing(row), row.precision)

    @extend_schema_field(outputs.FigureOutput(allow_null=True))
    def get_latest(self, row):
        return outputs.figure(self._standing(row).latest, row.precision, self.context["teryt"])

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_latest_data_period(self, row):
        return outputs.latest_period(self._standing(row))

    @extend_schema_field(outputs.CoverageOutput(allow_null=True))
    def get_data_coverage(self, row):
        return outputs.coverage(self._standing(row).data_coverage, self.context["teryt"])

    @extend_schema_field(serializers.CharField(allow_blank=True))
    def get_why_no_figure(self, row):
        return self._standing(row).why_no_figure

    @extend_schema_field(outputs.TrendOutput(allow_null=True))
    def get_trend(self, row):
        return outputs.trend(self._standing(row).trend, row.precision)

    @extend_schema_field(outputs.ForecastOutput)
    def get_forecast(self, row):
        return outputs.forecast(self.context["forecasts"][row.pk], row.precision)
