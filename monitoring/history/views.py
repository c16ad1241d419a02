"""What changed between two days, as a page and as files."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .changes import read_changes
from .days import UnusableDay
from .files import as_csv, as_xlsx, file_name, how_it_is_compared
from .question import read_question, shortcuts

SHOWN = 25
"""Lines of a list on the page; the files hold all of them."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def changes(request):
    """Statuses that moved, values that are new or revised, between the ends of two days."""
    try:
        question = read_question(request.GET)
    except UnusableDay as fault:
        context = {"fault": fault, "address": reverse("changes"), "today": timezone.localdate()}
        return render(request, "monitoring/history/unusable_days.html", context, status=400)
    found, query = read_changes(question), question.query()
    files = [
        (_("Excel"), f"{reverse('changes_data', args=['xlsx'])}?{query}", "XLSX"),
        (_("CSV for Excel"), f"{reverse('changes_data', args=['csv'])}?{query}", "CSV"),
    ]
    context = {
        "nav": "indicators",
        "question": question,
        "changes": found,
        "shortcuts": shortcuts(question),
        "files": files,
        "shown": SHOWN,
        "cut": f":{SHOWN}",
        "method": how_it_is_compared(),
        "today": timezone.localdate(),
        "crumbs": [(_("Indicators"), reverse("indicator_list")), (_("What has changed"), None)],
    }
    response = render(request, "monitoring/history/changes.html", context)
    if request.GET:
        response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def changes_data(request, kind):
    """All changes as a CSV or XLSX file."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    try:
        question = read_question(request.GET)
    except UnusableDay as fault:
        return HttpResponse(fault.sentence, status=400, content_type="text/plain; charset=utf-8")
    found = read_changes(question)
    if kind == "csv":
        response = StreamingHttpResponse(as_csv(found), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(as_xlsx(found), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{file_name(question, kind)}"'
    return response
