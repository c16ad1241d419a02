"""What a standing was counted from, as one short token per indicator: equal tokens, equal standings.

Read from the rows themselves, so nobody who writes values has to know of it. A verified revision never
changes and `current` only moves to a newer one, so number, sum and highest of the current revisions
move with every correction. Value and moment of the highest tell apart what a restored backup or a
rollback would number alike.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from django.conf import settings
from django.db.models import Count, Max, Sum

from monitoring.models import IndicatorValue, Observation
from strategy.models import Indicator, Municipality, Target

METHOD = "1"  # a new one when the rules or the shape of a standing change, so that all is counted again
_DEFINITION = (
    "direction", "frequency", "aggregation", "accumulation", "scope", "precision", "is_share", "unit_pl",
    "unit_en", "weight", "baseline_period", "baseline_value", "keep_low", "keep_high", "first_due_period",
)  # fmt: skip
_PLACE = ("pk", "member_from", "member_to", "population")


def stamps_of(indicators: Sequence[Indicator]) -> dict[int, str]:
    """Indicator id -> token of its definition, targets, members, weights and values. Four queries."""
    values = _values()
    targets = _targets()
    places = list(Municipality.objects.order_by("pk").values_list(*_PLACE))
    members = _token(repr([place[:-1] for place in places]))
    people = _people(indicators, values, [place[-1] for place in places])
    found = {}
    for one in indicators:
        weighs = one.aggregation == Indicator.Aggregation.POPULATION_MEAN
        parts = (
            METHOD,
            [str(getattr(one, name)) for name in _DEFINITION],
            targets[one.pk],
            values.get(one.pk),
            people if weighs else None,
        )
        found[one.pk] = _token(repr(parts) + members)
    return found


def _values() -> dict[int, tuple]:
    rows = Observation.objects.filter(current__isnull=False).order_by().values("indicator")
    counted = list(rows.annotate(number=Count("current"), total=Sum("current"), newest=Max("current")))
    newest = IndicatorValue.objects.filter(pk__in=[row["newest"] for row in counted])
    last = {
        pk: (str(value), moment) for pk, value, moment in newest.values_list("pk", "value", "published_at")
    }
    return {
        row["indicator"]: (row["number"], row["total"], row["newest"], *last[row["newest"]])
        for row in counted
    }


def _targets() -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = Target.objects.order_by("indicator", "period").values_list("indicator", "period", "value")
    for indicator, period, value in rows:
        found[indicator].append((period, str(value)))
    return found


def _people(indicators: Sequence[Indicator], values: dict[int, tuple], kept: list) -> tuple:
    """The populations that weigh: those kept with the municipalities, and the indicator's values."""
    weights = [one.pk for one in indicators if one.code == settings.POPULATION_INDICATOR]
    return settings.POPULATION_INDICATOR, kept, [values.get(pk) for pk in weights]


def _token(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:40]
