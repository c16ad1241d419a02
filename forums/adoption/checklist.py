"""What is still missing in a plan before it can go on, and what is worth a second look.

Pure: no database, request or clock. The content's `names` are those of today (`reading.names_for`), so a
code without a name is something that was removed since.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from metropolis.ui import richtext
from metropolis.ui.dates import long_date
from strategy.pages.money import zloty
from strategy.plans.content import ActionContent, Funding, PlanContent

from .dependencies import in_circles

PLAN, SECTION, ACTION, GOAL = "plan", "section", "action", "goal"


@dataclass(frozen=True)
class GoalOfArea:
    """A goal that the plan's area has; `parent` is the code of the goal above, "" where there is none.

    A direction is a way to a goal: no plan has to take every way, so it is not missed itself.
    """

    code: str
    text: str
    parent: str = ""
    is_direction: bool = False


@dataclass(frozen=True)
class Gap:
    """One thing to do: `kind` says what (see `gap_words`), `part` and `key` where, `message` which.

    `blocks` tells what must be filled in ("Trzeba uzupełnić") from what is worth checking.
    """

    kind: str
    message: str = ""
    part: str = PLAN
    key: str = ""
    blocks: bool = True

    @property
    def part_key(self) -> str:
        """The key of the section or the code of the action; "" for the plan as a whole."""
        return self.key if self.part in (SECTION, ACTION) else ""


def missing(
    content: PlanContent, goals: Iterable[GoalOfArea] = (), *, elsewhere: Collection[str] = ()
) -> list[Gap]:
    """Everything that is missing, blocking gaps first, in the order of the plan.

    `elsewhere` are codes of actions in force of other plans, on which an action may depend.
    """
    gaps = [*_of_sections(content), *_of_plan(content, list(goals))]
    circles = in_circles({action.code: action.depends_on for action in content.actions})
    for action in content.actions:
        gaps += _of_action(content, action)
        gaps += _of_dependencies(content, action, elsewhere, in_circle=action.code in circles)
    return sorted(gaps, key=lambda gap: not gap.blocks)


def _of_sections(content: PlanContent):
    for section in content.sections:
        if section.is_required and not richtext.word_count(section.html):
            yield Gap("empty_section", part=SECTION, key=section.key)


def _of_plan(content: PlanContent, goals: list[GoalOfArea]):
    if not content.actions:
        yield Gap("no_action")
        return
    if not any(action.is_flagship for action in content.actions):
        yield Gap("no_flagship", blocks=False)
    for goal in unserved(content.actions, goals):
        yield Gap("goal_unserved", f"{goal.code} {goal.text}", GOAL, goal.code, blocks=False)


def unserved(actions: Iterable[ActionContent], goals: list[GoalOfArea]) -> list[GoalOfArea]:
    """Goals that no action serves; one that serves a direction serves the goals above it too."""
    above = {goal.code: goal.parent for goal in goals}
    served: set[str] = set()
    for code in {code for action in actions for code in action.goals}:
        while code and code not in served:
            served.add(code)
            code = above.get(code, "")
    return [goal for goal in goals if goal.code not in served and not goal.is_direction]


def _of_action(content: PlanContent, action: ActionContent):
    def gap(kind, message="", *, blocks=True):
        return Gap(kind, message, ACTION, action.code, blocks)

    if not action.title.strip():
        yield gap("no_title")
    if not (action.responsible_team or action.responsible_function.strip()):
        yield gap("no_responsible")
    if not (action.start and action.end):
        yield gap("no_dates")
    elif not content.head.holds(action.start) or not content.head.holds(action.end):
        yield gap("dates_outside")
    if not action.goals:
        yield gap("no_goal", blocks=False)
    if not action.indicators:
        yield gap("no_indicator", blocks=False)
    yield from (gap(kind, message) for kind, message in _of_milestones(content, action))
    yield from (gap("unknown", code) for code in _unknown(content, action))
    yield from (gap(*found, blocks=blocks) for blocks, *found in _of_money(content, action))


def _of_milestones(content: PlanContent, action: ActionContent):
    for milestone in action.milestones:
        if milestone.due is None:
            yield "milestone_no_day", milestone.name
        elif not _inside(action, milestone.due) or not content.head.holds(milestone.due):
            yield "milestone_outside", f"{milestone.name} ({long_date(milestone.due)})"


def _inside(action: ActionContent, day: date) -> bool:
    return (action.start is None or action.start <= day) and (action.end is None or day <= action.end)


def _unknown(content: PlanContent, action: ActionContent) -> list[str]:
    used = {
        "goals": action.goals,
        "indicators": action.indicators,
        "municipalities": action.taking_part,
        "partners": (*action.partners, action.lead_partner),
        "teams": (action.responsible_team,),
        "sources": dict.fromkeys(row.source for row in action.funding),
    }
    return [
        code
        for kind, codes in used.items()
        for code in codes
        if code and code not in content.names.get(kind, {})
    ]


def _of_money(content: PlanContent, action: ActionContent):
    """Tuples (blocks, kind, message)."""
    head = content.head
    for row in action.funding:
        if row.secured > row.planned:
            yield True, "secured_over_planned", _source_and_year(content, row)
        if not head.holds(date(row.year, 1, 1)):
            yield True, "money_outside", str(row.year)
    if action.planned > action.secured:
        yield False, "money_gap", zloty(action.planned - action.secured)
    if action.cost is not None and action.cost != action.planned:
        yield (
            False,
            "cost_differs",
            _("cost %(cost)s, money %(planned)s")
            % {"cost": zloty(action.cost), "planned": zloty(action.planned)},
        )


def _source_and_year(content: PlanContent, row: Funding) -> str:
    return f"{content.name('sources', row.source, get_language() or 'pl')}, {row.year}"


def _of_dependencies(content: PlanContent, action: ActionContent, elsewhere, *, in_circle: bool):
    if in_circle:
        yield Gap("circle", "", ACTION, action.code)
    for code in action.depends_on:
        other = content.action(code)
        if other is None and code not in elsewhere:
            yield Gap("unknown", code, ACTION, action.code)
        elif other and action.start and other.end and action.start < other.end:
            yield Gap("starts_early", f"{other.code} {other.title}", ACTION, action.code, blocks=False)
