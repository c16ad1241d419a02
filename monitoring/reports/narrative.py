"""The Office's comments on the chapters. They survive every build, and end with the publication."""

from django.db import transaction
from django.utils.translation import gettext as _

from monitoring.values.refusals import Refused, Stale, WrongState
from strategy.models import ThematicArea

from . import snapshot
from .chapters import area, general, plans, summary
from .models import ProgressReport, ReportSection
from .permissions import can_work_on

LONGEST = 20_000


def chapters() -> list[tuple[str, str]]:
    """The chapters that can be commented on: id and title, in the order of the report."""
    areas = ThematicArea.objects.order_by("order", "code")
    return [
        (summary.ID, str(summary.TITLE)),
        *((area.chapter_id(row.code), area.chapter_title(row.roman, row.name)) for row in areas),
        (general.ID, str(general.TITLE)),
        (plans.ID, str(plans.TITLE)),
    ]


@transaction.atomic
def save_section(
    report: ProgressReport, chapter: str, *, text_pl: str, text_en: str, version: int, by
) -> ReportSection:
    """Keep a comment. `version` is that of the text the writer saw (0: there was none)."""
    report = ProgressReport.objects.select_for_update().get(pk=report.pk)
    _check(report, chapter, by)
    section = ReportSection.objects.filter(report=report, chapter=chapter).first()
    section = section or ReportSection(report=report, chapter=chapter, version=0)
    if section.version != version:
        raise Stale(_("Somebody else has changed this comment since you opened the page."))
    if (section.text_pl, section.text_en) == (text_pl, text_en):
        return section
    section.text_pl, section.text_en = text_pl, text_en
    section.version, section.updated_by = version + 1, by
    section.save()
    return section


def changed_since_build(report: ProgressReport) -> bool:
    """Whether the comments differ from those in the built files."""
    if report.snapshot is None:
        return False
    return snapshot.narrative_of(report) != report.snapshot.content["narrative"]


def _check(report: ProgressReport, chapter: str, by) -> None:
    if not can_work_on(by):
        raise Refused(_("Only the Association Office writes comments in reports."))
    if report.is_published:
        raise WrongState(_("The report has been published and cannot be changed."))
    if chapter not in dict(chapters()):
        raise Refused(_("The report has no such chapter."))
