"""What a person may do in the discussion of a plan, asked once for a whole page.

The rules are those of `forums.drafting.permissions`; here they are one object, so that a page of thirty
comments asks the database as often as a page of one.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from forums.bodies.permissions import is_office
from forums.drafting import permissions as drafting
from forums.drafting.models import Proposal
from strategy.models import ActionPlan

can_read = drafting.can_read_drafts


@dataclass
class Rights:
    """What `user` may do with the proposals and comments of `plan` today."""

    user: Any
    plan: ActionPlan

    @property
    def is_begun(self) -> bool:
        """Whether the plan is drafted here at all: many are known by name only."""
        return self.plan.run_in_portal

    @cached_property
    def decides(self) -> bool:
        """Whether the person accepts and declines proposals, in the state in which the plan is."""
        return self.is_begun and drafting.can_decide_proposals(self.user, self.plan)

    @cached_property
    def edits(self) -> bool:
        """Whether the person changes the text itself, so that a proposal would be a detour."""
        return self.is_begun and drafting.can_edit(self.user, self.plan)

    @cached_property
    def proposes(self) -> bool:
        """Whether the person may send a proposal now."""
        return self.is_begun and drafting.can_propose(self.user, self.plan)

    @cached_property
    def comments(self) -> bool:
        """Whether the person may comment, answer, resolve and reopen now."""
        return self.is_begun and drafting.can_comment(self.user, self.plan)

    @cached_property
    def ever_proposes(self) -> bool:
        """Whether the person may propose at all, in another state of the plan if not in this one."""
        user = self.user
        return self.proposes or is_office(user) or drafting.works_in_teams(user)

    def withdraws(self, proposal: Proposal) -> bool:
        """Only the author takes a proposal back, and only before it has its answer."""
        return proposal.state == Proposal.State.OPEN and proposal.author_id == self.user.pk
