"""Addresses that long pages ask for again and again."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language


def address_of(name: str, *args) -> str:
    """The address of a page, as `reverse` gives it; resolved once for each name and its arguments."""
    return _resolved(get_language(), get_script_prefix(), name, args)


@lru_cache(maxsize=8192)
def _resolved(_language: str | None, _prefix: str, name: str, args: tuple) -> str:
    """What an address depends on beside the name and its arguments is in the key."""
    return reverse(name, args=args)
