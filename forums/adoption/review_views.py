"""The reading view for the commission and the Board."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .opening import crumbs, facts_of, plan_for_insider
from .reviewing import read_review


@login_required
@never_cache
@require_safe
def plan_review(request, slug):
    """What changed since the adopted version, or the whole text of a first plan, and what was said of it."""
    plan = plan_for_insider(request, slug)
    context = {
        "nav": "plans",
        "plan": plan,
        "crumbs": crumbs(plan, _("Reading for the opinion")),
        "current": "plan_review",
    }
    if plan.is_under_work and plan.run_in_portal:
        context |= {
            "review": read_review(facts_of(request, plan)),
            "foreign": "" if get_language() == "pl" else "pl",
        }
    return render(request, "forums/adoption/review.html", context)
