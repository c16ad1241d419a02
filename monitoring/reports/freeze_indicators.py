"""The indicators with their values and how they stand, computed by the rules of `monitoring.status`."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet
from django.utils.translation import override

from monitoring.status.figures import Figure, Series, Standing
from monitoring.status.forecast import LEVEL, Forecast, Silence, forecast_of
from monitoring.status.forecast_sentences import forecast_sentences
from monitoring.status.forecasts import Found, forecasts_of
from monitoring.status.points import Point
from monitoring.status.rules import Reading, Trend
from monitoring.status.sentences import standing_sentences
from monitoring.status.summary import Counted, Summary, indicators_of_areas, summarise
from strategy.models import Goal, Indicator, Municipality, ThematicArea

from .freeze_origins import Functions, Origins, day_of
from .freeze_values import known_values
from .frozen import Frozen, both, number, share

LANGUAGES = ("pl", "en")


def indicators(
    *,
    as_of: datetime.date,
    until: datetime.date,
    functions: Functions,
    area: str = "",
    municipality: str = "",
) -> Frozen:
    """The indicators with their values, and the summaries of areas and of the whole strategy.

    `area`: code of the only area whose indicators and summary are wanted; others are not even read.
    `municipality`: slug of the one that the report is about: its values are held in any case.
    """
    rows = list(_wanted(area).select_related("area", "partner").prefetch_related("goals", "targets"))
    slugs = dict(Municipality.objects.values_list("pk", "slug"))
    known = known_values(rows, as_of=as_of, until=until, places=len(slugs), municipality=municipality)
    origins = Origins(as_of, functions, known.where)
    standings = {row.pk: known.series[row.pk].standing for row in rows}
    ahead = forecasts_of(standings.values(), on=as_of)
    frozen = [
        {
            **_indicator(known.series[row.pk], ahead[row.pk], slugs),
            "values": [_value(point, origins, slugs) for point in known.points[row.pk]],
        }
        for row in rows
    ]
    left_out = {} if known.is_whole else {"municipal_values": "left_out"}
    return {"indicators": frozen, "summary": _summaries(rows, standings), **left_out}


def _wanted(area: str) -> QuerySet[Indicator]:
    """All indicators, or those that an area and its goals need."""
    if not area:
        return Indicator.objects.all()
    of_goals = Indicator.goals.through.objects.filter(goal__area__code=area).values("indicator")
    return Indicator.objects.filter(Q(area__code=area) | Q(pk__in=of_goals))


def _indicator(series: Series, ahead: Found, slugs: Mapping[int, str]) -> Frozen:
    row = series.indicator
    return {
        **_definition(row),
        **_standing(series.standing, row, slugs),
        **_ahead(ahead, series.standing, row),
        "figures": [_figure(figure, slugs) for figure in series.figures],
    }


def _definition(row: Indicator) -> Frozen:
    texts = ("name", "definition", "unit", "data_source", "note")
    codes = (
        "kind",
        "scope",
        "direction",
        "supplier",
        "frequency",
        "aggregation",
        "accumulation",
        "provenance",
    )
    return {
        "code": row.code,
        "area": row.area.code if row.area else None,
        "area_order": row.area.order if row.area else None,
        "goals": sorted(goal.code for goal in row.goals.all()),
        **{name: both(row, name) for name in texts},
        **{name: getattr(row, name) for name in codes},
        "precision": row.precision,
        "weight": number(row.weight),
        "keep_low": number(row.keep_low),
        "keep_high": number(row.keep_high),
        "sources": row.sources,
        "baseline": _baseline(row),
        "targets": [
            {"period": target.period, "value": number(target.value), "provenance": target.provenance}
            for target in sorted(row.targets.all(), key=lambda target: target.period)
        ],
    }


def _baseline(row: Indicator) -> Frozen | None:
    if row.baseline_value is None:
        return None
    return {
        "period": row.baseline_period,
        "value": number(row.baseline_value),
        "basis": both(row, "baseline_basis"),
    }


def _standing(standing: Standing, row: Indicator, slugs: Mapping[int, str]) -> Frozen:
    verdict, coverage = standing.verdict, standing.data_coverage
    return {
        "status": {
            "code": str(verdict.status),
            "reason": str(verdict.reason),
            "attainment": share(verdict.attainment),
            "expected": share(verdict.expected),
            "judged": _reading(verdict.judged),
        },
        "trend": _trend(standing.trend),
        "why_no_figure": standing.why_no_figure,
        "data_period": standing.data_period.code if standing.data_period else None,
        "coverage": _coverage(coverage, slugs) if coverage else None,
        "sentences": {language: _sentences(standing, row, language) for language in LANGUAGES},
    }


def _sentences(standing: Standing, row: Indicator, language: str) -> list[str]:
    with override(language):
        return standing_sentences(standing, unit=row.unit, precision=row.precision)


def _ahead(found: Found, standing: Standing, row: Indicator) -> Frozen:
    """The forecast, or why there is none. One that the worker has not kept yet is computed here."""
    if found is Silence.PENDING:
        found = forecast_of(standing.history, standing.yardstick)
    if isinstance(found, Silence):
        return {"forecast": None, "why_no_forecast": str(found.value)}
    return {"forecast": _forecast(found, row), "why_no_forecast": ""}


def _forecast(found: Forecast, row: Indicator) -> Frozen:
    sentences = {}
    for language in LANGUAGES:
        with override(language):
            sentences[language] = forecast_sentences(found, unit=row.unit, precision=row.precision)
    return {
        "outlook": str(found.outlook),
        "period": found.target.period.code,
        "value": share(found.value),
        "low": share(found.low),
        "high": share(found.high),
        "probability": number(LEVEL),
        "pace": share(found.pace),
        "required": share(found.required),
        "arrival": found.arrival.code if found.arrival else None,
        "since": found.since.code,
        "until": found.until.code,
        "values": found.values,
        "sentences": sentences,
    }


def _reading(reading: Reading | None) -> Frozen | None:
    return None if reading is None else {"period": reading.period.code, "value": share(reading.value)}


def _trend(trend: Trend | None) -> Frozen | None:
    if trend is None:
        return None
    return {
        "since": _reading(trend.since),
        "until": _reading(trend.until),
        "change": share(trend.change),
        "share": share(trend.share),
        "course": trend.course,
        "good": trend.good,
    }


def _coverage(coverage, slugs: Mapping[int, str]) -> Frozen:
    missing = sorted(slugs[pk] for pk in coverage.missing)
    return {"present": coverage.present, "expected": coverage.expected, "missing": missing}


def _figure(figure: Figure, slugs: Mapping[int, str]) -> Frozen:
    return {
        "period": figure.period.code,
        "value": share(figure.value),
        "counted": share(figure.counted),
        "basis": figure.basis,
        "comparable": figure.is_comparable,
        "coverage": _coverage(figure.coverage, slugs) if figure.coverage else None,
        "computed": share(figure.computed.value) if figure.computed else None,
        "differs": figure.differs,
        "revised": figure.revised,
    }


def _value(point: Point, origins: Origins, slugs: Mapping[int, str]) -> Frozen:
    return {
        "id": point.id,
        "period": point.period.code,
        "municipality": slugs[point.municipality] if point.municipality else None,
        "value": number(point.value),
        "numerator": number(point.numerator),
        "denominator": number(point.denominator),
        "source": point.source,
        "source_url": point.source_url,
        "confidence": point.confidence,
        "note": point.note,
        "published_on": day_of(point.published_at),
        "revised": point.revised,
        **origins.of(point.id),
    }


def _summaries(rows: Iterable[Indicator], standings: Mapping[int, Standing]) -> Frozen:
    rows = list(rows)
    own = defaultdict(list)
    for row in rows:
        for goal in row.goals.all():
            own[goal.pk].append(row.pk)
    areas = dict(ThematicArea.objects.values_list("pk", "code"))
    groups = indicators_of_areas(
        areas,
        area_of_indicator={row.pk: row.area_id for row in rows},
        area_of_goal=dict(Goal.objects.values_list("pk", "area")),
        own=own,
    )
    counted = {
        pk: Counted(standing.verdict, standing.weight, standing.has_data)
        for pk, standing in standings.items()
    }
    with_target = {row.pk for row in rows if row.targets.all() or row.direction == "keep"}

    def frozen(members: Iterable[int]) -> Frozen:
        members = set(members)
        return _summary(summarise(counted[pk] for pk in members), len(members & with_target))

    return {"strategy": frozen(counted), "areas": {areas[pk]: frozen(group) for pk, group in groups.items()}}


def _summary(summary: Summary, with_target: int) -> Frozen:
    return {
        "counts": dict(summary.counts),
        "total": summary.total,
        "with_data": summary.with_data,
        "with_target": with_target,
        "attainment": share(summary.attainment),
        "judged": summary.judged,
    }
