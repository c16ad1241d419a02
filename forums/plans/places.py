"""Municipalities of the metropolis beside what a plan says of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import ngettext

from strategy.models import Municipality
from strategy.municipalities.limits import MOST_MUNICIPALITIES
from strategy.plans.content import PlanContent

from .taking_part import counts_of, level_of


@dataclass(frozen=True)
class Place:
    """A municipality with the number of its actions, bare and in words, and the address of its page."""

    name: str
    number: int
    words: str
    url: str


def read_places(content: PlanContent, address) -> tuple[list[dict], list[Place]]:
    """Tiles of the map, and the list: members of today and whoever the plan names, in Polish order.

    Of more members than a map can show, those that the plan names, without a map. Two queries.
    """
    counts = counts_of(content)
    today, named = Municipality.objects.members_on(timezone.localdate()), Q(slug__in=list(counts))
    if today.count() > MOST_MUNICIPALITIES:
        return [], places_of(Municipality.objects.filter(named), counts, address)
    rows = list(Municipality.objects.filter(Q(pk__in=today.values("pk")) | named))
    most = max(counts.values(), default=0)
    tiles = [_tile(row, counts[row.slug], most, address(row.slug)) for row in rows]
    return tiles, places_of(rows, counts, address)


def places_of(rows: Iterable[Municipality], counts, address) -> list[Place]:
    """The list beside the map: most actions first."""
    places = [Place(row.name, counts[row.slug], _words(counts[row.slug]), address(row.slug)) for row in rows]
    return sorted(places, key=lambda place: -place.number)


def _words(number: int) -> str:
    return ngettext("%(n)s action", "%(n)s actions", number) % {"n": number}


def _tile(row: Municipality, number: int, most: int, url: str) -> dict:
    return {
        "col": row.tile_col,
        "row": row.tile_row,
        "col_span": row.tile_col_span,
        "row_span": row.tile_row_span,
        "label": row.name,
        "value": number,
        "url": url,
        "level": level_of(number, most),
    }
