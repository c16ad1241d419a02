"""Finding the plan of a page for its reader, and the way to the page."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from forums.drafting.permissions import can_read_drafts
from strategy.models import ActionPlan
from strategy.plans.way import way_to

from .facts import Facts


def any_plan(slug: str) -> ActionPlan:
    """The plan of an address, whoever asks."""
    return get_object_or_404(ActionPlan.objects.select_related("area"), slug=slug)


def plan_for_insider(request, slug: str) -> ActionPlan:
    """The plan, for people with a role today; for others the page is not there."""
    if not can_read_drafts(request.user):
        raise Http404
    return any_plan(slug)


def facts_of(request, plan: ActionPlan) -> Facts:
    """What is known of the plan, read once a request: the view and the tags of its page share it."""
    known = getattr(request, "plan_facts", {})
    if plan.pk not in known:
        known[plan.pk] = Facts(plan)
        if request is not None:
            request.plan_facts = known
    return known[plan.pk]


def crumbs(plan: ActionPlan, *last) -> list[tuple[str, str | None]]:
    """The way to a page; `last` are (label, address or None), or the label of this page."""
    return way_to(plan, *(one if isinstance(one, tuple) else (str(one), None) for one in last))
