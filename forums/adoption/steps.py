"""From draft to adoption: taking a step, and what a person may do now.

The table of steps is `table.STEPS`; what stands in the way is in `obstacles`, what has to be said in
`details`, what happens besides the change of state in `deeds`. Nothing else moves a plan.
"""

from dataclasses import dataclass, field
from functools import cache

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from metropolis.ui.dates import clock, long_date
from strategy.models import ActionPlan

from .checklist import Gap
from .deeds import do
from .details import faults_of
from .facts import Facts
from .gap_words import OF_STEPS, OF_TEXT
from .models import PlanEvent
from .obstacles import obstacles
from .refusals import Blocked, Invalid, WrongState
from .signals import plan_moved
from .table import LIFE, STEPS, Step

__all__ = ["STEPS", "PossibleStep", "Step", "steps_for", "take_step"]

State = ActionPlan.State


@transaction.atomic
def take_step(
    plan: ActionPlan, name: str, *, by, reason: str = "", seen: str | None = None, **details
) -> PlanEvent:
    """Move the plan one step on, and write down who, when and why; the event knows the moved plan.

    `seen` is the state that the person had before the eyes; the step is not taken from another one.
    `details` are what the step needs besides: see `details`. Raises WrongState, PermissionDenied,
    Blocked (with the gaps) or Invalid (with a sentence for each field).
    """
    step = STEPS[name]
    plan = ActionPlan.objects.select_for_update(of=("self",)).select_related("area").get(pk=plan.pk)
    source = step.state_of(plan)
    if not step.starts_here(plan) or (seen is not None and seen != source):
        raise WrongState(moved_on(plan))
    if not step.right_in(plan)(by, plan):
        raise PermissionDenied
    facts = Facts(plan)
    if gaps := obstacles(step, facts, by):
        raise Blocked(gaps)
    if faults := faults_of(step, facts, by, reason, details):
        raise Invalid(faults)
    event = PlanEvent(plan=plan, step=name, source=source, by=by, reason=reason.strip(), at=timezone.now())
    event.is_amendment = step.moves != LIFE and (plan.is_amended or plan.is_in_force)
    event.target = _move(plan, step)
    event.version = do(name, plan, by, details)
    event.save()
    plan_moved.send(ActionPlan, plan=plan, step=name, event=event, by=by)
    return event


def _move(plan: ActionPlan, step: Step) -> str:
    """Change the state; returns the one in which what was moved is now.

    An amendment goes round beside the plan in force: adopting or dropping it leaves the plan's own state.
    """
    if step.moves == LIFE or not plan.is_in_force:
        plan.state = step.target
    elif step.target in (State.ADOPTED, ""):
        plan.amendment_state = ""
    else:
        plan.amendment_state = step.target
    plan.run_in_portal = True
    plan.save(update_fields=["state", "amendment_state", "run_in_portal", "updated_at"])
    return plan.state if step.moves == LIFE else plan.working_state


def moved_on(plan: ActionPlan) -> str:
    """What has happened to a plan that is not where somebody thought it was: state, step, day, person."""
    state = State(plan.working_state).label if plan.working_state else _("not started")
    event = plan.events.select_related("by").order_by("-pk").first()
    if event is None:
        return _("The plan is in another state: %(state)s. Nothing was changed.") % {"state": state}
    words = _(
        "The plan is in another state: %(state)s. The last step: %(step)s, %(day)s at %(time)s, %(person)s. "
        "Nothing was changed."
    )
    return words % {
        "state": state,
        "step": STEPS[event.step].done if event.step in STEPS else event.step,
        "day": long_date(event.at),
        "time": clock(event.at),
        "person": event.by,
    }


@dataclass(frozen=True)
class PossibleStep:
    """A step that a person may take in the plan's present state, and what still stands in the way."""

    step: Step
    gaps: list[Gap] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.gaps

    @property
    def missing(self) -> int:
        """How much must be filled in in the text before."""
        return sum(gap.kind in OF_TEXT for gap in self.gaps)

    @property
    def hindrances(self) -> list[str]:
        """What else stands in the way, in sentences."""
        others = [gap for gap in self.gaps if gap.kind not in OF_TEXT]
        return [f"{OF_STEPS[gap.kind]}. {gap.message}".strip() for gap in others]


def steps_for(user, plan: ActionPlan, *, facts: Facts | None = None) -> list[PossibleStep]:
    """What the person may do now: steps of the plan's state, in the order of the table.

    Of the two ways to an opinion only the one is named that the area has. `facts` are of this plan, where
    the caller reads them too.
    """
    if not getattr(user, "is_authenticated", False):
        return []
    facts = facts or Facts(plan)
    may = cache(lambda right: right(user, plan))
    possible = [step for step in STEPS.values() if step.starts_here(plan) and may(step.right_in(plan))]
    steps = [PossibleStep(step, obstacles(step, facts, user)) for step in possible]
    return [one for one in steps if not {"no_commission", "has_commission"} & {gap.kind for gap in one.gaps}]
