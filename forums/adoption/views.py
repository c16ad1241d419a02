"""Taking a step: a page that says what will happen, then one that says what happens next."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from strategy.models import ActionPlan

from .forms import form_for
from .gap_lists import grouped
from .obstacles import ENDS_CONSULTATION, obstacles
from .opening import crumbs, facts_of, plan_for_insider
from .refusals import Blocked, Invalid, WrongState
from .situation import early_words, next_words
from .step_words import WILL
from .steps import Step, moved_on, take_step
from .table import BY_SLUG


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_step(request, slug, step):
    """Look at what a step does and what is missing for it, say what it needs, and take it."""
    plan, found = plan_for_insider(request, slug), _step(step)
    if not found.concerns(request.user, plan):
        raise Http404
    if request.method == "POST":
        return _take(request, plan, found)
    if refusal := _why_not_now(request.user, plan, found):
        return _refused(request, plan, found, refusal, status=200)
    facts = facts_of(request, plan)
    gaps = obstacles(found, facts, request.user)
    return _page(request, plan, found, form_for(found, facts, request.user), gaps)


@login_required
@never_cache
@require_safe
def plan_step_done(request, slug, step):
    """What was done, and what happens next and when."""
    plan, found = plan_for_insider(request, slug), _step(step)
    event = plan.events.filter(step=found.name).select_related("by", "version").order_by("-pk").first()
    if event is None:
        raise Http404
    context = {
        "plan": plan,
        "event": event,
        "step": found,
        "next_words": next_words(found.name, plan),
        "nav": "plans",
        "crumbs": crumbs(plan, found.done),
    }
    return render(request, "forums/adoption/done.html", context)


def _step(slug: str) -> Step:
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def _why_not_now(user, plan: ActionPlan, step: Step) -> str:
    """Why the page has no form: the plan is elsewhere, or the step is another person's in this state."""
    if not step.starts_here(plan):
        return moved_on(plan)
    if not step.right_in(plan)(user, plan):
        return _("In the present state of the plan somebody else takes this step.")
    return ""


def _take(request, plan: ActionPlan, step: Step):
    facts = facts_of(request, plan)
    form = form_for(step, facts, request.user, request.POST, request.FILES)
    if not step.starts_here(plan) or request.POST.get("seen") != step.state_of(plan):
        return _refused(request, plan, step, moved_on(plan), form=form)
    if not form.is_valid():
        return _page(request, plan, step, form, obstacles(step, facts, request.user), status=422)
    reason, seen = form.cleaned_data.get("reason", ""), form.cleaned_data["seen"]
    try:
        take_step(plan, step.name, by=request.user, reason=reason, seen=seen, **form.details())
    except WrongState as refusal:
        return _refused(request, plan, step, str(refusal), form=form)
    except PermissionDenied:
        words = _("You have no right to this step any more. Nothing was changed.")
        return _refused(request, plan, step, words, form=form, status=403)
    except Blocked as refusal:
        return _page(request, plan, step, form, refusal.gaps, status=409)
    except Invalid as refusal:
        for name, sentence in refusal.faults.items():
            form.add_error(name if name in form.fields else None, sentence)
        return _page(request, plan, step, form, [], status=422)
    return redirect("plan_step_done", plan.slug, step.slug)


def _context(plan: ActionPlan, step: Step) -> dict:
    decides = step.name in ("give_opinion", "record_opinion", "adopt")
    return {
        "plan": plan,
        "step": step,
        "will": WILL[step.name],
        "review_url": reverse("plan_review", args=[plan.slug]) if decides else "",
        "nav": "plans",
        "crumbs": crumbs(plan, step.label),
    }


def _page(request, plan: ActionPlan, step: Step, form, gaps, *, status=200):
    facts = facts_of(request, plan)
    content = facts.content if gaps else None
    context = _context(plan, step) | {
        "form": form,
        "gaps": grouped(gaps, plan, content, user=request.user),
        "early": early_words(facts) if step.name in ENDS_CONSULTATION and not gaps else "",
        "file_again": bool(request.FILES) and bool(form.errors),
    }
    return render(request, "forums/adoption/step.html", context, status=status)


def _refused(request, plan: ActionPlan, step: Step, refusal: str, *, form=None, status=409):
    """The step cannot be taken; whatever was typed stays on the page, to be copied."""
    fields = form.visible_fields() if form else []
    typed = [
        (field.label, field.data) for field in fields if isinstance(field.data, str) and field.data.strip()
    ]
    context = _context(plan, step) | {"refusal": refusal, "typed": typed}
    return render(request, "forums/adoption/refused.html", context, status=status)
