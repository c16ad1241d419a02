"""The record of steps, and the document of a resolution."""

from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forums.drafting.permissions import can_read_drafts

from .course import read_course
from .models import Resolution
from .opening import any_plan, crumbs


@never_cache
@require_safe
def plan_course(request, slug):
    """Every step so far; the public sees those of plans in force, without persons and reasons."""
    plan, insider = any_plan(slug), can_read_drafts(request.user)
    if not insider and not plan.is_in_force:
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())
    context = {
        "plan": plan,
        "insider": insider,
        "lines": read_course(plan, insider=insider),
        "nav": "plans",
        "crumbs": crumbs(plan, _("Course of the plan")),
    }
    return render(request, "forums/adoption/course.html", context)


@require_safe
def resolution_document(request, slug, pk):
    """The file of a resolution: public, because it adopted a version."""
    found = Resolution.objects.select_related("version").defer("version__content")
    resolution = get_object_or_404(found, pk=pk, plan__slug=slug)
    if not resolution.document or not (resolution.version.is_adopted or can_read_drafts(request.user)):
        raise Http404
    return _sent(resolution)


def _sent(resolution: Resolution) -> HttpResponse:
    """The file itself, or word to the proxy to send it (setting X_ACCEL_REDIRECT)."""
    document = resolution.document
    if not document.storage.exists(document.name):
        raise Http404
    if settings.X_ACCEL_REDIRECT:
        response = HttpResponse(content_type="application/pdf")
        response["X-Accel-Redirect"] = f"{settings.X_ACCEL_REDIRECT.rstrip('/')}/{quote(document.name)}"
    else:
        response = FileResponse(document.open("rb"), content_type="application/pdf")
    name = slugify(resolution.number.replace("/", "-")) or str(resolution.pk)
    response["Content-Disposition"] = f'attachment; filename="uchwala-{name}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = (
        "public, max-age=3600" if resolution.version.is_adopted else "private, no-store"
    )
    return response
