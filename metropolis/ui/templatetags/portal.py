"""Formats and small helpers for templates."""

from django import template

from metropolis.ui import dates, numbers

register = template.Library()


@register.filter
def number(value, places=None):
    """A number for reading; nothing for None (the template says in words what is missing)."""
    return "" if value is None else numbers.format_decimal(value, places)


register.filter("long_date", dates.long_date)
register.filter("short_date", dates.short_date)
register.filter("clock", dates.clock)
