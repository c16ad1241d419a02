"""The fair comparison of one indicator: what the address asks for, and what is shown."""

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from monitoring.charts.dots import Dots, dots_layout
from monitoring.charts.palette import area_colour
from monitoring.charts.tables import Column, Table
from monitoring.dashboards.comparison import Comparison, compare_all, comparison_sentence, no_basis_sentence
from monitoring.dashboards.fairness import Measure, counts_inhabitants, measures_for
from monitoring.status.figures import Series
from monitoring.status.series import populations
from strategy.indicators.periods import Period
from strategy.models import ComparisonGroup, Municipality
from strategy.municipalities.limits import MOST_MUNICIPALITIES

from .indicator_list import Choice


@dataclass(frozen=True)
class Asked:
    """What the address asks for; `unknown` names parts of it that mean nothing."""

    measure: str
    group: ComparisonGroup | None
    period: Period
    unknown: list[str]
    query: str
    measures: list[Choice]
    groups: list[Choice]
    periods: list[Choice]

    @property
    def has_choice(self) -> bool:
        """Whether anything else could be compared."""
        return bool(self.groups) or len(self.measures) > 1 or len(self.periods) > 1


@dataclass(frozen=True)
class Compared:
    """The comparison with its words."""

    asked: Asked
    comparison: Comparison
    sentence: str
    left_out: str
    names: dict[int, str]
    unit: str


def read_comparison(series: Series, members: list[Municipality], parameters) -> Compared | None:
    """The comparison that the address asks for; None while no municipality has a value."""
    if series.standing.data_period is None or not series.municipal:
        return None
    groups = {one.slug: one for one in ComparisonGroup.objects.prefetch_related("municipalities")}
    weight_of = populations()
    asked = _asked(series, groups, parameters, weight_of)
    chosen = members
    if asked.group is not None:
        inside = {one.pk for one in asked.group.municipalities.all()}
        chosen = [one for one in members if one.pk in inside]
    values = {key: point.value for key, point in series.municipal_in(asked.period).items()}
    comparison = compare_all(
        [one.pk for one in chosen],
        values,
        measure=asked.measure,
        basis=_basis(asked, chosen, weight_of),
        precision=series.indicator.precision,
    )
    names = {one.pk: one.name for one in members}
    return Compared(
        asked,
        comparison,
        comparison_sentence(comparison, names, asked.period),
        no_basis_sentence(comparison, names),
        names,
        _unit(series, asked.measure),
    )


def _basis(asked: Asked, chosen: list[Municipality], weight_of) -> dict[int, Decimal | None]:
    if asked.measure == Measure.PER_INHABITANT:
        return {one.pk: weight_of(one.pk, asked.period) for one in chosen}
    if asked.measure == Measure.PER_KM2:
        return {one.pk: one.area_km2 for one in chosen}
    return {}


def _asked(series: Series, groups: dict[str, ComparisonGroup], parameters, weight_of) -> Asked:
    periods = {one.code: one for one in reversed(series.municipal_periods)}
    latest = series.standing.data_period
    people = {pk: weight_of(pk, latest) for pk in series.municipal}
    values = {pk: point.value for pk, point in series.municipal_in(latest).items()}
    measures = measures_for(series.indicator, counts_people=counts_inhabitants(values, people))
    wanted = {name: parameters.get(name, "") for name in ("miara", "grupa", "okres")}
    known = {"miara": {one.value for one in measures}, "grupa": set(groups), "okres": set(periods)}
    unknown = [value for name, value in wanted.items() if value and value not in known[name]]
    chosen = {name: value for name, value in wanted.items() if value in known[name]}
    measure = chosen.get("miara", measures[0].value)
    period = periods[chosen.get("okres", latest.code)]
    return Asked(
        measure=measure,
        group=groups.get(chosen.get("grupa", "")),
        period=period,
        unknown=unknown,
        query=f"?{urlencode(chosen)}" if chosen else "",
        measures=[Choice(one.value, str(one.label), one.value == measure) for one in measures],
        groups=[Choice(slug, one.name, slug == chosen.get("grupa")) for slug, one in groups.items()],
        periods=[Choice(code, one.label, one == period) for code, one in periods.items()],
    )


def _unit(series: Series, measure: str) -> str:
    unit = series.indicator.unit
    if measure == Measure.PER_INHABITANT:
        return _("%(unit)s per 1,000 inhabitants") % {"unit": unit}
    if measure == Measure.PER_KM2:
        return _("%(unit)s per km²") % {"unit": unit}
    return unit


def comparison_layout(compared: Compared, series: Series, width: int) -> dict | None:
    """The ranked dots; None of fewer than two values, or of more municipalities than a picture can name."""
    comparison = compared.comparison
    if len(comparison.known) < 2 or len(comparison.lines) > MOST_MUNICIPALITIES:
        return None
    spread, area = comparison.spread, series.indicator.area
    dots = Dots(
        rows=[(compared.names[line.municipality], line.compared) for line in comparison.lines],
        unit=compared.unit,
        precision=comparison.precision,
        colour=area_colour(area.order if area else None),
        quartiles=(spread.first_quartile, spread.median, spread.third_quartile) if spread else None,
    )
    return dots_layout(dots, width)


def comparison_table(compared: Compared, series: Series) -> Table:
    """The same numbers; a quotient stands beside what it was made of."""
    comparison, places = compared.comparison, series.indicator.precision
    columns = [Column(_("Place")), Column(_("Municipality")), Column(compared.unit, comparison.precision)]
    if comparison.measure != Measure.VALUE:
        basis = Column(_("Population"))
        if comparison.measure == Measure.PER_KM2:
            basis = Column(pgettext("surface", "Area") + ", km²", 2)
        columns += [Column(f"{_('Value')} ({series.indicator.unit})", places), basis]
    rows = []
    for line in comparison.lines:
        row = [str(line.place or "–"), compared.names[line.municipality], line.compared]
        rows.append(row if comparison.measure == Measure.VALUE else [*row, line.value, line.basis])
    return Table(columns, rows)
