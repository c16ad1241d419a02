"""Formats, icons and the geometry of small pictures, for templates."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html

from metropolis.ui import dates, languages, numbers, past, strips

register = template.Library()


@register.filter
def number(value, places=None):
    """A number for reading; nothing for None (the template says in words what is missing)."""
    return "" if value is None else numbers.format_decimal(value, places)


register.filter("long_date", dates.long_date)
register.filter("short_date", dates.short_date)
register.filter("clock", dates.clock)

register.simple_tag(strips.segments, name="segments")
register.simple_tag(strips.shares, name="shares")


@register.simple_tag
def icon(name):
    """A line icon from the sprite; the words beside it carry the meaning."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"/></svg>',
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def state_badge(state, label):
    """The state of a piece of work (`components/state_badge.html`), for rows: each is written once."""
    return _badge("components/state_badge.html", ("state", state), str(label))


@register.simple_tag
def status_badge(status, label):
    """The status of an indicator (`components/status_badge.html`), for rows: each is written once."""
    return _badge("components/status_badge.html", ("status", status), str(label))


@lru_cache(maxsize=512)
def _badge(name, code, label):
    """A long table shows the same few badges again and again; what they depend on is in the key."""
    return render_to_string(name, dict([code, ("label", label)]))


@register.simple_tag
def area_icon(slug):
    """The icon of a thematic area; a slug that has none in the sprite draws nothing."""
    return icon(f"area-{slug}")


@register.simple_tag(takes_context=True)
def other_languages(context):
    """Code, name and address of this page in every language but the current one."""
    request = context.get("request")
    return languages.others(request.get_full_path() if request else "/")


@register.simple_tag
def near_pages(page):
    """The page numbers worth showing: the ends, the neighbours, and gaps between them."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def url_then(context, name, *args):
    """The address of a page, asked for the past day that this page speaks of; plain on a page of today."""
    return past.address_then(getattr(context, "request", None), name, *args)


@register.simple_tag(takes_context=True)
def past_query(context):
    """`na-dzien=2026-03-31` on a page that speaks of a past day, else nothing."""
    return past.past_query(past.past_day(getattr(context, "request", None)))
