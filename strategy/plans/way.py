"""The way to the pages of a plan, the same on each of them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from .models import ActionPlan


def way_to(plan: ActionPlan, *below: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    """Breadcrumbs (label, address) to the plan, or to a page below it; the last has no address."""
    own = reverse("plan", args=[plan.slug]) if below else None
    return [
        (_("Start page"), reverse("home")),
        (_("Action plans"), reverse("plan_list")),
        (plan.name, own),
        *below,
    ]
