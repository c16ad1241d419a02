"""The next step of a plan, its checklist and its path, for the pages of every subject.

    {% load plan_steps %}
    {% plan_progress plan %} {% plan_steps plan user %} {% plan_checklist plan user %}

Pages that have read the draft anyway give it (`content=`). What is read is remembered on the request, so
that the three together read it once.
"""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from forums.adoption.facts import Facts
from forums.adoption.gap_lists import grouped
from forums.adoption.opening import facts_of
from forums.adoption.situation import path_of, waits_for
from forums.adoption.steps import steps_for
from forums.drafting.permissions import can_read_drafts
from strategy.models import ActionPlan

register = template.Library()


@register.inclusion_tag("forums/adoption/_progress.html", takes_context=True)
def plan_progress(context, plan):
    """Where the plan is on its path from draft to closing."""
    return {"stations": path_of(_facts(context, plan)), "is_amendment": plan.is_amended}


@register.inclusion_tag("forums/adoption/_steps.html", takes_context=True)
def plan_steps(context, plan, user, content=None):
    """What the person may do next with the plan, and what it waits for."""
    if not can_read_drafts(user):
        return {"plan": None}
    facts = _facts(context, plan, content)
    steps = steps_for(user, plan, facts=facts)
    return {
        "plan": plan,
        "waits_for": waits_for(facts),
        "forward": [one for one in steps if one.step.is_main],
        "links": [link for link in _links(plan, steps) if link[0] != _here(context)],
    }


def _here(context) -> str:
    """The page on which the panel stands: it does not link to itself."""
    return getattr(context.get("request"), "path", "")


def _links(plan, steps) -> list[tuple[str, str]]:
    """Where to read more, and the steps that are no way onwards."""
    pages = [("plan_course", _("All steps so far"))]
    if plan.is_under_work and plan.working_state != ActionPlan.State.DRAFT:
        pages.insert(0, ("plan_review", _("Read for the opinion: what changed")))
    if plan.working_state == ActionPlan.State.CONSULTATION:
        pages.insert(0, ("plan_consultation", _("Consultation and answers of the teams")))
    others = [one.step for one in steps if not one.step.is_main]
    return [
        *((reverse(name, args=[plan.slug]), str(label)) for name, label in pages),
        *((reverse("plan_step", args=[plan.slug, step.slug]), str(step.label)) for step in others),
    ]


@register.inclusion_tag("forums/adoption/_checklist.html", takes_context=True)
def plan_checklist(context, plan, user, content=None):
    """What must be filled in before the plan can go on, and what is worth checking."""
    if not (plan.is_under_work and can_read_drafts(user)):
        return {"plan": None}
    facts = _facts(context, plan, content)
    blocking = [gap for gap in facts.gaps if gap.blocks]
    others = [gap for gap in facts.gaps if not gap.blocks]
    return {
        "plan": plan,
        "blocking": grouped(blocking, plan, facts.content, user=user),
        "worth_checking": grouped(others, plan, facts.content, user=user),
    }


def _facts(context, plan, content=None) -> Facts:
    facts = facts_of(context.get("request"), plan)
    facts.take(content)
    return facts
