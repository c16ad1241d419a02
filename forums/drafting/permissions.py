"""Who may draft, propose, comment and read a draft: the rows of the matrix of roles about plans.

All functions accept an anonymous visitor. What a state allows is part of the answer: the text that
stands in a consultation or before the commission is changed by proposals or not at all.
"""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.db.models import Exists, Q, QuerySet
from django.utils import timezone

from forums.bodies.models import Forum
from forums.bodies.permissions import (
    commissions_of,
    forums_chaired_by,
    forums_of,
    is_insider,
    is_office,
    teams_of,
)
from forums.drafting.models import PlanAssignment
from strategy.models import ActionPlan

State = ActionPlan.State


def drafting_forum(plan: ActionPlan) -> Forum | None:
    """The forum that drafts a plan: the assigned one, else the lead forum of its area today."""
    today = Forum.objects.valid_on(timezone.localdate())
    return Forum.objects.filter(assignments__plan=plan).first() or _drafting(today, plan).first()


def drafted_by(forums: QuerySet[Forum]) -> Q:
    """Plans that one of these forums drafts, by the same rule: for lists of plans."""
    leading = forums.filter(is_lead=True).values("area")
    return Q(assignment__forum__in=forums) | Q(assignment__isnull=True, area__in=leading)


def _drafting(forums: QuerySet[Forum], plan: ActionPlan) -> QuerySet[Forum]:
    """Those of some forums that draft the plan: the assigned one, else the lead forum of its area."""
    is_assigned = Exists(PlanAssignment.objects.filter(plan=plan))
    return forums.filter(Q(assignments__plan=plan) | (Q(area=plan.area_id, is_lead=True) & ~is_assigned))


def sits_in_forum(user, plan: ActionPlan) -> bool:
    """Whether the person sits today in the forum that drafts the plan."""
    return _remembered(plan, user, "sits", lambda: _drafting(forums_of(user), plan).exists())


def chairs_forum(user, plan: ActionPlan) -> bool:
    """Whether the person chairs today the forum that drafts the plan."""
    return _remembered(plan, user, "chairs", lambda: _drafting(forums_chaired_by(user), plan).exists())


def _remembered(plan: ActionPlan, user, question: str, ask: Callable[[], bool]) -> bool:
    """A page asks the same of one plan many times. Workflows read the plan anew, and so ask anew."""
    answers = plan.__dict__.setdefault("_forum_seats", {})
    key = (user.pk, question)
    if key not in answers:
        answers[key] = ask()
    return answers[key]


def can_read_drafts(user) -> bool:
    """ "Read drafts of plans": everybody with a role today."""
    return is_insider(user)


def drafts_for(user, plan: ActionPlan) -> bool:
    """Whether the person drafts this plan at all, whatever its state: own forum, or the Office."""
    return is_office(user) or sits_in_forum(user, plan)


def can_edit(user, plan: ActionPlan) -> bool:
    """ "Edit a draft plan": own forum and the Office, while it is a draft."""
    return plan.working_state == State.DRAFT and drafts_for(user, plan)


def can_propose(user, plan: ActionPlan) -> bool:
    """ "Propose": teams and forums (and the Office), while the text may still change."""
    if plan.working_state not in (State.DRAFT, State.CONSULTATION):
        return False
    return is_office(user) or works_in_teams(user)


def works_in_teams(user) -> bool:
    """Whether the person sits today in any team or forum, asked in one query."""
    seats = Exists(teams_of(user)) | Exists(forums_of(user))
    return bool(user.pk) and get_user_model().objects.filter(seats, pk=user.pk).exists()


def can_decide_proposals(user, plan: ActionPlan) -> bool:
    """Accepting and declining is editing; in a consultation it is the only way the text changes."""
    return plan.working_state in (State.DRAFT, State.CONSULTATION) and drafts_for(user, plan)


def can_comment(user, plan: ActionPlan) -> bool:
    """ "Comment": everybody in a team, forum, commission or body, until the plan is adopted."""
    return plan.is_under_work and (is_office(user) or getattr(user, "is_member", False))


def reviews(user, plan: ActionPlan) -> bool:
    """Whether the person sits today in a commission of the plan's area."""
    return commissions_of(user).filter(areas=plan.area_id).exists()
