"""One figure of an indicator, taken apart: whose values, when published, by which rule."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from metropolis.ui.dates import short_date
from metropolis.ui.numbers import format_decimal
from monitoring.models import IndicatorValue
from monitoring.status.aggregation import METHODS, Method, Part
from monitoring.status.figures import Figure, Series
from monitoring.status.points import Point
from monitoring.status.sentences import coverage_sentence, with_unit
from monitoring.status.series import Weight, members_at, published_by, read_series, read_weights
from monitoring.values.ratios import ratio_scale
from strategy.indicators.periods import Period
from strategy.models import Indicator, Municipality

from .formulas import Term, formula, rule_in_words


@dataclass(frozen=True)
class ValueRow:
    """A value that the figure was made from, or a place that is missing (no value)."""

    name: str
    slug: str
    value: str = ""
    ratio: str = ""
    weight: str = ""
    published: str = ""
    source: str = ""
    source_url: str = ""
    note: str = ""
    author: str = ""
    left_out: str = ""
    history_url: str = ""


@dataclass(frozen=True)
class Correction:
    """A verified revision of a value that was corrected, oldest first."""

    name: str
    value: str
    published: str
    counts: bool


@dataclass(frozen=True)
class Step:
    """A step of a running total."""

    period: str
    value: str
    total: str
    missing: str


@dataclass(frozen=True)
class FigureScreen:
    """Everything that the page of a figure shows, written out."""

    indicator: Indicator
    period: Period
    value: str
    basis: list[str]
    formula: str
    rows: list[ValueRow]
    corrections: list[Correction]
    steps: list[Step]
    is_judged: bool
    with_ratio: bool
    with_weight: bool


def read_figure(
    indicator: Indicator, period: Period, *, insider: bool, as_of: datetime.date | None = None
) -> FigureScreen | None:
    """The page of one figure, as known on a day; None where nothing verified is known of the period."""
    series = read_series([indicator], as_of=as_of)[indicator.pk]
    points = series.municipal_in(period)
    figure = next((one for one in series.figures if one.period == period), None)
    if figure is None and not points:
        return None
    municipalities = {row.pk: row for row in Municipality.objects.order_by("sort_key")}
    revisions = _revisions(indicator, period, as_of)
    parts = _Parts(indicator, period, points, municipalities, as_of)
    judged = series.standing.verdict.judged
    return FigureScreen(
        indicator=indicator,
        period=period,
        value=_value(indicator, figure),
        basis=_basis(indicator, series, figure),
        formula=parts.formula(figure),
        rows=_rows(parts, figure, {row.pk: row for row in revisions}, insider),
        corrections=_corrections(revisions, municipalities, indicator.precision),
        steps=_steps(series, period),
        is_judged=judged is not None and judged.period == period,
        with_ratio=indicator.aggregation == Method.RATIO,
        with_weight=parts.weight_in is not None,
    )


class _Parts:
    """The municipal values of the period, with what the rule needs beside them."""

    def __init__(self, indicator, period, points, municipalities, as_of):
        self.indicator, self.period, self.municipalities = indicator, period, municipalities
        self.points: dict[int, Point] = points
        rows = list(municipalities.values())
        self.members = set(members_at(rows, period))
        weighs = indicator.aggregation == Method.POPULATION_MEAN
        self.weight_in = read_weights(rows, as_of=as_of) if weighs else None

    def weight(self, pk: int) -> Weight | None:
        return self.weight_in(pk, self.period) if self.weight_in else None

    def left_out(self, pk: int) -> str:
        """Why a value does not count; empty where it does."""
        point, method = self.points[pk], self.indicator.aggregation
        if pk not in self.members:
            return _("not counted: no member of the metropolis in this period")
        if method not in METHODS:
            return ""
        weight = self.weight(pk)
        population = weight.population if weight else None
        part = Part(pk, point.value, point.numerator, point.denominator, population)
        usable, _compute = METHODS[method]
        if usable(part):
            return ""
        if method == Method.RATIO:
            return _("not counted: numerator and denominator are not known")
        return _("not counted: the population is not known")

    def formula(self, figure: Figure | None) -> str:
        method = self.indicator.aggregation
        if figure is None or figure.computed is None or method not in METHODS:
            return ""
        counted = [(pk, self.points[pk]) for pk in self.municipalities if pk in self.points]
        terms = [self._term(pk, point) for pk, point in counted if not self.left_out(pk)]
        scale = ratio_scale(is_share=self.indicator.is_share, unit=self.indicator.unit)
        places = self.indicator.precision
        return formula(method, terms, figure.computed.value, places=places, scale=scale)

    def _term(self, pk: int, point: Point) -> Term:
        weight = self.weight(pk)
        return Term(point.value, point.numerator, point.denominator, weight.population if weight else None)


def _value(indicator: Indicator, figure: Figure | None) -> str:
    return with_unit(figure.value, indicator.unit, indicator.precision) if figure else ""


def _basis(indicator: Indicator, series: Series, figure: Figure | None) -> list[str]:
    """Which rule made the figure, on how much data, and what does not agree."""
    if figure is None:
        return [_("There is no figure for the metropolis in this period: only values of municipalities.")]
    said, computed = [], figure.computed
    if figure.reported is not None:
        said.append(_("The figure was reported for the whole metropolis and is shown as reported."))
    elif computed is not None:
        said += [rule_in_words(indicator.aggregation), coverage_sentence(computed.coverage)]
    if figure.reported is not None and computed is not None:
        facts = {"value": with_unit(computed.value, indicator.unit, indicator.precision)}
        said.append(_("Counted from the municipalities it would be %(value)s.") % facts)
        said += [rule_in_words(indicator.aggregation), coverage_sentence(computed.coverage)]
    if figure.differs:
        said.append(_("The two differ by more than rounding: a question to the Association Office."))
    if not figure.is_comparable:
        said.append(_("A sum with missing parts is not compared with the target."))
    if figure.revised:
        said.append(_("The figure holds a value that was corrected after its first publication."))
    return said


def _rows(parts: _Parts, figure: Figure | None, revisions, insider: bool) -> list[ValueRow]:
    rows = []
    if figure is not None and figure.reported is not None:
        rows.append(_row(parts, None, figure.reported, revisions, insider))
    known = [pk for pk in parts.municipalities if pk in parts.points]
    rows += [_row(parts, pk, parts.points[pk], revisions, insider) for pk in known]
    if known:
        missing = [one for pk, one in parts.municipalities.items() if pk in parts.members - set(known)]
        rows += [ValueRow(name=one.name, slug=one.slug) for one in missing]
    return rows


def _row(parts: _Parts, pk: int | None, point: Point, revisions, insider: bool) -> ValueRow:
    place = parts.municipalities[pk] if pk is not None else None
    value, weight = revisions[point.id], parts.weight(pk) if pk is not None else None
    return ValueRow(
        name=place.name if place else _("Metropolis as a whole"),
        slug=place.slug if place else "",
        value=format_decimal(point.value, parts.indicator.precision),
        ratio=_ratio(point),
        weight=_weight(weight),
        published=short_date(point.published_at) if point.published_at else "",
        source=point.source,
        source_url=point.source_url,
        note=point.note,
        author=str(value.author) if insider and value.author else "",
        left_out=parts.left_out(pk) if pk is not None else "",
        history_url=reverse("observation", args=[point.observation]) if insider else "",
    )


def _ratio(point: Point) -> str:
    if point.numerator is None or point.denominator is None:
        return ""
    return f"{format_decimal(point.numerator)} / {format_decimal(point.denominator)}"


def _weight(weight: Weight | None) -> str:
    if weight is None:
        return ""
    year = weight.period.label if weight.period else _("as kept with the municipality")
    return f"{format_decimal(weight.population)} ({year})"


def _revisions(indicator: Indicator, period: Period, as_of: datetime.date | None) -> list[IndicatorValue]:
    """All verified revisions of the period's values that were published by a day, in one query."""
    rows = IndicatorValue.objects.filter(
        observation__indicator=indicator, observation__period=period.code, state=IndicatorValue.State.VERIFIED
    )
    rows = rows if as_of is None else published_by(rows, as_of)
    return list(rows.select_related("author", "observation").order_by("observation", "revision"))


def _corrections(revisions, municipalities: dict[int, Municipality], places: int) -> list[Correction]:
    by_observation: dict[int, list[IndicatorValue]] = {}
    for row in revisions:
        by_observation.setdefault(row.observation_id, []).append(row)
    found = []
    for rows in by_observation.values():
        for row in rows if len(rows) > 1 else []:
            place = municipalities.get(row.observation.municipality_id)
            name = place.name if place else _("Metropolis as a whole")
            published = short_date(row.published_at)
            counts = row is rows[-1]
            found.append(Correction(name, format_decimal(row.value, places), published, counts))
    return found


def _steps(series: Series, until: Period) -> list[Step]:
    """The running total, from the baseline to the period."""
    totals = [one for one in series.figures if one.total is not None and one.period <= until]
    if not totals:
        return []
    places, baseline = series.indicator.precision, series.standing.yardstick.baseline
    start = baseline.value if baseline else Decimal(0)
    name = _("Baseline (%(period)s)") % {"period": baseline.period.label} if baseline else _("Start")
    steps = [Step(name, "", format_decimal(start, places), "")]
    for figure in totals:
        assert figure.total is not None  # noqa: S101  chosen above
        missing = ", ".join(period.label for period in figure.total.missing)
        value, total = format_decimal(figure.value, places), format_decimal(figure.total.value, places)
        steps.append(Step(figure.period.label, value, total, missing))
    return steps
