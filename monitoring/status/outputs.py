"""How summaries, figures and statuses look in the API: functions from dataclasses to plain objects.

The serializers beside them say the same to the schema; the contract tests hold both together.
"""

from collections.abc import Mapping
from decimal import Decimal

from rest_framework import serializers

from metropolis.rest.fields import amount, written
from strategy.indicators.periods import Period

from .aggregation import Coverage
from .figures import Figure, Standing
from .forecast import LEVEL, Forecast, Outlook, Silence
from .points import Point
from .rules import Reading, Status, Trend
from .summary import Summary

SHARE_PLACES = 4


class StatusCountsOutput(serializers.Serializer):
    """How many indicators have each status."""

    no_target = serializers.IntegerField()
    not_due = serializers.IntegerField()
    no_data = serializers.IntegerField()
    achieved = serializers.IntegerField()
    on_track = serializers.IntegerField()
    at_risk = serializers.IntegerField()
    off_track = serializers.IntegerField()


class SummaryOutput(serializers.Serializer):
    """Own indicators and those of all goals below, each once. Shares are from 0 to 1."""

    indicators = serializers.IntegerField()
    with_data = serializers.IntegerField()
    share_with_data = amount(allow_null=True)
    statuses = StatusCountsOutput()
    mean_attainment = amount(allow_null=True)
    judged = serializers.IntegerField(help_text="Indicators from which the mean attainment comes.")


def summary(found: Summary) -> dict:
    """A summary of a goal, an area or the strategy."""
    return {
        "indicators": found.total,
        "with_data": found.with_data,
        "share_with_data": written(found.share_with_data, SHARE_PLACES),
        "statuses": {status: found.counts[status] for status in Status.values},
        "mean_attainment": written(found.attainment, SHARE_PLACES),
        "judged": found.judged,
    }


class CoverageOutput(serializers.Serializer):
    """How many municipalities a computed figure holds, and who is missing (TERYT)."""

    present = serializers.IntegerField()
    expected = serializers.IntegerField()
    missing = serializers.ListField(child=serializers.CharField())


def coverage(found: Coverage | None, teryt: Mapping[int, str]) -> dict | None:
    """The coverage of a figure, municipalities by TERYT."""
    if found is None:
        return None
    missing = sorted(teryt[pk] for pk in found.missing)
    return {"present": found.present, "expected": found.expected, "missing": missing}


class ReadingOutput(serializers.Serializer):
    """A number for a period."""

    period = serializers.CharField()
    value = amount()


def reading(found: Reading | None, places: int) -> dict | None:
    """A baseline, a target or a point of the expected path."""
    if found is None:
        return None
    return {"period": found.period.code, "value": written(found.value, places)}


class StatusOutput(serializers.Serializer):
    """The status with its reason. `attainment`: share of the expected change, 1 is as planned."""

    code = serializers.ChoiceField(choices=Status.values)
    label = serializers.CharField()  # type: ignore[assignment]
    reason = serializers.CharField()
    explanation = serializers.CharField()
    attainment = amount(allow_null=True)
    expected = amount(allow_null=True)
    judged = ReadingOutput(allow_null=True)


def status(standing: Standing, places: int) -> dict:
    """How an indicator stands, and why."""
    verdict = standing.verdict
    return {
        "code": str(verdict.status),
        "label": verdict.label,
        "reason": str(verdict.reason),
        "explanation": verdict.explanation,
        "attainment": written(verdict.attainment, SHARE_PLACES),
        "expected": written(verdict.expected, places),
        "judged": reading(verdict.judged, places),
    }


class TrendOutput(serializers.Serializer):
    """The change since the baseline, or since the first figure where there is none."""

    since = serializers.CharField()
    until = serializers.CharField()
    change = amount()
    share = amount(allow_null=True)
    course = serializers.ChoiceField(choices=["up", "down", "flat"])
    good = serializers.BooleanField(allow_null=True)


def trend(found: Trend | None, places: int) -> dict | None:
    """A change, with whether its direction is the wanted one."""
    if found is None:
        return None
    return {
        "since": found.since.period.code,
        "until": found.until.period.code,
        "change": written(found.change, places),
        "share": written(found.share, SHARE_PLACES),
        "course": found.course,
        "good": found.good,
    }


class ForecastOutput(serializers.Serializer):
    """What to expect if the trend goes on. Where `outlook` is null, `reason` says why there is no forecast.

    Paces are changes in a year; the interval holds four times in five.
    """

    outlook = serializers.ChoiceField(choices=Outlook.values, allow_null=True)
    label = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    reason = serializers.ChoiceField(choices=Silence.values, allow_null=True)
    explanation = serializers.CharField(allow_blank=True)
    target = ReadingOutput(allow_null=True)
    value = amount(allow_null=True)
    low = amount(allow_null=True)
    high = amount(allow_null=True)
    level = amount(allow_null=True)
    pace = amount(allow_null=True)
    required_pace = amount(allow_null=True)
    arrival = serializers.CharField(allow_null=True)
    since = serializers.CharField(allow_null=True)
    until = serializers.CharField(allow_null=True)
    values = serializers.IntegerField(allow_null=True)


def forecast(found: Forecast | Silence, places: int) -> dict:
    """A forecast with its interval, or why there is none. Paces have a place more than values."""
    if isinstance(found, Silence):
        return dict.fromkeys(ForecastOutput._declared_fields) | {
            "label": "",
            "reason": str(found),
            "explanation": str(found.label),
        }
    return {
        "outlook": str(found.outlook),
        "label": found.label,
        "reason": None,
        "explanation": "",
        "target": reading(found.target, places),
        "value": written(found.value, places),
        "low": written(found.low, places),
        "high": written(found.high, places),
        "level": str(LEVEL),
        "pace": written(found.pace, places + 1),
        "required_pace": written(found.required, places + 1),
        "arrival": found.arrival.code if found.arrival else None,
        "since": found.since.code,
        "until": found.until.code,
        "values": found.values,
    }


class ComputedOutput(serializers.Serializer):
    """A figure computed from the municipalities."""

    value = amount()
    coverage = CoverageOutput()


class FigureOutput(serializers.Serializer):
    """The metropolis in one period. `value` is as reported where `basis` says so, else as computed."""

    period = serializers.CharField()
    value = amount()
    basis = serializers.ChoiceField(choices=["reported", "computed"])
    total = amount(allow_null=True, help_text="Running total, where values add up.")
    total_lacks = serializers.ListField(child=serializers.CharField())
    computed = ComputedOutput(allow_null=True)
    differs = serializers.BooleanField(help_text="Reported and computed differ beyond rounding.")
    revised = serializers.BooleanField()
    comparable = serializers.BooleanField(help_text="Whether it may be measured against a target.")


def figure(found: Figure | None, places: int, teryt: Mapping[int, str]) -> dict | None:
    """A figure of the metropolis with what it comes from."""
    if found is None:
        return None
    computed = found.computed and {
        "value": written(found.computed.value, places),
        "coverage": coverage(found.computed.coverage, teryt),
    }
    return {
        "period": found.period.code,
        "value": written(found.value, places),
        "basis": found.basis,
        "total": written(found.total.value, places) if found.total else None,
        "total_lacks": [period.code for period in found.total.missing] if found.total else [],
        "computed": computed,
        "differs": found.differs,
        "revised": found.revised,
        "comparable": found.is_comparable,
    }


class PointOutput(serializers.Serializer):
    """A verified value of one municipality."""

    period = serializers.CharField()
    value = amount()
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    note = serializers.CharField(allow_blank=True)
    revised = serializers.BooleanField()


def point(found: Point, places: int) -> dict:
    """A municipal value."""
    return {
        "period": found.period.code,
        "value": written(found.value, places),
        "source": found.source,
        "note": found.note,
        "revised": found.revised,
    }


class MunicipalSeriesOutput(serializers.Serializer):
    """All verified values of one municipality."""

    municipality = serializers.CharField()
    name = serializers.CharField()
    values = PointOutput(many=True)


class SeriesOutput(serializers.Serializer):
    """The time series of an indicator: for the metropolis, by municipality, and the expected path."""

    indicator = serializers.CharField()
    unit = serializers.CharField()
    precision = serializers.IntegerField()
    metropolis = FigureOutput(many=True)
    municipalities = MunicipalSeriesOutput(many=True)
    expected_path = ReadingOutput(many=True)
    status = StatusOutput()
    url = serializers.URLField()
    html_url = serializers.URLField()
    updated_at = serializers.DateTimeField()


def latest_period(standing: Standing) -> str | None:
    """The latest period with any value."""
    period: Period | None = standing.data_period
    return period.code if period else None


def limits(low: Decimal | None, high: Decimal | None, places: int) -> dict | None:
    """A range, open where a side is missing; None where both are."""
    if low is None and high is None:
        return None
    return {"low": written(low, places), "high": written(high, places)}
