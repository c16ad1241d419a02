"""The map of the municipalities: tiles, or real shapes when boundaries were loaded, with a list beside it."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from metropolis.ui.numbers import format_decimal
from monitoring.dashboards.shapes import draw
from monitoring.dashboards.spread import levels
from strategy.models import BoundarySet, Municipality

TILES = "kafelki"  # the value of `?mapa=` that asks for tiles


@dataclass(frozen=True)
class Area:
    """A municipality on the real map; its number is that of the list beside."""

    path: str
    x: float
    y: float
    number: int
    tile: Mapping


@dataclass(frozen=True)
class Map:
    """What the page shows: `areas` is empty while tiles stand in for the map.

    `legend` says what each level means; `other` is the query that switches, empty without boundaries.
    """

    tiles: list[dict]
    areas: list[Area]
    width: int
    height: int
    legend: list[tuple[int, str]]
    attribution: str
    other: str


def tile_of(municipality: Municipality, value: str, level: int | None) -> dict:
    """The place of a municipality on the tile map, with what is written on it."""
    return {
        "pk": municipality.pk,
        "col": municipality.tile_col,
        "row": municipality.tile_row,
        "col_span": municipality.tile_col_span,
        "row_span": municipality.tile_row_span,
        "label": municipality.name,
        "value": value,
        "url": reverse("municipality", args=[municipality.slug]),
        "level": level,
    }


def value_tiles(
    members: Iterable[Municipality], values: Mapping[int, Decimal], places: int
) -> tuple[list[dict], list[tuple[int, str]]]:
    """Tiles by quarters of the ordered values, and the legend of the quarters."""
    level = levels(values) if values else {}
    tiles = [
        tile_of(one, format_decimal(values[one.pk], places) if one.pk in values else "–", level.get(one.pk))
        for one in members
    ]
    return tiles, _legend(values, level, places)


def members_on_the_map(as_of: datetime.date | None = None) -> list[Municipality]:
    """The members of a day (None: today) with their boundaries, in one query."""
    members = Municipality.objects.members_on(as_of or timezone.localdate())
    return list(members.select_related("boundary__loaded"))


def read_map(
    tiles: list[dict], members: Iterable[Municipality], parameters, legend: list[tuple[int, str]]
) -> Map:
    """The map of `tiles` in their order; the address says which of the two maps is wanted.

    `members` were read by `members_on_the_map`.
    """
    known = {one.pk: one.boundary for one in members if hasattr(one, "boundary")}
    if not known:
        return Map(tiles, [], 0, 0, legend, "", "")
    wanted = parameters.copy()
    if wanted.get("mapa") == TILES:
        wanted.pop("mapa")
        return Map(tiles, [], 0, 0, legend, "", f"?{wanted.urlencode()}")
    drawing = draw({tile["pk"]: known[tile["pk"]].polygons for tile in tiles if tile["pk"] in known})
    if drawing is None:
        return Map(tiles, [], 0, 0, legend, "", "")
    areas = [
        Area(shape.path, shape.x, shape.y, number, tile)
        for number, tile in enumerate(tiles, start=1)
        if (shape := drawing.shapes.get(tile["pk"]))
    ]
    wanted["mapa"] = TILES
    source = _attribution(next(iter(known.values())).loaded)
    return Map(tiles, areas, drawing.width, drawing.height, legend, source, f"?{wanted.urlencode()}")


def _attribution(loaded: BoundarySet) -> str:
    """Whose the boundaries are, as the licence asks to show it."""
    if not loaded.licence:
        return loaded.source
    facts = {"source": loaded.source, "licence": loaded.licence}
    return _("%(source)s (licence: %(licence)s)") % facts


def _legend(values: Mapping[int, Decimal], level: Mapping[int, int], places: int) -> list[tuple[int, str]]:
    """Each level with the values in it; equal numbers are written once."""
    lines = []
    for step in sorted(set(level.values())):
        mine = [value for key, value in values.items() if level[key] == step]
        low, high = format_decimal(min(mine), places), format_decimal(max(mine), places)
        lines.append((step, low if low == high else f"{low}–{high}"))
    return lines
