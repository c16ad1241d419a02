"""Action plans with their states, as lists show them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from metropolis.ui.dates import long_date
from strategy.models import ActionPlan, ThematicArea

AREA, STATE = "obszar", "stan"
UNKNOWN = "nieznany"  # of a plan whose state public sources do not tell


@dataclass(frozen=True)
class Line:
    """A plan, and what is under work in it: words for those who may read drafts, "" for others."""

    plan: ActionPlan
    work: str


@dataclass(frozen=True)
class AreaPlans:
    """The plans of an area."""

    area: ThematicArea
    lines: list[Line]


@dataclass(frozen=True)
class Choice:
    """One option of a filter."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the address without it."""

    label: str
    remove: str


@dataclass(frozen=True)
class PlanList:
    """Everything that the page shows. Examples stand apart and are counted nowhere."""

    groups: list[AreaPlans]
    examples: list[Line]
    total: int
    shown: int
    unknown_states: int
    states: list[tuple[str, int]]
    filters: dict[str, list[Choice]]
    chips: list[Chip]
    unknown: list[str]


def read_plans(parameters: Mapping[str, str], *, insider: bool) -> PlanList:
    """The plans that the address asks for. Two queries, and one more for those who may read drafts."""
    plans = ActionPlan.objects.prefetch_related("consultations") if insider else ActionPlan.objects.all()
    areas, rows = list(ThematicArea.objects.all()), list(plans)
    real = [plan for plan in rows if not plan.is_example]
    options = _options(areas, real)
    asked = {name: parameters.get(name, "").strip() for name in options}
    active = {name: value for name, value in asked.items() if value in dict(options[name])}
    lines = [Line(plan, work_of(plan) if insider else "") for plan in rows]
    shown = [line for line in lines if not line.plan.is_example and _matches(line.plan, areas, active)]
    states = Counter(plan.state for plan in real)
    return PlanList(
        groups=_groups(areas, shown, active),
        examples=[line for line in lines if line.plan.is_example],
        total=len(real),
        shown=len(shown),
        unknown_states=states[""],
        states=[(label, states[state]) for state, label in ActionPlan.State.choices if states[state]],
        filters={
            name: [Choice(value, label, active.get(name) == value) for value, label in pairs]
            for name, pairs in options.items()
        },
        chips=[
            Chip(dict(options[name])[value], f"?{urlencode({k: v for k, v in active.items() if k != name})}")
            for name, value in active.items()
        ],
        unknown=[value for name, value in asked.items() if value and name not in active],
    )


def work_of(plan: ActionPlan) -> str:
    """How far the text under work is, with the deadline of an open consultation; "" where none is."""
    if not plan.is_under_work or not plan.run_in_portal:
        return ""
    state = ActionPlan.State(plan.working_state).label
    open_now = [one for one in plan.consultations.all() if one.closed_at is None]
    if open_now and plan.working_state == ActionPlan.State.CONSULTATION:
        state = _("%(state)s until the end of %(day)s") % {
            "state": state,
            "day": long_date(open_now[0].deadline),
        }
    return (_("Amendment: %(state)s") if plan.is_amended else _("Under work: %(state)s")) % {"state": state}


def _options(areas: list[ThematicArea], plans: Iterable[ActionPlan]) -> dict[str, list[tuple[str, str]]]:
    """Areas, and the states that occur."""
    states = {plan.state for plan in plans}
    pairs = [(value, str(label)) for value, label in ActionPlan.State.choices if value in states]
    if "" in states:
        pairs.append((UNKNOWN, _("state not known")))
    return {AREA: [(area.code, f"{area.roman}. {area.name}") for area in areas], STATE: pairs}


def _matches(plan: ActionPlan, areas: list[ThematicArea], active: dict[str, str]) -> bool:
    codes = {area.pk: area.code for area in areas}
    if AREA in active and codes[plan.area_id] != active[AREA]:
        return False
    return STATE not in active or (plan.state or UNKNOWN) == active[STATE]


def _groups(areas: list[ThematicArea], lines: list[Line], active: dict[str, str]) -> list[AreaPlans]:
    """All areas, those without plans too; under a filter only the areas that have something to show."""
    by_area: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_area[line.plan.area_id].append(line)
    return [AreaPlans(area, by_area[area.pk]) for area in areas if by_area[area.pk] or not active]
