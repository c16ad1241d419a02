"""Giving out files after the view has asked who asks."""

from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse

from metropolis.documents.word.package import CONTENT_TYPE

from .files import path_of
from .models import ReportFile

TYPES = {
    ReportFile.Format.PDF: "application/pdf",
    ReportFile.Format.DOCX: CONTENT_TYPE,
    ReportFile.Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ReportFile.Format.JSON: "application/json",
    ReportFile.Format.ZIP: "application/zip",
}


def send(file: ReportFile, *, public: bool) -> HttpResponse:
    """The file itself, or word to the proxy to send it (setting X_ACCEL_REDIRECT)."""
    path, kind = path_of(file), TYPES[file.format]
    if not path.is_file():
        raise Http404
    if settings.X_ACCEL_REDIRECT:
        response = HttpResponse(content_type=kind)
        response["X-Accel-Redirect"] = f"{settings.X_ACCEL_REDIRECT.rstrip('/')}/{quote(file.path)}"
    else:
        response = FileResponse(path.open("rb"), content_type=kind)
    place = "inline" if file.format == ReportFile.Format.PDF else "attachment"
    response["Content-Disposition"] = f'{place}; filename="{file.filename}"'
    response["ETag"] = f'"{file.sha256}"'
    response["Cache-Control"] = "public, max-age=3600" if public else "private, no-store"
    return response


def send_chart(path: Path, *, public: bool) -> HttpResponse:
    """A picture that never changes under its name."""
    response = FileResponse(path.open("rb"), content_type="image/svg+xml; charset=utf-8")
    response["Cache-Control"] = f"{'public' if public else 'private'}, max-age=31536000, immutable"
    return response
