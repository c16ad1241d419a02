"""A campaign by file: download, upload, preview, confirmation, and one's own file with remarks."""

from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from metropolis.documents.tables.guards import NotReadable
from metropolis.jobs.models import Job
from monitoring.values.refusals import Refused

from . import importing, pages
from .background import start_reading, start_saving
from .csv_writing import EXCEL, PROGRAMS, write_csv
from .forms import UploadForm, posted_mapping
from .importing import Changed, State
from .models import SheetUpload
from .remarks import with_remarks
from .scope import Scope, find_scope
from .xlsx_writing import CONTENT_TYPE, write_xlsx

SAVED_AT_ONCE = 500


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet_home(request, slug, supplier):
    """Files to take, and the form to send one back."""
    scope = _scope(request, slug, supplier)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        try:
            return _receive(request, scope, form.cleaned_data["file"])
        except NotReadable as fault:
            form.add_error("file", fault.message)
    if form.errors:
        form.fields["file"].widget.attrs["aria-invalid"] = "true"
    errors = [(form["file"].auto_id, error) for error in form.errors.get("file", [])]
    waiting = SheetUpload.objects.visible_to(request.user).of_scope(scope)
    waiting = waiting.exclude(state__in=[State.SAVED, State.FAILED]).defer("data", "table", "plan")
    context = pages.home_context(scope, list(waiting)) | {"form": form, "errors": errors}
    return render(request, "monitoring/sheets/home.html", context, status=422 if errors else 200)


@login_required
@never_cache
@require_safe
def sheet_file(request, slug, supplier, kind):
    """The rows of the campaign as a file, with what is saved of them."""
    scope = _scope(request, slug, supplier)
    if kind == "xlsx":
        made, content_type = write_xlsx(scope), CONTENT_TYPE
    elif kind == "csv-excel":
        made, content_type = write_csv(scope, EXCEL, comma=True), "text/csv; charset=utf-8"
    elif kind == "csv-programy":
        made, content_type = write_csv(scope, PROGRAMS, comma=False), "text/csv; charset=utf-8"
    else:
        raise Http404
    day = timezone.localdate().isoformat()
    name = f"dane_{slug}_{scope.supplier}_{day}.{kind.partition('-')[0]}"
    return FileResponse(made, as_attachment=True, filename=name, content_type=content_type)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet_check(request, slug, supplier, pk):
    """Everything that the file would change, every fault and question; the person confirms."""
    scope = _scope(request, slug, supplier)
    upload = _upload(request, scope, pk)
    if upload.state in (State.WAITING, State.SAVING):
        if job := _open_job(upload):
            return redirect(job)
        upload = _back_from_job(upload)
    if upload.state == State.FAILED:
        messages.error(request, upload.problem)
        return redirect(scope.address("sheet_home"))
    if upload.state == State.SAVED:
        messages.success(request, _saved_sentence(upload.saved_count))
        return redirect(_after(scope))
    if request.method != "POST":
        return _check_page(request, scope, upload)
    return _map(request, scope, upload) if "map" in request.POST else _save(request, scope, upload)


@login_required
@never_cache
@require_safe
def sheet_remarks(request, slug, supplier, pk):
    """One's own file, with a column that says what is wrong in each row."""
    scope = _scope(request, slug, supplier)
    upload = _upload(request, scope, pk)
    if upload.state != State.READY:
        raise Http404
    data, content_type, name = with_remarks(upload)
    return FileResponse(BytesIO(data), as_attachment=True, filename=name, content_type=content_type)


def _scope(request, slug: str, supplier: str) -> Scope:
    scope = find_scope(request.user, slug, supplier)
    if scope is None:
        raise Http404
    return scope


def _upload(request, scope: Scope, pk: int) -> SheetUpload:
    uploads = SheetUpload.objects.visible_to(request.user).of_scope(scope)
    return get_object_or_404(uploads.select_related("campaign", "user"), pk=pk)


def _receive(request, scope: Scope, file):
    """Small files are read at once, large ones by a job."""
    upload = importing.keep_upload(scope, file, by=request.user)
    if importing.is_large(upload):
        return redirect(start_reading(upload))
    importing.read_upload(upload)
    importing.prepare(upload)
    return redirect(scope.address("sheet_check", upload.pk))


def _open_job(upload: SheetUpload) -> Job | None:
    keys = [f"sheet-read:{upload.pk}", f"sheet-save:{upload.pk}"]
    return Job.objects.open().filter(key__in=keys).first()


def _back_from_job(upload: SheetUpload) -> SheetUpload:
    """A job that was stopped leaves the file where it was before."""
    upload.refresh_from_db()
    if upload.state == State.SAVING:
        upload.state = State.READY
        upload.save(update_fields=["state"])
    elif upload.state == State.WAITING:
        upload.state, upload.problem = State.FAILED, _("The reading of the file was stopped. Send it again.")
        upload.save(update_fields=["state", "problem"])
    return upload


def _map(request, scope: Scope, upload: SheetUpload):
    mapping, errors = posted_mapping(upload, request.POST)
    if errors:
        return _check_page(request, scope, upload, errors=errors, mapping=mapping, status=422)
    importing.choose_columns(upload, mapping)
    importing.prepare(upload)
    return redirect(scope.address("sheet_check", upload.pk))


def _save(request, scope: Scope, upload: SheetUpload):
    take = {int(text) for text in request.POST.getlist("take") if text.isascii() and text.isdigit()}
    if len(importing.chosen(upload, take)) > SAVED_AT_ONCE:
        return redirect(start_saving(upload, take))
    try:
        count = importing.save_upload(upload, take)
    except Changed as changed:
        importing.prepare(upload)
        return _check_page(request, scope, upload, errors=[("changes", str(changed))], status=409)
    except Refused as refusal:
        return _check_page(request, scope, upload, errors=[("faults", str(refusal))], status=422)
    except PermissionDenied:
        raise Http404 from None
    messages.success(request, _saved_sentence(count))
    return redirect(_after(scope))


def _after(scope: Scope) -> str:
    """Where the way goes on: a supplier checks and sends, the Office looks at the whole."""
    return scope.submission.address("campaign_check") if scope.submission else scope.home


def _check_page(request, scope, upload, *, errors=(), mapping=None, status=200):
    if upload.plan["language"] != get_language():
        importing.prepare(upload)
    context = pages.check_context(
        scope, upload, upload.mapping if mapping is None else mapping, request.GET.get("page")
    )
    context |= {
        "errors": errors,
        "wrong_columns": [name for name, _message in errors if name.startswith("column-")],
        "remarks_url": scope.address("sheet_remarks", upload.pk),
    }
    return render(request, "monitoring/sheets/check.html", context, status=status)


def _saved_sentence(count: int) -> str:
    return ngettext("Saved from the file: %(n)s row.", "Saved from the file: %(n)s rows.", count) % {
        "n": count
    }
