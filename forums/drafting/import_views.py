"""Importing a plan's actions from a workbook: template, upload, preview, confirmation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from metropolis.documents.tables.guards import NotReadable

from .desk import Desk, find_desk
from .import_forms import UploadForm, posted_mapping
from .import_pages import check_context, preview_of
from .import_saving import actions_of, keep_upload, look_again, save_import
from .importing import ImportPlan
from .models import ActionImport
from .naming import all_names
from .parts import must_edit
from .permissions import drafts_for
from .reading import draft_items
from .refusals import Changed, Invalid, WrongMoment
from .workbook import CONTENT_TYPE, actions_workbook


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def draft_import(request, slug):
    """The file to import, and the template to fill in."""
    desk = _desk(request, slug)
    if refusal := _refusal(request, desk):
        return refusal
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        try:
            upload = keep_upload(desk.plan, form.cleaned_data["file"], by=request.user)
        except NotReadable as fault:
            form.add_error("file", fault.message)
        else:
            return redirect("draft_import_check", slug, upload.pk)
    if form.errors:
        form.fields["file"].widget.attrs["aria-invalid"] = "true"
    context = _context(desk, (_("Import of actions"), None)) | {
        "form": form,
        "errors": [(form["file"].auto_id, error) for error in form.errors.get("file", [])],
    }
    status = 422 if context["errors"] else 200
    return render(request, "forums/drafting/import.html", context, status=status)


@login_required
@never_cache
@require_safe
def draft_import_template(request, slug):
    """An empty template, or with `?z=dzialania` the actions of the draft, to be filled in or changed."""
    desk = _desk(request, slug)
    if refusal := _refusal(request, desk):
        return refusal
    with_actions = request.GET.get("z") == "dzialania"
    names = all_names()
    content = actions_of(desk.plan, draft_items(desk.plan) if with_actions else [], names)
    day = timezone.localdate().isoformat()
    source = _("Draft of the plan, %(day)s") % {"day": day}
    data = actions_workbook(content, source=source, lists=names)
    response = HttpResponse(data, content_type=CONTENT_TYPE)
    name = f"dzialania_{slug}_{day}.xlsx" if with_actions else f"szablon_dzialan_{slug}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def draft_import_check(request, slug, pk):
    """Everything that the file would change and every fault; the person confirms, or chooses columns."""
    desk = _desk(request, slug)
    if refusal := _refusal(request, desk):
        return refusal
    uploads = ActionImport.objects.filter(plan=desk.plan, user=request.user)
    upload = get_object_or_404(uploads, pk=pk)
    upload.plan = desk.plan
    if upload.applied_at:
        messages.info(request, _("This import was saved before."))
        return redirect(desk.home)
    if request.method != "POST":
        return _check_page(request, desk, upload)
    if "again" in request.POST:
        look_again(upload)
        return redirect("draft_import_check", slug, pk)
    return _map(request, desk, upload) if "map" in request.POST else _save(request, desk, upload)


def _save(request, desk: Desk, upload: ActionImport):
    try:
        planned = save_import(upload, by=request.user)
    except Changed:
        return _check_page(request, desk, upload, status=409)
    except WrongMoment as moment:
        messages.warning(request, moment.message)
        return redirect(desk.home)
    except Invalid:
        message = _("Nothing was saved: the file has errors. Correct them and send it again.")
        return _check_page(request, desk, upload, errors=[("faults", message)], status=422)
    messages.success(request, _saved_sentence(planned))
    return redirect(f"{desk.home}#actions")


def _map(request, desk: Desk, upload: ActionImport):
    mapping, errors = posted_mapping(upload, request.POST)
    if errors:
        return _check_page(request, desk, upload, errors=errors, mapping=mapping, status=422)
    upload.mapping = mapping
    upload.save(update_fields=["mapping"])
    return redirect("draft_import_check", desk.plan.slug, upload.pk)


def _check_page(request, desk: Desk, upload: ActionImport, *, errors=(), mapping=None, status=200):
    preview = preview_of(upload, draft_items(desk.plan))
    before = reverse("draft_import", args=[desk.plan.slug])
    context = _context(desk, (_("Import of actions"), before), (_("Check the import"), None))
    context |= check_context(upload, preview, upload.mapping if mapping is None else mapping)
    context |= {
        "errors": errors,
        "wrong_columns": [name for name, _message in errors if name.startswith("column-")],
    }
    return render(request, "forums/drafting/import_check.html", context, status=status)


def _desk(request, slug: str) -> Desk:
    """Importing is editing: it does not exist for whoever does not draft the plan."""
    desk = find_desk(request, slug)
    if not drafts_for(request.user, desk.plan):
        raise Http404
    return desk


def _refusal(request, desk: Desk):
    """The way back, with the reason, where the draft cannot be changed now."""
    try:
        must_edit(desk)
    except WrongMoment as moment:
        messages.warning(request, moment.message)
        return redirect(desk.home)
    return None


def _context(desk: Desk, *crumbs) -> dict:
    return {"nav": "plans", "desk": desk, "plan": desk.plan, "crumbs": desk.crumbs(*crumbs)}


def _saved_sentence(planned: ImportPlan) -> str:
    new, changed = len(planned.new), len(planned.changed)
    parts = [
        ngettext("%(n)s new action", "%(n)s new actions", new) % {"n": new},
        ngettext("%(n)s changed action", "%(n)s changed actions", changed) % {"n": changed},
    ]
    return _("Imported: %(counts)s.") % {"counts": ", ".join(parts)}
