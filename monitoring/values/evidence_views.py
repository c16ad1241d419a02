"""Gives an evidence file to those who may see its value before it is public."""

from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from .evidence_models import Evidence

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
TYPES = {
    Evidence.Kind.PDF: "application/pdf",
    Evidence.Kind.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Evidence.Kind.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Evidence.Kind.ODS: f"{_OPEN}.spreadsheet",
    Evidence.Kind.ODT: f"{_OPEN}.text",
    Evidence.Kind.CSV: "text/csv",
    Evidence.Kind.PNG: "image/png",
    Evidence.Kind.JPG: "image/jpeg",
}


@login_required
@require_safe
def evidence_file(request, pk):
    """Always as a download under its safe name: nothing that people send opens as a page of the portal."""
    evidence = get_object_or_404(Evidence.objects.visible_to(request.user), pk=pk)
    file = evidence.file
    if not file.storage.exists(file.name):
        raise Http404
    if settings.X_ACCEL_REDIRECT:
        response = HttpResponse(content_type=TYPES[evidence.kind])
        response["X-Accel-Redirect"] = f"{settings.X_ACCEL_REDIRECT.rstrip('/')}/{quote(file.name)}"
    else:
        response = FileResponse(file.open("rb"), content_type=TYPES[evidence.kind])
    response["Content-Disposition"] = content_disposition_header(True, evidence.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
