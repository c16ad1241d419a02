"""Small helpers of the account pages."""

from django import template

from metropolis.accounts import demo

register = template.Library()


@register.filter
def error_list(form):
    """All errors of a form as (field id, sentence); those of the whole form lead to its first field."""
    first = next(iter(form.visible_fields()), None)
    rows = [(first.id_for_label if first else "", text) for text in form.non_field_errors()]
    return rows + [(field.id_for_label, text) for field in form.visible_fields() for text in field.errors]


@register.simple_tag
def demo_accounts():
    """The demonstration accounts and their password; empty outside of the demonstration set."""
    return {"rows": list(demo.accounts()), "password": demo.PASSWORD}
