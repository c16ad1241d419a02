"""What the pages of the discussion share: finding the plan, the way to it, and where to go back to."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forums.discussion.permissions import can_read
from strategy.models import ActionPlan


def plan_for(user, slug: str) -> ActionPlan:
    """The plan of that address, for people with a role today; for others there is nothing here."""
    if not can_read(user):
        raise Http404
    return get_object_or_404(ActionPlan.objects.select_related("area"), slug=slug)


def proposals_crumb(plan: ActionPlan) -> tuple[str, str]:
    return pgettext("tab", "Proposals"), reverse("proposal_list", args=[plan.slug])


def comments_crumb(plan: ActionPlan) -> tuple[str, str]:
    return pgettext("tab", "Comments"), reverse("comment_list", args=[plan.slug])


def text_crumb(plan: ActionPlan) -> tuple[str, str]:
    return _("Text of the draft"), reverse("draft_text", args=[plan.slug])


def way_back(request, otherwise: str) -> str:
    """The page of the portal that a form names as the one to return to."""
    wanted = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return otherwise
