"""How often a link may be opened: a count per address and per link in a clock minute of the shared cache."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache

WINDOW = 60
PER_ADDRESS = 60
PER_LINK = 60


def allowed(request, link_id: int | None) -> bool:
    """Count the request; False when the minute is used up."""
    minute = int(time.time()) // WINDOW
    within = _count(f"link-address:{get_adapter().get_client_ip(request)}:{minute}", PER_ADDRESS)
    if link_id is not None:
        within = _count(f"link:{link_id}:{minute}", PER_LINK) and within
    return within


def _count(key, limit):
    if cache.add(key, 1, WINDOW * 2):
        return True
    try:
        return cache.incr(key) <= limit
    except ValueError:  # the entry was thrown out between the two calls
        return True
