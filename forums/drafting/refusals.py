"""Why a change of a draft was not saved. Nothing was written then; the page keeps what was typed."""

from typing import Any

from .merging import Conflict
from .models import DraftItem, Revision
from .validating import Fault


class Invalid(Exception):
    """The content has faults; `faults` name fields and say what to do."""

    def __init__(self, faults: list[Fault]):
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


class WrongMoment(Exception):
    """It cannot be done any more, or not yet: the message says why."""

    @property
    def message(self) -> str:
        """The sentence for the person."""
        return str(self.args[0])


class Changed(WrongMoment):
    """Somebody changed the part since the page was opened; what was asked for needs a new look at it."""


class Collision(Exception):
    """Two people changed the same place of a part.

    `mine` was not saved; `merged` has everything that does not overlap, and theirs in the conflicts.
    """

    def __init__(
        self,
        item: DraftItem,
        base: Revision,
        theirs: Revision,
        mine: dict[str, Any],
        merged: dict[str, Any],
        conflicts: list[Conflict],
    ):
        super().__init__(", ".join(conflict.field for conflict in conflicts))
        self.item = item
        self.base = base
        self.theirs = theirs
        self.mine = mine
        self.merged = merged
        self.conflicts = conflicts
