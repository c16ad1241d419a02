"""What a standing was counted from, as one short token per indicator: equal tokens, equal standings.

Read from the rows themselves. A verified revision never changes and `current` only moves to a newer one, so
number, sum and highest of the current revisions move with every correction. Value and moment of the highest
tell apart what a restored backup or a rollback would number alike.

Rows are read again where a version counter says so (`metropolis.rest.counters`): all at the first asking of
a process, then those of the indicators whose observations were written to, so that a late correction costs
the same among thousands of values and among millions.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Sequence

from django.conf import settings
from django.db.models import Count, Max, Sum

from metropolis.rest.counters import versions_of_parts
from monitoring.models import IndicatorValue, Observation
from strategy.models import Indicator, Municipality, Target

METHOD = "1"  # a new one when the rules or the shape of a standing change, so that all is counted again
_DEFINITION = (
    "direction", "frequency", "aggregation", "accumulation", "scope", "precision", "is_share", "unit_pl",
    "unit_en", "weight", "baseline_period", "baseline_value", "keep_low", "keep_high", "first_due_period",
)  # fmt: skip
_PLACE = ("pk", "member_from", "member_to", "population")
# Indicator id -> the token of its observations, and what they were then. A token is never given twice, so an
# entry cannot be stale; what was read before a change and kept after it has the token of before.
_at_hand: dict[int, tuple[str, tuple | None]] = {}


def stamps_of(indicators: Sequence[Indicator]) -> dict[int, str]:
    """Indicator id -> token of its definition, targets, members, weights and values. Five queries."""
    values = _values([one.pk for one in indicators])
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


def forget_rows() -> None:
    """Let this process forget which rows it has read: as after its start."""
    _at_hand.clear()


def _values(indicators: Sequence[int]) -> dict[int, tuple | None]:
    tokens = versions_of_parts(Observation, indicators)
    held = dict(_at_hand)
    known = {pk: held[pk][1] for pk, token in tokens.items() if pk in held and held[pk][0] == token}
    known |= _read([pk for pk in indicators if pk not in known])
    _at_hand.update({pk: (token, known.get(pk)) for pk, token in tokens.items()})
    return known


def _read(indicators: Collection[int]) -> dict[int, tuple]:
    """Number, sum and highest of the current revisions, and the value and moment of the highest."""
    if not indicators:
        return {}
    rows = Observation.objects.filter(indicator__in=indicators, current__isnull=False)
    rows = rows.order_by().values("indicator")
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


def _people(indicators: Sequence[Indicator], values: dict[int, tuple | None], kept: list) -> tuple:
    """The populations that weigh: those kept with the municipalities, and the indicator's values."""
    weights = [one.pk for one in indicators if one.code == settings.POPULATION_INDICATOR]
    return settings.POPULATION_INDICATOR, kept, [values.get(pk) for pk in weights]


def _token(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:40]
