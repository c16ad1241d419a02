"""Which text of a plan a reader sees: the adopted one, the draft, or an older version.

The public reads adopted versions only; people with a role read drafts and every frozen version too. What
one may not see does not exist for one.
"""

from dataclasses import dataclass

from forums.adoption.models import PlanVersion
from forums.drafting.permissions import can_read_drafts
from forums.drafting.reading import draft_content
from strategy.models import ActionPlan
from strategy.plans.content import PlanContent

DRAFT = "projekt"


class NoSuchEdition(LookupError):
    """There is no such text of the plan, or not for this reader."""


@dataclass(frozen=True)
class Edition:
    """A text of a plan: `version` is None for the draft, and `wanted` what the address asked for."""

    plan: ActionPlan
    content: PlanContent
    version: PlanVersion | None
    wanted: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether it may change at any moment."""
        return self.version is None

    @property
    def query(self) -> str:
        """What keeps the reader on this text from page to page: "" or "?wersja=..."."""
        return f"?wersja={self.wanted}" if self.wanted else ""


def find_edition(plan: ActionPlan, user, wanted: str = "") -> Edition | None:
    """The text that a reader asked for: "projekt", the number of a version, or "" for the usual one.

    The usual one is the adopted text; where none was adopted in the portal, insiders get the draft and
    the public None (the plan is known by name only). What is not there raises NoSuchEdition.
    """
    insider = can_read_drafts(user)
    if wanted == DRAFT:
        if not insider or not plan.is_under_work:
            raise NoSuchEdition
        return Edition(plan, draft_content(plan), None, wanted)
    if wanted:
        return _numbered(plan, wanted, insider)
    version = plan.versions.filter(adopted_number__isnull=False).order_by("-number").first()
    if version:
        return Edition(plan, version.document, version)
    return Edition(plan, draft_content(plan), None) if insider and plan.is_under_work else None


def _numbered(plan: ActionPlan, wanted: str, insider: bool) -> Edition:
    version = plan.versions.filter(number=int(wanted)).first() if wanted.isdecimal() else None
    if version is None or not (version.is_adopted or insider):
        raise NoSuchEdition
    return Edition(plan, version.document, version, wanted)
