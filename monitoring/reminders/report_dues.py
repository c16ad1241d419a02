"""Chapters of reports that a forum has to write, as things to be reminded of."""

from collections.abc import Iterable
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from metropolis.ui.dates import long_date
from monitoring.reports.narrative_models import ReportSection
from monitoring.reports.outline import titles
from monitoring.reports.todo import open_chapters

from .dues import Due, due_source

KIND = "chapter"


@due_source(KIND)
def report_chapters(keys: Iterable[str] | None) -> list[Due]:
    """Those with a deadline that are not ready, in reports that are still written."""
    rows = open_chapters().filter(deadline__isnull=False, is_ready=False)
    if keys is not None:
        rows = rows.filter(pk__in=[key for key in keys if key.isdecimal()])
    return [_due(row) for row in rows]


def _due(row: ReportSection) -> Due:
    return Due(
        thing=f"{KIND}-{row.pk}",
        deadline=row.deadline,
        since=row.asked_on,
        team=None,
        forum=row.forum_id,
        path=reverse("report_section", args=[row.report.slug, row.chapter]),
        sentence=partial(_sentence, row),
    )


def _sentence(row: ReportSection) -> str:
    words = {"chapter": titles().get(row.chapter, row.chapter), "report": row.report.title}
    return ", ".join([
        _("Chapter “%(chapter)s” of the report “%(report)s”") % words,
        _("deadline %(date)s") % {"date": long_date(row.deadline)},
    ])  # fmt: skip
