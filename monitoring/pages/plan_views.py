"""Pages of a plan and of an action: what was adopted, and how it goes."""

from django.shortcuts import render

from forums.bodies.permissions import is_insider
from forums.plans.reading import Opened
from forums.plans.views import action_context, opens_plan, plan_context
from monitoring.progress.standing import counts_of, standing_of
from strategy.models import Action


@opens_plan
def plan(request, opened: Opened):
    """The plan at a glance; where its text is in force, with how many of its actions are done or late."""
    context = plan_context(opened)
    if opened.edition is None:
        return render(request, "forums/plans/known_by_name.html", context)
    if _is_in_force(opened):
        context["counts"] = counts_of(Action.objects.filter(plan=opened.plan, withdrawn_at__isnull=True))
    return render(request, "monitoring/pages/plan.html", context)


@opens_plan
def action(request, opened: Opened, code: str):
    """One action; where its text is in force, with its progress."""
    context = action_context(opened, code)
    if _is_in_force(opened):
        context["standing"] = standing_of(opened.plan, code)
        context["sees_history"] = is_insider(request.user)
    return render(request, "monitoring/pages/plan_action.html", context)


def _is_in_force(opened: Opened) -> bool:
    """Whether the reader has the text that is in force before him, and not a draft or an older version."""
    edition = opened.edition
    return opened.plan.is_in_force and not edition.is_draft and not edition.wanted
