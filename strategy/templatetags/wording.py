"""Texts of the content in templates."""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from strategy.pages.money import zloty
from strategy.provenance import localised

register = template.Library()


@register.simple_tag
def wording(item, field="text"):
    """A text in the reader's language; one that exists only in Polish is marked as Polish."""
    text = getattr(item, field)
    if get_language() == "en" and text and not getattr(item, f"{field}_en", text):
        return format_html('<span lang="pl">{}</span>', text)
    return text


# How a state of a plan looks; every other state is work under way.
_LOOK = {"draft": "todo", "adopted": "done", "closed": "done"}


@register.filter
def plan_look(plan):
    """The look of a plan's state; nothing where the state is not known."""
    return _LOOK.get(plan.state, "progress") if plan.state else ""


register.filter("in_language", localised)
register.filter("zloty", zloty)
