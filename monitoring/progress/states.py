"""The life of a report on an action, as one table that workflows, buttons and tests read.

Typing overwrites a draft; from `submitted` on nothing is overwritten: a returned report is followed by a
new revision. The words are those of values.
"""

from monitoring.values.states import Step

from .models import ProgressRevision

State = ProgressRevision.State

STEPS = {
    "submit": Step(frozenset({State.DRAFT}), State.SUBMITTED),
    "accept": Step(frozenset({State.SUBMITTED}), State.ACCEPTED),
    "return": Step(frozenset({State.SUBMITTED}), State.RETURNED),
}

OPEN_TO_TYPING = frozenset({None, State.DRAFT, State.RETURNED})
"""States of the latest revision (None: there is none) in which somebody may type."""


def may(step: str, state: str) -> bool:
    """Whether the step starts from this state."""
    return state in STEPS[step].sources
