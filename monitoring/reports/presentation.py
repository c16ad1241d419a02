"""What the pages of reports show around them."""

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from .models import ProgressReport, ReportFile

BADGES = {
    ProgressReport.State.NEW: "todo",
    ProgressReport.State.BUILT: "progress",
    ProgressReport.State.COMMENTS: "waiting",
    ProgressReport.State.APPROVED: "progress",
    ProgressReport.State.PUBLISHED: "done",
}


def crumbs(*below: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    """The way to a page of reports."""
    first = (_("Reports"), reverse("report_list") if below else None)
    return [(_("Start page"), "/"), first, *below]


def downloads(report: ProgressReport) -> list[tuple[str, str, str]]:
    """Label, address and size of every file, the reading ones first."""
    order = list(ReportFile.Format)
    files = sorted(report.files.all(), key=lambda file: (order.index(file.format), file.language != "pl"))
    return [
        (file_label(file), reverse("report_file", args=[report.slug, file.name]), filesizeformat(file.size))
        for file in files
    ]


def file_label(file: ReportFile) -> str:
    """Format and language of a file, in words."""
    language = {"pl": _("in Polish"), "en": _("in English")}.get(file.language, "")
    kinds = {
        ReportFile.Format.PDF: _("PDF, %(language)s"),
        ReportFile.Format.DOCX: _("Word, %(language)s"),
        ReportFile.Format.XLSX: _("Excel, %(language)s"),
        ReportFile.Format.JSON: _("Snapshot of the data (JSON)"),
        ReportFile.Format.ZIP: _("All files with checksums (ZIP)"),
    }
    return kinds[file.format] % {"language": language}
