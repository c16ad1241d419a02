"""The extract for a municipality's yearly report, for everybody: it holds public data only."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from strategy.models import Municipality

from .excel import as_xlsx
from .reading import EARLIEST_YEAR, read_extract
from .word import as_docx
from .wording import file_name

WRITERS = {
    "docx": (as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
def municipality_extract(request, slug, year, kind):
    """The file of a year that has begun; of other years there is nothing."""
    if kind not in WRITERS or not EARLIEST_YEAR <= year <= timezone.localdate().year:
        raise Http404
    extract = read_extract(get_object_or_404(Municipality, slug=slug), year)
    write, content_type = WRITERS[kind]
    response = HttpResponse(write(extract), content_type=content_type)
    name = file_name(extract, get_language() or "pl", kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response
