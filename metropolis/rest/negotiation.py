"""Which form an answer has: JSON, or CSV for lists."""

from django.utils.translation import gettext as _
from rest_framework import negotiation, renderers
from rest_framework.exceptions import ValidationError


class CSVRenderer(renderers.BaseRenderer):
    """Names the form; lists are streamed by `metropolis.rest.tables`."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        raise NotImplementedError("Lists stream their own rows")


class Negotiation(negotiation.DefaultContentNegotiation):
    """An unknown `?format=` is a mistake of the request, not a missing page."""

    def filter_renderers(self, renderers, format):
        found = [renderer for renderer in renderers if renderer.format == format]
        if not found:
            known = ", ".join(renderer.format for renderer in renderers)
            raise ValidationError({"format": [_("Known here: %(known)s.") % {"known": known}]})
        return found
