"""Finding the plan of a page, and what happens to whoever asks for a text that is not theirs."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forums.drafting.permissions import can_read_drafts
from strategy.models import ActionPlan
from strategy.plans.way import way_to

from .editions import NoSuchEdition


def opens_plan(view):
    """A page about versions of a plan. What is not for the reader is not there; visitors may sign in."""

    @wraps(view)
    def page(request, slug, **kwargs):
        plan = get_object_or_404(ActionPlan.objects.select_related("area"), slug=slug)
        try:
            return view(request, plan, **kwargs)
        except NoSuchEdition as gone:
            if request.user.is_authenticated:
                raise Http404 from gone
            return redirect_to_login(request.get_full_path())

    return page


def for_insiders(view):
    """A page about the draft of a plan: for whoever has a role today."""

    @login_required
    @wraps(view)
    def page(request, slug, **kwargs):
        plan = get_object_or_404(ActionPlan.objects.select_related("area"), slug=slug)
        if not can_read_drafts(request.user):
            raise Http404
        return view(request, plan, **kwargs)

    return page


def page_context(plan: ActionPlan, title: str, *, above=(), **more) -> dict:
    """What every page here needs; `above` are the pages between the plan and this one."""
    return {
        "nav": "plans",
        "crumbs": way_to(plan, *above, (title, None)),
        "title": title,
        "plan": plan,
        "current": "plan_versions",
        # Texts of plans are in Polish: marked so for readers of other languages.
        "foreign": "" if get_language() == "pl" else "pl",
        **more,
    }


def versions_crumb(plan: ActionPlan) -> tuple[str, str]:
    """The way back to the list of versions."""
    return _("Versions of the plan"), reverse("plan_versions", args=[plan.slug])
