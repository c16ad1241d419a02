"""Decisions about many values: what will change, and what became of each."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest

from monitoring.values.models import IndicatorValue

from .filters import Filters
from .queue import Item, items_of, waiting_keys

MOST = 1000
"""So many values are verified in one go; the page says how many are left for the next."""
KEPT = "verification_result"


@dataclass(frozen=True)
class Plan:
    """What "verify all that match" would do now."""

    items: list[Item]
    total: int

    @property
    def ready(self) -> list[Item]:
        """Those that the person may decide about."""
        return [item for item in self.items if item.may_decide]

    @property
    def skipped(self) -> int:
        """Own values, and those of a locked period."""
        return len(self.items) - len(self.ready)

    @property
    def odd(self) -> list[Item]:
        """Those to look at before saying yes to all."""
        return [item for item in self.ready if item.is_odd]

    @property
    def left(self) -> int:
        """How many are beyond one go."""
        return self.total - len(self.items)

    @property
    def by_place(self) -> list[tuple[str, int]]:
        """How many values of each municipality, the most first; an empty name for the whole metropolis."""
        places = Counter(item.value.observation.municipality for item in self.ready)
        return [(place.name if place else "", count) for place, count in places.most_common()]

    @property
    def keys(self) -> str:
        """Exactly the values that the page speaks of: what arrives meanwhile is not verified unseen."""
        return ",".join(str(item.value.pk) for item in self.ready)


def plan_for(user, filters: Filters) -> Plan:
    """What matches; a constant number of queries."""
    keys = waiting_keys(user, filters)
    return Plan(items_of(keys[:MOST], user=user), len(keys))


def chosen(texts) -> list[IndicatorValue]:
    """The values of these identifiers that are there; what is not a number names none."""
    ids = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 18]
    return list(IndicatorValue.objects.filter(pk__in=ids[:MOST]).order_by("pk"))


def keep_result(request: HttpRequest, deed: str, done, skipped) -> None:
    """Keep what became of each value for the page of the result, until the next decision."""
    request.session[KEPT] = {
        "deed": deed,
        "done": [value.pk for value in done],
        "skipped": [[value.pk, reason] for value, reason in skipped],
    }


def kept_result(request: HttpRequest) -> dict:
    """The last result with its values, in one query; empty when there is none."""
    kept = request.session.get(KEPT)
    if not kept:
        return {}
    reasons = dict(kept["skipped"])
    values = IndicatorValue.objects.with_subject().in_bulk([*kept["done"], *reasons])
    return {
        "deed": kept["deed"],
        "done": [values[pk] for pk in kept["done"] if pk in values],
        "skipped": [(values[pk], reason) for pk, reason in reasons.items() if pk in values],
    }
