"""A GeoJSON file as boundaries of the members. Pure rules: text in, polygons or faults out."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

# Names under which files keep the TERYT code; the last is that of the State Register of Boundaries.
CODE_NAMES = ("teryt", "TERYT", "kod_teryt", "JPT_KOD_JE")
# The last digit of a code says the kind of a municipality and changes with it: six digits stay.
STABLE_DIGITS = 6
# Rounding all points to one grid thins the lines and leaves the borders of neighbours in common.
GRIDS = (5, 4, 3)
MOST_POINTS = 12_000
FEWEST_POINTS = 4

Point = list[float]
Polygon = list[list[Point]]


class FaultyBoundaries(Exception):
    """The file cannot be used; `faults` name each feature and what is wrong with it."""

    def __init__(self, faults: list[str]):
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Reading:
    """The polygons of each member by the first six digits of its code, and how many others there were."""

    polygons: Mapping[str, list[Polygon]]
    others: int


def read(text: str, members: Mapping[str, str]) -> Reading:
    """The boundaries of `members` (six digits -> name). Raises `FaultyBoundaries` with every fault."""
    faults: list[str] = []
    found: dict[str, list[Polygon]] = {}
    others = 0
    for place, feature in enumerate(_features(text), start=1):
        name = _name_of(feature, place)
        code = _code_of(feature)
        if code is None:
            faults.append(_("%(name)s has no TERYT code (property “teryt”).") % {"name": name})
        elif code[:STABLE_DIGITS] not in members:
            others += 1
        elif code[:STABLE_DIGITS] in found:
            facts = {"name": name, "member": members[code[:STABLE_DIGITS]]}
            faults.append(_("%(name)s is a second boundary of %(member)s.") % facts)
        elif reason := _why_not(feature):
            faults.append(f"{name}: {reason}")
        else:
            found[code[:STABLE_DIGITS]] = _polygons(feature["geometry"])
    missing = [name for code, name in members.items() if code not in found]
    if missing and not faults:
        faults.append(_("The file has no boundary of: %(names)s.") % {"names": ", ".join(missing)})
    if faults:
        raise FaultyBoundaries(faults)
    return Reading(_thinned(found), others)


def _features(text: str) -> list:
    try:
        content = json.loads(text)
    except ValueError as error:
        raise FaultyBoundaries([_("The file is not JSON: %(error)s") % {"error": error}]) from error
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise FaultyBoundaries([_("The file is no GeoJSON with “type”: “FeatureCollection”.")])
    features = content.get("features")
    if not isinstance(features, list) or not features:
        raise FaultyBoundaries([_("The file has no features.")])
    return features


def _properties(feature) -> dict:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return properties if isinstance(properties, dict) else {}


def _name_of(feature, place: int) -> str:
    """How a message names a feature: `Feature 3 (Skawina, 1206113)`."""
    properties = _properties(feature)
    known = [str(properties[key]) for key in ("name", "nazwa", "JPT_NAZWA_") if properties.get(key)][:1]
    if code := _code_of(feature):
        known.append(code)
    facts = {"place": place, "known": ", ".join(known)}
    return _("Feature %(place)s (%(known)s)") % facts if known else _("Feature %(place)s") % facts


def _code_of(feature) -> str | None:
    properties = _properties(feature)
    for name in CODE_NAMES:
        code = str(properties.get(name) or "")
        if code.isdecimal() and len(code) in (STABLE_DIGITS, STABLE_DIGITS + 1):
            return code
    return None


def _why_not(feature) -> str:
    """What is wrong with the geometry; nothing when it can be drawn."""
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return _("the geometry is neither a Polygon nor a MultiPolygon.")
    try:
        rings = [ring for polygon in _polygons(geometry) for ring in polygon]
    except (TypeError, ValueError, KeyError, IndexError):
        return _("the coordinates are not pairs of longitude and latitude.")
    if not rings:
        return _("the geometry is empty.")
    for ring in rings:
        if len(ring) < FEWEST_POINTS or ring[0] != ring[-1]:
            return _("a ring is not closed, or has fewer than four points.")
        if not all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring):
            return _("the coordinates are not degrees of longitude and latitude (WGS 84).")
    return ""


def _polygons(geometry) -> list[Polygon]:
    parts = geometry["coordinates"]
    parts = [parts] if geometry["type"] == "Polygon" else parts
    return [[[[float(point[0]), float(point[1])] for point in ring] for ring in polygon] for polygon in parts]


def _thinned(found: Mapping[str, list[Polygon]]) -> Mapping[str, list[Polygon]]:
    """The same on the finest grid that keeps the map light."""
    for digits in GRIDS:
        rounded = {code: _on_grid(polygons, digits) for code, polygons in found.items()}
        if sum(_points(polygons) for polygons in rounded.values()) <= MOST_POINTS:
            break
    return rounded


def _points(polygons: Iterable[Polygon]) -> int:
    return sum(len(ring) for polygon in polygons for ring in polygon)


def _on_grid(polygons: list[Polygon], digits: int) -> list[Polygon]:
    """Points moved to the grid, repeated ones dropped; a ring that shrinks to nothing is left out."""
    answer = []
    for polygon in polygons:
        rings = [_ring_on_grid(ring, digits) for ring in polygon]
        kept = [ring for ring in rings if len(ring) >= FEWEST_POINTS]
        if kept and len(rings[0]) >= FEWEST_POINTS:
            answer.append(kept)
    return answer or polygons


def _ring_on_grid(ring: list[Point], digits: int) -> list[Point]:
    moved = [[round(lon, digits), round(lat, digits)] for lon, lat in ring]
    return [moved[0], *(after for before, after in pairwise(moved) if after != before)]
