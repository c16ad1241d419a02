"""What the working pages show of a report: its chapters with their writers, and its record."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from monitoring.status.rules import Status
from monitoring.status.sentences import with_unit
from strategy.indicators.periods import Period

from . import narrative
from .approval.models import ReportEvent
from .approval.table import STEPS
from .data_changes import DataChange
from .frozen import Frozen, decimal, text
from .models import ProgressReport
from .narrative_models import ReportSection
from .outline import chapters

_BADGES = {
    ReportSection.State.NOT_STARTED: "todo",
    ReportSection.State.IN_PROGRESS: "progress",
    ReportSection.State.READY: "done",
}


@dataclass(frozen=True)
class ChapterLine:
    """A chapter on the working page; `changes` is how many figures under its text are not what they were."""

    id: str
    title: str
    section: ReportSection | None
    changes: int

    @property
    def state(self) -> str:
        return self.section.state if self.section else ReportSection.State.NOT_STARTED

    @property
    def badge(self) -> str:
        return "problem" if self.section and self.section.is_late else _BADGES[self.state]

    @property
    def state_label(self) -> str:
        return str(ReportSection.State(self.state).label)

    @property
    def is_waited_for(self) -> bool:
        """Whether somebody was asked for the text, or began it, and it is not ready."""
        section = self.section
        asked = section is not None and (section.forum_id or section.deadline or section.is_written)
        return bool(asked) and self.state != ReportSection.State.READY


@dataclass(frozen=True)
class ChangeLine:
    """A changed figure in words."""

    code: str
    name: str
    before: str
    after: str


def chapter_lines(report: ProgressReport) -> list[ChapterLine]:
    """The chapters in their order."""
    sections = {row.chapter: row for row in report.sections.select_related("forum", "updated_by")}
    return [
        ChapterLine(id, title, sections.get(id), len(narrative.data_changes(report, sections.get(id))))
        for id, title in chapters(report)
    ]


def event_lines(report: ProgressReport) -> list[tuple[str, ReportEvent]]:
    """The record: what was done, and its row, the latest first."""
    events = report.events.select_related("by").order_by("-at", "-pk")
    return [(str(STEPS[event.step].done) if event.step in STEPS else event.step, event) for event in events]


def change_lines(changes: list[DataChange], language: str) -> list[ChangeLine]:
    """Changed figures as people read them: value with unit, period, and the status where there is one."""
    return [
        ChangeLine(
            change.code,
            text(change.latest["name"], language),
            _figure(change.before, language),
            _figure(change.after, language),
        )
        for change in changes
    ]


def _figure(figure: Frozen | None, language: str) -> str:
    if figure is None:
        return _("not in the report")
    status = "" if figure["status"] in ("no_target", "no_data") else str(Status(figure["status"]).label)
    value = decimal(figure["value"])
    if value is None:
        words = _("no data")
    else:
        said = with_unit(value, text(figure["unit"], language), figure["precision"])
        words = f"{said}, {Period.parse(figure['period']).label}"
    return f"{words}, {status}" if status else words


def built_during_comments(report: ProgressReport) -> bool:
    """Whether the draft was built again after it had been sent for comments."""
    if report.state != ProgressReport.State.COMMENTS or report.built_at is None:
        return False
    opened = report.events.filter(step="open_comments").order_by("-pk").first()
    return opened is not None and opened.at < report.built_at
