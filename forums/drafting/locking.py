"""The locks under which a draft changes, always in one order: the plan's row, then the part.

Permission and state are read under the lock, so a step of the plan and a save cannot pass each other.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from strategy.models import ActionPlan

from .models import DraftItem, Revision
from .permissions import can_decide_proposals, can_edit, drafts_for
from .refusals import WrongMoment

State = ActionPlan.State


def locked_plan(plan: ActionPlan, by, origin: str = Revision.Origin.EDIT) -> ActionPlan:
    """The plan's row as it is now, locked; refuses who may not change its draft.

    An accepted proposal may change the text in a consultation too.
    """
    found = ActionPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    allowed = can_decide_proposals if origin == Revision.Origin.PROPOSAL else can_edit
    if allowed(by, found):
        return found
    if not drafts_for(by, found):
        raise PermissionDenied
    raise WrongMoment(_why_not(found))


def locked_item(item: DraftItem, by, origin: str = Revision.Origin.EDIT) -> DraftItem:
    """The part as it is now, locked together with its plan."""
    plan = locked_plan(item.plan, by, origin)
    parts = DraftItem.objects.select_for_update(of=("self",)).select_related("head", "head__author")
    found = parts.get(pk=item.pk)
    found.plan = plan
    return found


def _why_not(plan: ActionPlan) -> str:
    texts: dict[str, str] = {
        State.CONSULTATION: _(
            "The plan is in consultation now. Its text changes by accepted proposals only: send yours as one."
        ),
        State.WITH_COMMISSION: _("The plan is with the commission now, so its text cannot be changed."),
        State.OPINION_GIVEN: _("The opinion on the plan was given, so its text cannot be changed now."),
    }
    return texts.get(plan.working_state) or _("The plan has no draft under work, so its text cannot change.")
