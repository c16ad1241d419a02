"""What pages make of an overview, kept with it: a change of the data makes another."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from django.utils.translation import get_language

from .overview import Overview

T = TypeVar("T")
MOST = 200  # things kept with one overview; one more makes room by letting go of all


def kept_with(known: Overview, name: str, *which: Hashable, make: Callable[[], T]) -> T:
    """What `make()` gives for the overview in today's language, made once as long as the overview holds.

    `make` may depend on what the overview is counted from (`overview.READS`), on the day, the language and
    `which`, and on nothing else: not on the visitor, and not on rows of other models.
    """
    key = (name, get_language(), *which)
    found = known.made.get(key)
    if found is None:
        found = make()
        if len(known.made) >= MOST:
            known.made.clear()
        known.made[key] = found
    return found
