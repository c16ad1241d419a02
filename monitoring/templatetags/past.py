"""The banner of a past day, and the form that asks for one."""

from django import template
from django.utils import timezone

from metropolis.ui.past import PARAMETER, past_day

register = template.Library()


@register.inclusion_tag("monitoring/history/_banner.html", takes_context=True)
def past_banner(context):
    """On a page of a past day: which day, what is of that day and what is of today, the way back."""
    request = context["request"]
    return {"day": past_day(request), "today_url": _today(request)}


@register.inclusion_tag("monitoring/history/_head.html", takes_context=True)
def past_head(context):
    """What the head says: search engines keep to the page of today."""
    request = context["request"]
    return {
        "day": past_day(request),
        "canonical": f"{context.get('base_url', '')}{_today(request)}",
    }


@register.inclusion_tag("monitoring/history/_day_form.html", takes_context=True)
def past_form(context):
    """Choose the day that this page shows. Everything else in the address stays as it is."""
    request = context["request"]
    others = [(name, value) for name, value in request.GET.items() if name not in (PARAMETER, "page")]
    return {
        "name": PARAMETER,
        "day": past_day(request),
        "today": timezone.localdate(),
        "address": request.path,
        "others": others,
    }


def _today(request) -> str:
    """This page without the day."""
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path
