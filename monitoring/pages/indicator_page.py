"""The page of one indicator: what it is, how it stands, on whose word."""

import datetime
from dataclasses import dataclass, replace
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from metropolis.ui.numbers import format_decimal, signed
from metropolis.ui.past import on_day
from monitoring.charts.pictures import (
    Picture,
    metropolitan_picture,
    multiples_picture,
    ranking_picture,
)
from monitoring.status.figures import Series
from monitoring.status.outline import latest, read_shown, values_before
from monitoring.status.points import Point
from monitoring.status.sentences import no_figure_sentence, standing_sentences, with_unit
from strategy.indicators.periods import Period
from strategy.models import Indicator, Municipality
from strategy.municipalities.limits import MOST_MUNICIPALITIES
from strategy.provenance import Confidence, Provenance

from .ahead import Ahead, read_ahead
from .figures import figure_basis
from .maps import Map, read_map, value_tiles
from .members import members_shown

PLACES_PER_PAGE = 100


@dataclass(frozen=True)
class Line:
    """A line of the metropolitan table."""

    period: str
    code: str
    value: str
    change: str
    basis: str
    revised: bool
    differs: str


@dataclass(frozen=True)
class Place:
    """A line of the municipal comparison; an empty value means that none is known."""

    municipality: Municipality
    value: str
    change: str
    revised: bool
    note: str


@dataclass(frozen=True)
class Screen:
    """Everything that the page shows, written out."""

    indicator: Indicator
    series: Series
    sentences: list[str]
    why_no_figure: str
    lines: list[Line]
    span: str
    picture: Picture | None
    ranking: Picture | None
    multiples: Picture | None
    places: Page
    places_period: str
    places_before: str
    places_url: str
    known: int
    map: Map | None
    facts: list[tuple[str, str]]
    details: list[tuple[str, str]]
    forecast: Ahead | None
    origins: list[tuple[str, str, str]]


def read_screen(indicator: Indicator, parameters, as_of: datetime.date | None = None) -> Screen:
    """The page of `indicator`, in a constant number of queries."""
    members = members_shown(as_of)
    series = read_shown(indicator, latest, whole=len(members) <= MOST_MUNICIPALITIES, as_of=as_of)
    standing, names = series.standing, {one.pk: one.name for one in members}
    ranked = _ranked(series, members)
    periods = [figure.period.label for figure in series.figures]
    return Screen(
        indicator=indicator,
        series=series,
        sentences=standing_sentences(standing, unit=indicator.unit, precision=indicator.precision),
        why_no_figure="" if standing.latest else no_figure_sentence(standing),
        lines=_lines(series),
        span=f"{periods[0]}–{periods[-1]}" if len(periods) > 1 else "".join(periods),
        picture=_on_day(metropolitan_picture(series), as_of),
        ranking=_on_day(ranking_picture(series, names), as_of),
        multiples=_on_day(multiples_picture(series, names), as_of),
        places=_on_page(series, ranked, parameters.get("page"), as_of),
        places_period=standing.data_period.label if standing.data_period and ranked else "",
        places_before=_before(series),
        places_url=_calculation(indicator, standing.data_period, as_of) if ranked else "",
        known=_known(series, ranked),
        map=_map(series, ranked, parameters, as_of),
        facts=_facts(indicator, series),
        details=_details(indicator),
        forecast=None if as_of else read_ahead(indicator, standing),
        origins=_origins(series),
    )


def _on_day(picture: Picture | None, as_of: datetime.date | None) -> Picture | None:
    """The picture, asked for the data of the day."""
    if picture is None or as_of is None:
        return picture
    return replace(picture, src=on_day(picture.src, as_of), narrow_src=on_day(picture.narrow_src, as_of))


def _lines(series: Series) -> list[Line]:
    """Newest first, with the change from the figure before."""
    lines, before = [], None
    unit, places = series.indicator.unit, series.indicator.precision
    for figure in series.figures:
        change = "" if before is None else signed(figure.value - before, places)
        differs = with_unit(figure.computed.value, unit, places) if figure.differs and figure.computed else ""
        lines.append(
            Line(
                figure.period.label,
                figure.period.code,
                format_decimal(figure.value, places),
                change,
                figure_basis(figure),
                figure.revised,
                differs,
            )
        )
        before = figure.value
    return lines[::-1]


def _ranked(series: Series, members: list[Municipality]) -> list[Municipality]:
    """The municipalities in the latest period: highest first, those without a value at the end."""
    period = series.standing.data_period
    if period is None or not series.municipal:
        return []
    now = series.municipal_in(period)
    return sorted(members, key=lambda one: (one.pk not in now, -(now[one.pk].value if one.pk in now else 0)))


def _on_page(
    series: Series, ranked: list[Municipality], number: str | None, as_of: datetime.date | None
) -> Page:
    """The page of places that is wanted; only its lines are written out."""
    page = Paginator(ranked, PLACES_PER_PAGE).get_page(number)
    period = series.standing.data_period
    now = series.municipal_in(period) if period else {}
    past = values_before(series, [one.pk for one in page.object_list], as_of=as_of)
    precision = series.indicator.precision
    page.object_list = [_place(one, now.get(one.pk), past.get(one.pk), precision) for one in page.object_list]
    return page


def _place(municipality: Municipality, point: Point | None, past: Decimal | None, places: int) -> Place:
    if point is None:
        return Place(municipality, "", "", False, "")
    change = "" if past is None else signed(point.value - past, places)
    return Place(municipality, format_decimal(point.value, places), change, point.revised, point.note)


def _before(series: Series) -> str:
    earlier = series.earlier_period
    return earlier.label if earlier else ""


def _known(series: Series, ranked: list[Municipality]) -> int:
    period = series.standing.data_period
    now = series.municipal_in(period) if period else {}
    return sum(one.pk in now for one in ranked)


def _map(series: Series, ranked: list[Municipality], parameters, as_of: datetime.date | None) -> Map | None:
    """The municipalities in the order of the table, so that their numbers on the map are their places.

    None of so many that nobody would tell them apart.
    """
    period = series.standing.data_period
    if period is None or not 0 < len(ranked) <= MOST_MUNICIPALITIES:
        return None
    values = {key: point.value for key, point in series.municipal_in(period).items()}
    known = {one.pk: values[one.pk] for one in ranked if one.pk in values}
    tiles, legend = value_tiles(ranked, known, series.indicator.precision)
    tiles = [tile | {"url": on_day(tile["url"], as_of)} for tile in tiles]
    return read_map(tiles, ranked, parameters, legend)


def _calculation(indicator: Indicator, period: Period | None, as_of: datetime.date | None) -> str:
    return on_day(reverse("calculation", args=[indicator.code, period.code]), as_of) if period else ""


def _facts(indicator: Indicator, series: Series) -> list[tuple[str, str]]:
    standing = series.standing
    return [
        (_("Unit"), indicator.unit),
        (_("Source of the data"), indicator.data_source or _("not named")),
        (_("Latest data"), standing.data_period.label if standing.data_period else _("no data yet")),
        (_("Baseline"), _baseline(indicator)),
        (pgettext("value", "Target"), _target(standing, indicator)),
    ]


def _details(indicator: Indicator) -> list[tuple[str, str]]:
    facts = [
        (_("Supplied by"), indicator.partner.name if indicator.partner else indicator.get_supplier_display()),
        (_("Measured"), f"{indicator.get_frequency_display()}, {indicator.get_scope_display()}"),
        (_("Desired direction"), indicator.get_direction_display()),
        (_("Metropolitan figure"), indicator.get_aggregation_display()),
        (_("Kind"), indicator.get_kind_display()),
    ]
    if indicator.baseline_basis:
        facts.append((_("About the baseline"), indicator.baseline_basis))
    if indicator.direction_provenance:
        word = str(Provenance(indicator.direction_provenance).label)
        facts.append((_("On whose word is the direction"), word))
    if indicator.collection_provenance:
        word = str(Provenance(indicator.collection_provenance).label)
        facts.append((_("On whose word are supplier, frequency and figure"), word))
    if indicator.bdl_variable_id:
        facts.append((_("Local Data Bank variable"), str(indicator.bdl_variable_id)))
    return facts


def _baseline(indicator: Indicator) -> str:
    if indicator.baseline_value is None:
        return _("not found in public sources")
    value = with_unit(indicator.baseline_value, indicator.unit, indicator.precision)
    return f"{value} ({Period.parse(indicator.baseline_period).label})"


def _target(standing, indicator: Indicator) -> str:
    target = standing.yardstick.target if standing.yardstick else None
    if target is None:
        return _("no official value")
    return f"{with_unit(target.value, indicator.unit, indicator.precision)} ({target.period.label})"


def _origins(series: Series) -> list[tuple[str, str, str]]:
    """(source, address, confidence in words) of the values, each once."""
    labels = dict(Confidence.choices)
    return sorted((source, url, str(labels.get(word, ""))) for source, url, word in series.origins)
