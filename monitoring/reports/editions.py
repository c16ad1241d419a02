"""Editions: a correction of a published report is a new one, beside the old one, which stays as it was."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.values.refusals import Refused, WrongState

from .models import ProgressReport
from .narrative_models import ReportSection, SectionRevision
from .permissions import can_work_on

TEXT_LIMIT = 2000
_ENDING = re.compile(r"-wydanie-\d+\Z")
_SLUG_LENGTH = ProgressReport._meta.get_field("slug").max_length or 50


@dataclass
class Line:
    """A report as a list shows it: its newest edition, and the older ones, the latest first."""

    newest: ProgressReport
    older: list[ProgressReport] = field(default_factory=list)


@transaction.atomic
def start_correction(
    report: ProgressReport, *, correction_pl: str, correction_en: str, as_of: datetime.date, by
) -> ProgressReport:
    """A new edition with the texts of the old one, to be built and approved; it says what it corrects.

    Raises WrongState when the report is not published or somebody corrects it already.
    """
    _check(by, correction_pl, correction_en)
    report = ProgressReport.objects.select_for_update().get(pk=report.pk)
    if why_not := why_not_correctable(report):
        raise WrongState(why_not)
    if as_of > timezone.localdate():
        raise Refused(_("The data cannot be of a day that has not come yet."))
    corrected = ProgressReport.objects.get(pk=report.pk)
    made = _blank_copy(report)
    made.corrects, made.edition = corrected, corrected.edition + 1
    made.slug = _free_slug(corrected.slug, made.edition)
    made.correction_pl, made.correction_en = correction_pl.strip(), correction_en.strip()
    made.as_of, made.created_by = as_of, by
    made.save()
    for section in corrected.sections.order_by("pk"):
        _copy_section(section, made)
    return made


@transaction.atomic
def reword_correction(
    report: ProgressReport, *, correction_pl: str, correction_en: str, by
) -> ProgressReport:
    """Say in other words what an edition corrects, as long as it is not approved."""
    _check(by, correction_pl, correction_en)
    report = ProgressReport.objects.select_for_update().get(pk=report.pk)
    if report.corrects_id is None or not report.is_open:
        raise WrongState(_("What the edition corrects can no longer be changed."))
    report.correction_pl, report.correction_en = correction_pl.strip(), correction_en.strip()
    report.save(update_fields=["correction_pl", "correction_en", "updated_at"])
    return report


def why_not_correctable(report: ProgressReport) -> str:
    """Why no new edition can be begun, in a sentence; empty when it can."""
    if not report.is_published:
        return _("Only a published report is corrected by a new edition. This one can still be changed.")
    if following(report):
        return _("A new edition of this report has been begun already.")
    return ""


def following(report: ProgressReport) -> ProgressReport | None:
    """The edition that corrects this one, published or not."""
    return ProgressReport.objects.filter(corrects=report).first()


def newer_published(report: ProgressReport) -> ProgressReport | None:
    """The newest published edition after this one."""
    newest, found = None, report
    while found := ProgressReport.objects.filter(corrects=found).published().first():
        newest = found
    return newest


def grouped(reports: Iterable[ProgressReport]) -> list[Line]:
    """The reports of a list by their newest edition in it, in the order of the newest ones."""
    reports = list(reports)
    by_key = {report.pk: report for report in reports}
    corrected = {report.corrects_id for report in reports if report.corrects_id}
    return [Line(report, _before(report, by_key)) for report in reports if report.pk not in corrected]


def _before(report: ProgressReport, known: dict[int, ProgressReport]) -> list[ProgressReport]:
    found, earlier = [], known.get(report.corrects_id or 0)
    while earlier is not None:
        found.append(earlier)
        earlier = known.get(earlier.corrects_id or 0)
    return found


def _check(by, *texts: str) -> None:
    if not can_work_on(by):
        raise Refused(_("Only the Association Office corrects reports."))
    if not all(text.strip() for text in texts):
        raise Refused(_("Write what the edition corrects, in Polish and in English."))
    if any(len(text) > TEXT_LIMIT for text in texts):
        raise Refused(_("The text is too long: at most %(limit)s characters.") % {"limit": TEXT_LIMIT})


def _blank_copy(report: ProgressReport) -> ProgressReport:
    """The same report to be made anew: everything that defines it, nothing of what became of it."""
    report.pk, report._state.adding = None, True
    report.state = ProgressReport.State.NEW
    report.snapshot = report.built_at = report.comments_until = None
    report.approved_at = report.approved_by = report.published_at = report.published_by = None
    return report


def _free_slug(slug: str, edition: int) -> str:
    """`raport-2025-wydanie-2`: the address of the first edition, with the number of this one."""
    ending = f"-wydanie-{edition}"
    wanted = f"{_ENDING.sub('', slug)[: _SLUG_LENGTH - len(ending)]}{ending}"
    if ProgressReport.objects.filter(slug=wanted).exists():
        raise Refused(
            _("The address “%(slug)s” belongs to another report. Change that one first.") % {"slug": wanted}
        )
    return wanted


def _copy_section(section: ReportSection, report: ProgressReport) -> None:
    """The text goes on under the name of whoever wrote it; that it is ready must be said anew."""
    author, is_written = section.updated_by, section.is_written
    seen, sha256 = section.seen, section.seen_sha256
    copy = ReportSection.objects.create(
        report=report, chapter=section.chapter, forum=section.forum, text_pl=section.text_pl,
        text_en=section.text_en, version=int(is_written), seen=seen, seen_sha256=sha256, updated_by=author,
    )  # fmt: skip
    if is_written:
        SectionRevision.objects.create(
            section=copy,
            number=1,
            text_pl=copy.text_pl,
            text_en=copy.text_en,
            by=author,
            at=section.updated_at,
        )
