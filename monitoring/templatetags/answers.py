"""Fields of answers that more than one page shows."""

from django import template

from monitoring.campaigns.lines import ratio_html

register = template.Library()

register.simple_tag(ratio_html, name="ratio_field")
