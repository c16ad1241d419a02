"""Municipalities as pages show them: where they lie, how many people, every value."""

import datetime
from dataclasses import dataclass, replace
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from metropolis.ui.dates import long_date
from metropolis.ui.numbers import NBSP, format_decimal, signed
from metropolis.ui.past import on_day
from monitoring.dashboards.board import read_board
from monitoring.extracts.reading import offered_years
from monitoring.history.past import overview_on
from monitoring.status.series import populations, read_municipal
from strategy.indicators.listed import listed_indicators
from strategy.models import Indicator, Municipality, ThematicArea
from strategy.municipalities.limits import MOST_MUNICIPALITIES

from .figures import apart
from .maps import Map, members_on_the_map, read_map, tile_of
from .municipal_changes import Moved, beside, moved

# Thousands of people from which a tile is darker; the widest city stands out, the rest still differ.
LEVELS = (Decimal(17), Decimal(30), Decimal(100))
ENDINGS = ("docx", "xlsx")  # of the extract for the yearly report


@dataclass(frozen=True)
class Value:
    """A value of the municipality beside the metropolitan figure and the median municipality.

    `against`: better, worse or equal; above or below where no direction is good; nothing to compare.
    """

    indicator: Indicator
    value: str
    unit: str
    period: str
    years: frozenset[int]
    change: str
    metropolis: str
    calculation: str
    moved: Moved | None = None
    middle: str = ""
    against: str = ""
    side: str = ""


@dataclass(frozen=True)
class Group:
    """The values of one area, and its indicators without one; None gathers what belongs to no area."""

    area: ThematicArea | None
    values: list[Value]
    without: list[Indicator]


def population_map(parameters, as_of: datetime.date | None = None, *, here: str = "") -> Map | None:
    """The map of population, the municipality at the address `here` marked.

    None where the municipalities are so many that nobody would tell them apart.
    """
    members = Municipality.objects.members_on(as_of or timezone.localdate())
    if members.count() > MOST_MUNICIPALITIES:
        return None
    rows = members_on_the_map(as_of)
    tiles = population_tiles(rows, as_of)
    for tile in tiles:
        tile["here"] = tile["url"] == here
    return read_map(tiles, rows, parameters, [])


def population_tiles(municipalities, as_of: datetime.date | None = None) -> list[dict]:
    """The tile map of population, in thousands of people."""
    return [_tile(one, as_of) for one in municipalities]


def facts_of(municipality: Municipality) -> list[tuple[str, str]]:
    """What is known of a municipality as such; what was not found says so."""
    population, area = _("not found in public sources"), _("not found in public sources")
    if municipality.population:
        population = format_decimal(municipality.population)
        if municipality.population_on:
            population += f" ({long_date(municipality.population_on)})"
    if municipality.area_km2 is not None:
        area = f"{format_decimal(municipality.area_km2)}{NBSP}km²"
    return [
        (_("County"), municipality.county),
        (_("Voivodeship"), municipality.voivodeship),
        (_("Population"), population),
        (pgettext("surface", "Area"), area),
        ("TERYT", municipality.teryt),
    ]


def value_groups(municipality: Municipality, as_of: datetime.date | None = None) -> list[Group]:
    """All indicators measured for municipalities, by area, with what is known of this one."""
    known = overview_on(as_of)
    points, standings = read_municipal(municipality, as_of=as_of), known.standings
    middles = {} if as_of else read_board(known).middles  # the median is one of today
    weight_of = populations()
    groups: dict[int | None, Group] = {}
    for indicator in listed_indicators():
        row = points.get(indicator.pk, ())
        if not row and indicator.scope != Indicator.Scope.MUNICIPALITY:
            continue
        group = groups.setdefault(indicator.area_id, Group(indicator.area, [], []))
        if row:
            value = _value(indicator, row, standings[indicator.pk].latest)
            middle = middles.get(indicator.pk)
            if middle and row[-1].period == standings[indicator.pk].data_period:
                people = weight_of(municipality.pk, row[-1].period)
                value = replace(value, **beside(row[-1].value, people, middle, indicator))
            group.values.append(value)
        else:
            group.without.append(indicator)
    return list(groups.values())


def extract_links(municipality: Municipality, groups: list[Group]) -> list[tuple[int, str, str]]:
    """Year, Word file, Excel file: extracts for the yearly report, the last whole year first."""
    known = {year for group in groups for value in group.values for year in value.years}
    return [
        (year, *(reverse("municipality_extract", args=[municipality.slug, year, kind]) for kind in ENDINGS))
        for year in offered_years(known, timezone.localdate())
    ]


def _value(indicator: Indicator, row, latest) -> Value:
    number, unit = apart(row[-1].value, indicator)
    same = latest is not None and latest.period == row[-1].period
    return Value(
        indicator=indicator,
        value=number,
        unit=unit,
        period=row[-1].period.label,
        years=frozenset(point.period.end.year for point in row),
        change=signed(row[-1].value - row[-2].value, indicator.precision) if len(row) > 1 else "",
        metropolis=apart(latest.value, indicator)[0] if same else "",
        calculation=row[-1].period.code,
        moved=moved(indicator, row),
    )


def _tile(municipality: Municipality, as_of: datetime.date | None) -> dict:
    thousands = Decimal(municipality.population or 0) / 1000
    if municipality.population:
        tile = tile_of(
            municipality, format_decimal(thousands, 1), sum(thousands >= level for level in LEVELS)
        )
    else:
        tile = tile_of(municipality, "–", None)
    return tile | {"url": on_day(tile["url"], as_of)}
