"""The one table of steps: from which state to which, and who may. Pages, API and tests read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from strategy.models import ActionPlan

from . import permissions

State = ActionPlan.State
Right = Callable[[Any, ActionPlan], bool]

# What a step moves: what is under work (the plan, or its amendment), or the plan in force.
WORK, LIFE = "work", "life"


@dataclass(frozen=True)
class Step:
    """A step: `label` is its button, `done` the line in the record, `slug` its part of the address.

    `allowed` says who may take it, in each of its states where that differs. `target` "" means that what
    was under work is given up. `is_main` is a step onwards, which pages show as a button.
    """

    name: str
    slug: str
    sources: tuple[str, ...]
    target: str
    allowed: Right | Mapping[str, Right]
    label: str | Promise
    done: str | Promise
    moves: str = WORK
    needs_reason: bool = False
    is_public: bool = False
    is_forward: bool = True
    is_main: bool = True

    def right_in(self, plan: ActionPlan) -> Right:
        """Who may take the step in the plan's present state, from which it can be taken."""
        return self.allowed if callable(self.allowed) else self.allowed[self.state_of(plan)]

    def concerns(self, user, plan: ActionPlan) -> bool:
        """Whether the person may take the step in any state: for them its page exists."""
        rights = [self.allowed] if callable(self.allowed) else self.allowed.values()
        return any(right(user, plan) for right in rights)

    def state_of(self, plan: ActionPlan) -> str:
        """The state from which this step would start."""
        return plan.state if self.moves == LIFE else state_here(plan)

    def starts_here(self, plan: ActionPlan) -> bool:
        """Whether the plan is where the step starts; only an amendment can be given up."""
        return self.state_of(plan) in self.sources and bool(self.target or plan.is_amended)


def state_here(plan: ActionPlan) -> str:
    """Where what is under work stands in the portal.

    Public sources may say of a plan that it is in consultation somewhere; as long as it has no draft here,
    it is not begun.
    """
    return plan.working_state if plan.run_in_portal or plan.is_in_force else ""


_ROWS = (
    Step(
        "start_drafting",
        "rozpocznij-prace",
        ("",),
        State.DRAFT,
        permissions.can_lead,
        _("Start drafting"),
        _("Drafting started"),
        is_public=True,
    ),
    Step(
        "open_consultation",
        "otworz-konsultacje",
        (State.DRAFT,),
        State.CONSULTATION,
        permissions.can_lead,
        _("Open the consultation"),
        _("Consultation opened"),
    ),
    Step(
        "send_to_commission",
        "wyslij-do-komisji",
        (State.CONSULTATION,),
        State.WITH_COMMISSION,
        permissions.can_lead,
        _("Send to the commission"),
        _("Sent to the commission"),
    ),
    Step(
        "give_opinion",
        "wydaj-opinie",
        (State.WITH_COMMISSION,),
        State.OPINION_GIVEN,
        permissions.can_give_opinion,
        _("Give the opinion"),
        _("Opinion given"),
    ),
    Step(
        "record_opinion",
        "zapisz-opinie",
        (State.CONSULTATION,),
        State.OPINION_GIVEN,
        permissions.can_record,
        _("Record the opinion"),
        _("Opinion recorded"),
    ),
    Step(
        "adopt",
        "przyjmij",
        (State.OPINION_GIVEN,),
        State.ADOPTED,
        permissions.can_record,
        _("Record the resolution"),
        _("Adopted by resolution"),
        is_public=True,
    ),
    Step(
        "begin_implementation",
        "rozpocznij-wdrazanie",
        (State.ADOPTED,),
        State.IN_IMPLEMENTATION,
        permissions.can_record,
        _("Begin the implementation"),
        _("Implementation began"),
        moves=LIFE,
        is_public=True,
    ),
    Step(
        "close",
        "zakoncz",
        (State.IN_IMPLEMENTATION,),
        State.CLOSED,
        permissions.can_record,
        _("Close the plan"),
        _("Plan closed"),
        moves=LIFE,
        needs_reason=True,
        is_main=False,
        is_public=True,
    ),
    Step(
        "start_amendment",
        "rozpocznij-zmiane",
        (State.ADOPTED, State.IN_IMPLEMENTATION),
        State.DRAFT,
        permissions.can_lead,
        _("Start an amendment"),
        _("Amendment started"),
        needs_reason=True,
        is_main=False,
    ),
    Step(
        "drop_amendment",
        "porzuc-zmiane",
        (State.DRAFT,),
        "",
        permissions.can_lead,
        _("Drop the amendment"),
        _("Amendment dropped"),
        needs_reason=True,
        is_main=False,
        is_forward=False,
    ),
    Step(
        "return_to_draft",
        "cofnij-do-projektu",
        (State.CONSULTATION, State.WITH_COMMISSION, State.OPINION_GIVEN),
        State.DRAFT,
        {
            State.CONSULTATION: permissions.can_lead,
            State.WITH_COMMISSION: permissions.can_give_opinion,
            State.OPINION_GIVEN: permissions.can_record,
        },
        _("Return to draft"),
        _("Returned to draft"),
        needs_reason=True,
        is_main=False,
        is_forward=False,
    ),
)
STEPS: dict[str, Step] = {step.name: step for step in _ROWS}
BY_SLUG: dict[str, Step] = {step.slug: step for step in _ROWS}
