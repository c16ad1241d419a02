"""A chart with an address of its own: picture, sentence, table, and what makes it be found again."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from metropolis.ui import vega
from monitoring.charts.pictures import WIDTHS, line_of, size_of, specification_of
from monitoring.charts.tables import Column, Table
from monitoring.dashboards.fairness import Measure
from monitoring.status.figures import Series
from monitoring.status.outline import Wanted, latest, read_shown
from strategy.indicators.periods import Period
from strategy.models import Indicator, Municipality
from strategy.municipalities.limits import MOST_MUNICIPALITIES

from .comparison import Compared, comparison_layout, comparison_table, read_comparison
from .figures import figure_basis
from .maps import Map, read_map, value_tiles
from .members import members_shown

LINE, MULTIPLES, COMPARISON = "linia", "gminy-w-czasie", "porownanie"


@dataclass(frozen=True)
class Chart:
    """A chart of an indicator. `wide` and `narrow` are None where there is a table only."""

    kind: str
    indicator: Indicator
    title: str
    sentence: str
    wide: dict | None
    narrow: dict | None
    table: Table
    source: str
    compared: Compared | None = None
    map: Map | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the wide picture."""
        return size_of(self.wide) if self.wide else (WIDTHS["wide"], 0)

    @property
    def narrow_size(self) -> tuple[int, int]:
        """Width and height of the narrow picture."""
        return size_of(self.narrow) if self.narrow else (WIDTHS["narrow"], 0)

    @property
    def query(self) -> str:
        """What of the address belongs to the chart."""
        return self.compared.asked.query if self.compared else ""


def read_chart(indicator: Indicator, kind: str, parameters) -> Chart | None:
    """The chart of one kind; None when there is nothing to show."""
    members = members_shown()
    series = read_shown(indicator, _periods_in(parameters), whole=len(members) <= MOST_MUNICIPALITIES)
    return KINDS[kind](series, members, parameters)


def _periods_in(parameters) -> Wanted:
    """What a comparison needs: the latest data, and the period that the address asks for."""

    def wanted(series: Series) -> list[Period]:
        asked = [one for one in series.municipal_periods if one.code == parameters.get("okres")]
        return [*latest(series), *asked]

    return wanted


def _line(series: Series, _members, _parameters) -> Chart | None:
    specs = _specifications("line", series, {})
    if specs is None or line_of(series) is None:
        return None
    indicator = series.indicator
    number = Column(f"{_('Value')} ({indicator.unit})", indicator.precision)
    target = Column(_("Target path"), indicator.precision)
    figures = {figure.period: figure for figure in series.figures}
    path = {reading.period: reading.value for reading in series.path}
    rows = []
    for period in sorted({*figures, *path}):
        figure = figures.get(period)
        row = [period.label, figure.counted if figure else None, figure_basis(figure) if figure else "–"]
        rows.append([*row, path.get(period)] if path else row)
    columns = [Column(_("Period")), number, Column(_("Basis"))] + ([target] if path else [])
    return _chart(LINE, series, specs, Table(columns, rows))


def _multiples(series: Series, members, _parameters) -> Chart | None:
    names = {one.pk: one.name for one in members}
    specs = _specifications("multiples", series, names)
    if specs is None:
        return None
    periods = series.municipal_periods
    rows = []
    for pk, name in names.items():
        known = {point.period: point.value for point in series.municipal.get(pk, ())}
        rows.append([name, *(known.get(period) for period in periods)])
    columns = [Column(period.label, series.indicator.precision) for period in periods]
    return _chart(MULTIPLES, series, specs, Table([Column(_("Municipality")), *columns], rows))


def _comparison(series: Series, members, parameters) -> Chart | None:
    compared = read_comparison(series, members, parameters)
    if compared is None:
        return None
    asked, indicator = compared.asked, series.indicator
    facts = {"name": indicator.name, "period": asked.period.label}
    title = _("%(name)s: municipalities, %(period)s") % facts
    if asked.measure != Measure.VALUE:
        title = f"{title}, {Measure(asked.measure).label}"
    if asked.group is not None:
        title = f"{title} ({asked.group.name})"
    sentence = " ".join(filter(None, [compared.sentence, compared.left_out]))
    layouts = [comparison_layout(compared, series, width) for width in WIDTHS.values()]
    language = get_language() or "pl"
    wide, narrow = (
        layout and vega.specification(layout, title=title, description=sentence, language=language)
        for layout in layouts
    )
    table = comparison_table(compared, series)
    return Chart(
        kind=COMPARISON,
        indicator=indicator,
        title=title,
        sentence=sentence,
        wide=wide,
        narrow=narrow,
        table=table,
        source=source_of(series),
        compared=compared,
        map=_map(compared, members, parameters) if wide else None,
    )


def _map(compared: Compared, members: list[Municipality], parameters) -> Map:
    """The compared municipalities from the highest value, so that their numbers are their order."""
    by_key, comparison = {one.pk: one for one in members}, compared.comparison
    ordered = [by_key[line.municipality] for line in comparison.lines]
    values = {line.municipality: line.compared for line in comparison.known}
    tiles, legend = value_tiles(ordered, values, comparison.precision)
    return read_map(tiles, members, parameters, legend)


KINDS: dict[str, Callable] = {LINE: _line, MULTIPLES: _multiples, COMPARISON: _comparison}


def _specifications(kind: str, series: Series, names) -> tuple[dict, dict] | None:
    wide, narrow = (specification_of(f"{kind}-{width}", series, names) for width in WIDTHS)
    return (wide, narrow) if wide and narrow else None


def _chart(kind: str, series: Series, specs: tuple[dict, dict], table: Table) -> Chart:
    wide, narrow = specs
    meta = wide["usermeta"]
    return Chart(
        kind, series.indicator, meta["title"], meta["description"], wide, narrow, table, source_of(series)
    )


def source_of(series: Series) -> str:
    """Whose the data are: as the indicator names it, else as the values do."""
    if series.indicator.data_source:
        return series.indicator.data_source
    return ", ".join(sorted({source for source, _url, _confidence in series.origins} - {""})) or _(
        "not named"
    )
