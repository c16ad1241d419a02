"""The list of versions of a plan, as its reader may see it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from forums.adoption.models import PlanEvent, PlanVersion
from forums.adoption.table import STEPS
from forums.drafting.permissions import can_read_drafts
from metropolis.ui.dates import long_date
from strategy.models import ActionPlan

from .editions import DRAFT


@dataclass(frozen=True)
class Line:
    """A version, or the draft, in a list. `value` is what the address says: a number or "projekt"."""

    value: str
    title: str
    is_adopted: bool = False
    made_at: datetime | None = None
    made_by: str = ""
    step: str = ""
    resolution: str = ""
    checksum: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether it may still change."""
        return self.value == DRAFT


def lines_for(plan: ActionPlan, user) -> list[Line]:
    """The draft where there is one, then versions from the newest; the public gets adopted ones only."""
    insider = can_read_drafts(user)
    versions = plan.versions.defer("content").select_related("made_by", "resolution__body")
    events = Prefetch("events", PlanEvent.objects.order_by("at", "pk"))
    if not insider:
        versions = versions.filter(adopted_number__isnull=False)
    lines = [line_of(version, insider=insider) for version in versions.prefetch_related(events)]
    if insider and plan.is_under_work:
        lines.insert(0, Line(DRAFT, _("Draft as it stands")))
    return lines


def line_of(version: PlanVersion, *, insider: bool) -> Line:
    """A version in words; names of people and steps of the work are for insiders."""
    return Line(
        value=str(version.number),
        title=title_of(version),
        is_adopted=version.is_adopted,
        made_at=version.made_at,
        made_by=str(version.made_by) if insider else "",
        step=step_of(version) if insider else "",
        resolution=resolution_of(version),
        checksum=version.checksum,
    )


def title_of(version: PlanVersion | None) -> str:
    """What a version is called; None is the draft."""
    if version is None:
        return _("Draft as it stands")
    if version.is_adopted:
        return _("Adopted version %(number)s") % {"number": version.adopted_number}
    return _("Working version %(number)s") % {"number": version.number}


def step_of(version: PlanVersion) -> str:
    """The step at which the version was made; "" where none was recorded."""
    event = next(iter(version.events.all()), None)
    if event is None:
        return ""
    return str(STEPS[event.step].done) if event.step in STEPS else event.step


def resolution_of(version: PlanVersion) -> str:
    """The resolution that adopted it, in words; "" for a working version."""
    resolution = getattr(version, "resolution", None)
    if resolution is None:
        return ""
    return _("Resolution %(number)s of %(day)s, %(body)s") % {
        "number": resolution.number,
        "day": long_date(resolution.adopted_on),
        "body": resolution.body.name,
    }
