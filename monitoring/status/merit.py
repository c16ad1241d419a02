"""Which of two statuses is better. Pure.

A status that is no verdict (no data, no target, not due) has no place in the order of merit: gaining or
losing a verdict is said as such, never as better or worse.
"""

from typing import Literal

from .rules import Status

# From worst to best.
MERIT = (Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK, Status.ACHIEVED)

Course = Literal["improved", "slipped", "judged", "unjudged"]


def course_of(before: str, after: str) -> Course | None:
    """Which way a status went; None where it did not, or where neither is a verdict."""
    if before == after or (before not in MERIT and after not in MERIT):
        return None
    if after not in MERIT:
        return "unjudged"
    if before not in MERIT:
        return "judged"
    return "improved" if MERIT.index(after) > MERIT.index(before) else "slipped"
