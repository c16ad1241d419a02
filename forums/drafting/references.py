"""What an action may refer to: everything in the strategy and the bodies that has a code or an address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Value
from django.db.models.functions import Cast

from forums.bodies.models import Team
from metropolis.ui.models import in_column_order
from strategy.models import Action, FundingSource, Goal, Indicator, Municipality, Partner

_WHERE: dict[str, tuple[Any, str]] = {
    "goals": (Goal, "code"),
    "indicators": (Indicator, "code"),
    "municipalities": (Municipality, "slug"),
    "partners": (Partner, "slug"),
    "teams": (Team, "slug"),
    "sources": (FundingSource, "code"),
}


@dataclass(frozen=True)
class References:
    """Codes of goals, indicators and sources of money, addresses of the rest.

    `actions` are the actions in force of other plans with what each depends on.
    """

    goals: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    municipalities: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    actions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, plan) -> "References":
        """What there is now, in two queries."""
        first, *rest = (_codes(kind, *where) for kind, where in _WHERE.items())
        found: dict[str, set[str]] = {kind: set() for kind in _WHERE}
        for kind, code in first.union(*rest, all=True):
            found[kind].add(code)
        codes = {kind: frozenset(known) for kind, known in found.items()}
        return cls(**codes, actions=actions_elsewhere(plan))


def actions_elsewhere(plan) -> dict[str, tuple[str, ...]]:
    """Actions in force of other plans, with what each depends on."""
    needed: dict[str, tuple[str, ...]] = {}
    links = Action.objects.in_force().exclude(plan=plan).values_list("code", "depends_on__code")
    for code, other in links:
        needed[code] = (*needed.get(code, ()), *([other] if other else []))
    return needed


def _codes(kind: str, model, name: str):
    rows = in_column_order(model.objects.order_by())
    rows = rows.annotate(v_kind=Value(kind, CharField()), v_code=Cast(name, CharField()))
    return rows.values_list("v_kind", "v_code")
