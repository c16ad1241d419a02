"""How often one may ask: a count per caller and minute in the shared cache."""

import time

from django.conf import settings
from django.core.cache import cache
from rest_framework.throttling import BaseThrottle

WINDOW = 60


class MinuteThrottle(BaseThrottle):
    """So many requests in a clock minute: more for people signed in than for an address."""

    def allow_request(self, request, view):
        """Count the request; False when the minute is used up."""
        user = request.user
        limit = settings.API_RATE_PERSON if user.is_authenticated else settings.API_RATE_ADDRESS
        who = f"user-{user.pk}" if user.is_authenticated else self.get_ident(request)
        key = f"api-rate:{who}:{int(time.time()) // WINDOW}"
        if cache.add(key, 1, WINDOW * 2):
            return limit >= 1
        try:
            return cache.incr(key) <= limit
        except ValueError:  # the entry was thrown out between the two calls
            return True

    def wait(self):
        """Seconds until the next minute."""
        return WINDOW - time.time() % WINDOW
