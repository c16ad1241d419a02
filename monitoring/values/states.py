"""The life of a value, as one table that workflows, buttons and tests read.

Typing overwrites a draft; from `submitted` on nothing is overwritten: a returned value is followed by
a new revision, and so is a verified one that has to be corrected.
"""

from dataclasses import dataclass

from .models import IndicatorValue

State = IndicatorValue.State


@dataclass(frozen=True)
class Step:
    """A move from one of `sources` to `target`."""

    sources: frozenset[str]
    target: str


STEPS = {
    "submit": Step(frozenset({State.DRAFT}), State.SUBMITTED),
    "verify": Step(frozenset({State.SUBMITTED, State.PROVISIONAL}), State.VERIFIED),
    "return": Step(frozenset({State.SUBMITTED, State.PROVISIONAL}), State.RETURNED),
}

OPEN_TO_TYPING = frozenset({None, State.DRAFT, State.RETURNED})
"""States of the latest revision (None: there is none) in which a supplier may type."""


def may(step: str, state: str) -> bool:
    """Whether the step starts from this state."""
    return state in STEPS[step].sources
