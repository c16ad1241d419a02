"""The narrative: who writes which chapter by when, and what they write.

Texts survive every build and end with the approval. Each save is kept as a revision, so nothing that was
written is ever lost.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from forums.bodies.models import Forum
from monitoring.values.refusals import Refused, Stale, WrongState

from . import narrative_text, notices, snapshot
from .chapters.generated import generated_sentences
from .data_changes import DataChange, changes, figures_under
from .document import compose
from .models import ProgressReport
from .narrative_models import ReportSection, SectionRevision
from .outline import chapters
from .permissions import can_work_on, can_write


@transaction.atomic
def save_section(
    report: ProgressReport,
    chapter: str,
    *,
    text_pl: str,
    text_en: str,
    version: int,
    by,
    is_ready: bool | None = None,
) -> ReportSection:
    """Keep a text. `version` is that of the text the writer saw (0: there was none).

    `is_ready` None leaves the mark as it is. Saving the same words says that they hold for the data as
    built last. Raises Stale, Refused, WrongState, or NotAllowed for what a text cannot hold.
    """
    section = _locked(report, chapter)
    if not can_write(by, section):
        raise Refused(_("Only the Association Office and the chair of the chapter's forum write here."))
    _check_open(section.report)
    texts = narrative_text.clean(text_pl), narrative_text.clean(text_en)
    if section.version != version:
        raise Stale(_("Somebody else has changed this text since you opened the page."))
    section.is_ready = bool(section.is_ready if is_ready is None else is_ready) and any(texts)
    is_new = (section.text_pl, section.text_en) != texts
    if is_new:
        section.text_pl, section.text_en = texts
        section.version, section.updated_by = version + 1, by
    _see_data(section)
    section.save()
    if is_new:
        _keep_revision(section)
    return section


@transaction.atomic
def assign(
    report: ProgressReport, chapter: str, *, forum: Forum | None, deadline: datetime.date | None, by
) -> ReportSection:
    """Say who writes a chapter (None: the Office), and by when; the chairs of the forum are told."""
    if not can_work_on(by):
        raise Refused(_("Only the Association Office says who writes a chapter."))
    section = _locked(report, chapter)
    _check_open(section.report)
    is_same = (section.forum_id, section.deadline) == (forum.pk if forum else None, deadline)
    if is_same and section.pk:
        return section
    if deadline is not None and deadline != section.deadline and deadline < timezone.localdate():
        raise Refused(_("The deadline cannot be a day that has passed."))
    section.forum, section.deadline, section.asked_on = forum, deadline, timezone.localdate()
    section.save()
    notices.tell_assigned(section, by=by)
    return section


def changed_since_build(report: ProgressReport) -> bool:
    """Whether the texts differ from those in the built files."""
    if report.snapshot is None:
        return False
    return snapshot.narrative_of(report) != report.snapshot.content["narrative"]


def data_changes(report: ProgressReport, section: ReportSection | None) -> list[DataChange]:
    """What changed in the data under a text since it was saved last; nothing where there is no text."""
    if section is None or report.snapshot is None or not section.is_written or not section.seen_sha256:
        return []
    if section.seen_sha256 == report.snapshot.sha256:
        return []
    return changes(section.seen, figures_under(report.snapshot.content, section.chapter))


def generated_text(report: ProgressReport, chapter: str) -> dict[str, str]:
    """The sentences that the report writes by itself in a chapter, as a text to begin with, by language."""
    if report.snapshot is None:
        return {}
    content = {**report.snapshot.content, "narrative": {}}
    return {language: _generated(content, chapter, language) for language in ("pl", "en")}


def _generated(content: dict, chapter: str, language: str) -> str:
    with override(language):
        found = next((row for row in compose(content, language).chapters if row.id == chapter), None)
        blocks = generated_sentences(found.blocks) if found else []
        parts = [
            ("ul", block["lines"]) if block["kind"] == "bullets" else ("p", [block["text"]])
            for block in blocks
        ]
        return narrative_text.from_sentences(parts)


def _locked(report: ProgressReport, chapter: str) -> ReportSection:
    """The section of a chapter, under the lock of its report; a new one where there is none."""
    report = (
        ProgressReport.objects.select_for_update(of=("self",)).select_related("snapshot").get(pk=report.pk)
    )
    if chapter not in dict(chapters(report)):
        raise Refused(_("The report has no such chapter."))
    section = ReportSection.objects.filter(report=report, chapter=chapter).first()
    section = section or ReportSection(report=report, chapter=chapter)
    section.report = report
    return section


def _check_open(report: ProgressReport) -> None:
    if report.is_published:
        raise WrongState(_("The report has been published and cannot be changed."))
    if not report.is_open:
        raise WrongState(_("The report is approved. To change it, return it to draft first."))


def _see_data(section: ReportSection) -> None:
    frozen = section.report.snapshot
    if frozen is not None:
        section.seen = figures_under(frozen.content, section.chapter)
        section.seen_sha256 = frozen.sha256


def _keep_revision(section: ReportSection) -> None:
    SectionRevision.objects.create(
        section=section,
        number=section.version,
        text_pl=section.text_pl,
        text_en=section.text_en,
        by=section.updated_by,
        at=section.updated_at,
    )
