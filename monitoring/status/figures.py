"""The figures of an indicator, as pages, reports and the API show them. Pure rules, no database."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import repeat

from monitoring.values.ratios import ratio_scale
from strategy.indicators.periods import Period
from strategy.models import Indicator

from .aggregation import Aggregate, Coverage, Total, aggregate, differs, running_totals
from .points import Measured, Point
from .rules import Reading, Reason, Status, Trend, Verdict, Yardstick, status_of, trend


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest period with any value. `coverage`: how many municipalities have one, where asked."""

    period: Period
    coverage: Coverage | None


@dataclass(frozen=True, slots=True)
class Figure:
    """The metropolis in one period.

    `reported` is the verified value for the whole metropolis, `computed` the aggregate of the
    municipalities; the reported one is shown where there is one. `differs`: both exist, the computed
    one is complete, and they are further apart than rounding explains. `total` is the running total of
    an indicator whose values add up.
    """

    period: Period
    reported: Point | None
    computed: Aggregate | None
    differs: bool = False
    revised: bool = False
    total: Total | None = None

    @property
    def value(self) -> Decimal:
        """The figure to show: as reported, else as computed."""
        if self.reported is not None:
            return self.reported.value
        assert self.computed is not None  # noqa: S101  a figure is one or the other
        return self.computed.value

    @property
    def basis(self) -> str:
        """`reported` or `computed`."""
        return "computed" if self.reported is None else "reported"

    @property
    def coverage(self) -> Coverage | None:
        """How many municipalities are in a computed figure; None for a reported one."""
        return self.computed.coverage if self.reported is None and self.computed else None

    @property
    def counted(self) -> Decimal:
        """What the target is compared with: the running total where values add up, else the value."""
        return self.total.value if self.total else self.value

    @property
    def is_comparable(self) -> bool:
        """Whether nothing is missing that would make a comparison with the target untrue."""
        if self.total is not None:
            return not self.total.missing
        return self.reported is not None or (self.computed is not None and self.computed.is_comparable)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an indicator stands on a day, in short: what lists and summaries show.

    `latest` is the newest figure of the metropolis (None: see `why_no_figure`); `verdict.judged` is the
    reading that the status was decided from. `data_period` and `data_coverage` say for which period
    municipalities sent values last, and how many, whether or not these can be aggregated. `history` are
    the figures that may be compared with each other, in order of time; `figures` counts all of them.
    """

    indicator: int
    weight: Decimal
    verdict: Verdict
    yardstick: Yardstick
    latest: Figure | None = None
    trend: Trend | None = None
    data_period: Period | None = None
    data_coverage: Coverage | None = None
    why_no_figure: str = ""
    history: tuple[Reading, ...] = ()
    figures: int = 0

    @property
    def has_data(self) -> bool:
        """Whether any verified value exists."""
        return self.data_period is not None


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of points without having them: periods of the municipal ones, whose word all of them are.

    An origin is source, address and confidence.
    """

    periods: tuple[Period, ...]
    origins: frozenset[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Series:
    """Everything verified about one indicator: metropolitan figures, municipal series, standing.

    `municipal` maps the ids of municipalities to their points in order of time; `path` has the corners
    of the expected path (baseline, intermediate targets, target): straight lines run between them.
    `said` stands in for the points where `municipal` does not hold all of them.
    """

    indicator: Indicator
    figures: tuple[Figure, ...]
    municipal: Mapping[int, tuple[Point, ...]]
    path: tuple[Reading, ...]
    standing: Standing
    said: Said | None = None

    @property
    def municipal_periods(self) -> tuple[Period, ...]:
        """Periods in which municipalities sent values, in order of time."""
        if self.said is not None:
            return self.said.periods
        return tuple(sorted({point.period for points in self.municipal.values() for point in points}))

    @property
    def earlier_period(self) -> Period | None:
        """The municipal period before the latest data."""
        latest = self.standing.data_period
        return max((one for one in self.municipal_periods if latest and one < latest), default=None)

    @property
    def origins(self) -> frozenset[tuple[str, str, str]]:
        """Source, address and confidence of the values, each once."""
        if self.said is not None:
            return self.said.origins
        points = [point for row in self.municipal.values() for point in row]
        points += [figure.reported for figure in self.figures if figure.reported]
        return frozenset((point.source, point.source_url, point.confidence) for point in points)

    @property
    def periods(self) -> tuple[Period, ...]:
        """All periods with any value, in order of time."""
        return tuple(sorted({figure.period for figure in self.figures}.union(self.municipal_periods)))

    def municipal_in(self, period: Period) -> dict[int, Point]:
        """Municipality -> its value of one period: the municipal comparison."""
        return {
            municipality: point
            for municipality, points in self.municipal.items()
            for point in points
            if point.period == period
        }


class NoFigure:
    """Codes of why there is no figure of the metropolis; `monitoring.status.sentences` has the words."""

    NOT_SET = "not_set"
    NOT_ADDITIVE = "not_additive"
    NOT_REPORTED = "not_reported"
    NO_VALUES = "no_values"


WeightOf = Callable[[int, Period], Decimal | None]


def yardstick_of(indicator: Indicator) -> Yardstick:
    """What the indicator's values are measured against. Reads `targets` (prefetch them)."""
    baseline = None
    if indicator.baseline_value is not None:
        baseline = Reading(Period.parse(indicator.baseline_period), indicator.baseline_value)
    targets = (Reading(Period.parse(target.period), target.value) for target in indicator.targets.all())
    return Yardstick(
        direction=indicator.direction,
        frequency=indicator.frequency,
        baseline=baseline,
        targets=tuple(sorted(targets, key=lambda reading: reading.period)),
        keep_low=indicator.keep_low,
        keep_high=indicator.keep_high,
        first_due=Period.parse(indicator.first_due_period) if indicator.first_due_period else None,
    )


def by_period(points: Iterable[Point]) -> dict[Period, Measured]:
    """All points of an indicator, gathered by their periods."""
    measured: dict[Period, Measured] = {}
    for point in points:
        here = measured.setdefault(point.period, Measured())
        if point.municipality is None:
            here.reported = point
        else:
            here.municipalities.append(point.municipality)
            here.values.append(point.value)
            here.numerators.append(point.numerator)
            here.denominators.append(point.denominator)
            here.orders.append(point.id)
            here.revised |= point.revised
    return measured


def figures_of(
    indicator: Indicator,
    measured: Mapping[Period, Measured],
    *,
    members_in: Callable[[Period], Sequence[int]],
    weight_of: WeightOf,
) -> tuple[Figure, ...]:
    """The figures of the metropolis, in order of time, from all that was measured."""
    found = [
        figure_in(indicator, period, here, members=members_in(period), weight_of=weight_of)
        for period, here in measured.items()
    ]
    return in_order(indicator, [figure for figure in found if figure is not None])


def figure_in(
    indicator: Indicator, period: Period, here: Measured, *, members: Sequence[int], weight_of: WeightOf
) -> Figure | None:
    """The figure of one period; None where nothing is reported and nothing can be computed."""
    computed = _compute(indicator, period, here, members, weight_of)
    if here.reported is None and computed is None:
        return None
    return _figure(indicator, period, here, computed)


def in_order(indicator: Indicator, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """All figures of an indicator in order of time, with running totals where its values add up."""
    ordered = sorted(figures, key=lambda figure: figure.period)
    if indicator.accumulation == Indicator.Accumulation.CUMULATIVE_ADD:
        return _with_totals(indicator, ordered)
    return tuple(ordered)


def latest_of(
    indicator: Indicator,
    measured: Mapping[Period, Measured],
    *,
    members_in: Callable[[Period], Sequence[int]],
) -> Latest | None:
    """The latest period with any value; None where there is no value."""
    period = max(measured, default=None)
    return latest_in(indicator, period, measured[period], members=members_in(period)) if period else None


def latest_in(indicator: Indicator, period: Period, here: Measured, *, members: Sequence[int]) -> Latest:
    """What is to be said of a period if it is the latest one."""
    if indicator.scope != Indicator.Scope.MUNICIPALITY:
        return Latest(period, None)
    present = set(here.municipalities)
    missing = tuple(member for member in members if member not in present)
    return Latest(period, Coverage(len(members) - len(missing), len(members), missing))


def standing_of(
    indicator: Indicator, figures: Sequence[Figure], data: Latest | None, *, on: datetime.date
) -> Standing:
    """How the indicator stands on a day, by its figures and its latest data."""
    yardstick = yardstick_of(indicator)
    counting = _counting(indicator, figures)
    history = tuple(Reading(figure.period, figure.counted) for figure in counting if figure.is_comparable)
    latest = figures[-1] if figures else None
    return Standing(
        indicator=indicator.pk,
        weight=indicator.weight,
        verdict=verdict_on(on, yardstick, history, figures=len(counting)),
        latest=latest,
        trend=_trend(indicator, yardstick, history),
        yardstick=yardstick,
        data_period=data.period if data else None,
        data_coverage=data.coverage if data else None,
        why_no_figure="" if latest else _why_no_figure(indicator, data),
        history=history,
        figures=len(counting),
    )


def verdict_on(
    day: datetime.date, yardstick: Yardstick, history: Sequence[Reading], *, figures: int
) -> Verdict:
    """The status by the latest figure that may be compared (an incomplete sum is not), on a day."""
    verdict = status_of(yardstick, history[-1] if history else None, on=day)
    if figures and not history and verdict.status == Status.NO_DATA:
        return replace(verdict, reason=Reason.INCOMPLETE)
    return verdict


def judged_on(day: datetime.date, standing: Standing) -> Standing:
    """The same numbers, judged on another day: values grow old, and first periods come."""
    verdict = verdict_on(day, standing.yardstick, standing.history, figures=standing.figures)
    return replace(standing, verdict=verdict)


def _counting(indicator: Indicator, figures: Sequence[Figure]) -> list[Figure]:
    """Those that the target speaks of: where values add up, increments up to the baseline are in it."""
    adds = indicator.accumulation == Indicator.Accumulation.CUMULATIVE_ADD
    return [figure for figure in figures if figure.total is not None or not adds]


def expected_path(yardstick: Yardstick) -> tuple[Reading, ...]:
    """The baseline and the targets: the corners of the expected path (straight lines between)."""
    if yardstick.baseline is None or not yardstick.targets:
        return ()
    return (yardstick.baseline, *yardstick.targets)


def _compute(indicator, period, here: Measured, members, weight_of) -> Aggregate | None:
    populations: Iterable[Decimal | None] = repeat(None)
    if indicator.aggregation == Indicator.Aggregation.POPULATION_MEAN:
        populations = (weight_of(municipality, period) for municipality in here.municipalities)
    scale = ratio_scale(is_share=indicator.is_share, unit=indicator.unit)
    return aggregate(indicator.aggregation, here.parts(populations), members=members, scale=scale)


def _figure(indicator, period, here: Measured, computed: Aggregate | None) -> Figure:
    reported = here.reported
    differ = (
        reported is not None
        and computed is not None
        and computed.coverage.is_complete
        and differs(reported.value, computed.value, precision=indicator.precision)
    )
    revised = reported.revised if reported is not None else here.revised
    return Figure(period=period, reported=reported, computed=computed, differs=differ, revised=revised)


def _with_totals(indicator: Indicator, figures: list[Figure]) -> tuple[Figure, ...]:
    baseline = yardstick_of(indicator).baseline
    totals = running_totals(
        {figure.period: figure.value for figure in figures},
        frequency=indicator.frequency,
        start=baseline.value if baseline else Decimal(0),
        after=baseline.period if baseline else None,
        incomplete={figure.period for figure in figures if not figure.is_comparable},
    )
    return tuple(replace(figure, total=totals.get(figure.period)) for figure in figures)


def _trend(indicator: Indicator, yardstick: Yardstick, history: Sequence[Reading]) -> Trend | None:
    """Since the baseline; without one, since the first figure."""
    if not history:
        return None
    return trend(
        yardstick.baseline or history[0],
        history[-1],
        direction=yardstick.direction,
        precision=indicator.precision,
    )


def _why_no_figure(indicator: Indicator, data: Latest | None) -> str:
    if indicator.scope == Indicator.Scope.METROPOLIS or data is None:
        return NoFigure.NO_VALUES
    return _NO_FIGURE.get(indicator.aggregation, NoFigure.NO_VALUES)


_NO_FIGURE: dict[str, str] = {
    Indicator.Aggregation.NOT_SET: NoFigure.NOT_SET,
    Indicator.Aggregation.NOT_ADDITIVE: NoFigure.NOT_ADDITIVE,
    Indicator.Aggregation.REPORTED: NoFigure.NOT_REPORTED,
}
