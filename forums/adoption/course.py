"""All steps of a plan as its page lists them: the latest first."""

import datetime
from dataclasses import dataclass

from django.utils.functional import Promise

from strategy.models import ActionPlan

from .models import Consultation, Opinion, PlanEvent, PlanVersion, Resolution
from .table import STEPS


@dataclass(frozen=True)
class CourseLine:
    """A step that was taken, with what it brought. For the public without persons and reasons."""

    title: str | Promise
    at: datetime.datetime
    is_amendment: bool
    by: str
    reason: str
    version: PlanVersion | None
    consultation: Consultation | None
    opinion: Opinion | None
    resolution: Resolution | None
    is_back: bool


def read_course(plan: ActionPlan, *, insider: bool) -> list[CourseLine]:
    """The steps that a reader may know of, in five queries at most."""
    events = plan.events.select_related("by", "version").defer("version__content").order_by("-at", "-pk")
    resolutions = {row.version_id: row for row in plan.resolutions.select_related("body")}
    if not insider:
        public = [event for event in events if event.step in STEPS and STEPS[event.step].is_public]
        return [_line(event, resolutions=resolutions, insider=False) for event in public]
    versions = {
        "consultations": {row.version_id: row for row in plan.consultations.all()},
        "opinions": {row.version_id: row for row in plan.opinions.select_related("commission")},
        "resolutions": resolutions,
    }
    return [_line(event, insider=True, **versions) for event in events]


def _line(event: PlanEvent, *, insider, resolutions, consultations=None, opinions=None) -> CourseLine:
    step = STEPS.get(event.step)
    version = event.version if event.version and (insider or event.version.is_adopted) else None
    return CourseLine(
        title=step.done if step else event.step,
        at=event.at,
        is_amendment=event.is_amendment,
        by=str(event.by) if insider else "",
        reason=event.reason if insider else "",
        version=version,
        consultation=_of("open_consultation", event, consultations),
        opinion=_of("give_opinion", event, opinions) or _of("record_opinion", event, opinions),
        resolution=_of("adopt", event, resolutions),
        is_back=bool(step) and not step.is_forward,
    )


def _of(name: str, event: PlanEvent, rows):
    """What hangs on the version of an event of this step."""
    return (rows or {}).get(event.version_id) if event.step == name else None
