"""Boundaries as shapes of a small map: degrees in, SVG paths out. Pure rules."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

WIDTH = 1000
EDGE = 6  # room for the outline


@dataclass(frozen=True)
class Shape:
    """The path of a municipality, and a point inside of it for its label."""

    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """All shapes in one frame."""

    width: int
    height: int
    shapes: Mapping[int, Shape]


def draw(boundaries: Mapping[int, list]) -> Drawing | None:
    """The map, degrees of longitude shortened as they are in the middle of it; None of nothing."""
    points = [point for polygons in boundaries.values() for point in _points(polygons)]
    if not points:
        return None
    west, east = min(lon for lon, _lat in points), max(lon for lon, _lat in points)
    south, north = min(lat for _lon, lat in points), max(lat for _lon, lat in points)
    shorter = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * EDGE) / (((east - west) * shorter) or 1)

    def place(point) -> tuple[float, float]:
        lon, lat = point
        return round(EDGE + (lon - west) * shorter * scale, 1), round(EDGE + (north - lat) * scale, 1)

    shapes = {key: _shape(polygons, place) for key, polygons in boundaries.items()}
    return Drawing(WIDTH, math.ceil((north - south) * scale) + 2 * EDGE, shapes)


def _points(polygons):
    return [point for polygon in polygons for ring in polygon for point in ring]


def _shape(polygons, place) -> Shape:
    placed = [[[place(point) for point in ring] for ring in polygon] for polygon in polygons]
    path = "".join(
        "M" + "L".join(f"{x:g} {y:g}" for x, y in ring[:-1]) + "Z" for polygon in placed for ring in polygon
    )
    x, y = _inside(max((polygon[0] for polygon in placed), key=lambda ring: abs(_area(ring))))
    return Shape(path, x, y)


def _area(ring) -> float:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring)) / 2


def _inside(ring) -> tuple[float, float]:
    """The middle of the widest crossing at half the height: always inside, whatever the form."""
    y = (min(y for _x, y in ring) + max(y for _x, y in ring)) / 2
    crossings = sorted(
        ax + (y - ay) * (bx - ax) / (by - ay)
        for (ax, ay), (bx, by) in pairwise(ring)
        if (ay <= y) != (by <= y)
    )
    spans = list(zip(crossings[::2], crossings[1::2], strict=False))
    left, right = max(spans, key=lambda span: span[1] - span[0], default=(ring[0][0], ring[0][0]))
    return round((left + right) / 2, 1), round(y, 1)
