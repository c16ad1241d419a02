"""Documents of a plan to download."""

import logging

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forums.adoption.models import PlanVersion
from forums.versions.editions import Edition, NoSuchEdition, find_edition
from metropolis.documents.typesetting import PdfFailed
from strategy.models import ActionPlan

from .making import CHANGES, PLAN, TYPES, Made, NothingToCompare, make

NAMES = {f"{kind}.{ending}": (kind, ending) for kind in (PLAN, CHANGES) for ending in TYPES}
log = logging.getLogger(__name__)


@require_safe
def plan_document(request, slug, name):
    """`plan.docx`, `plan.pdf`, `zmiany.docx`, `zmiany.pdf` of the text that the address asks for."""
    if name not in NAMES:
        raise Http404
    plan = get_object_or_404(ActionPlan.objects.select_related("area"), slug=slug)
    try:
        edition = _edition(request, plan, request.GET.get("wersja", ""))
        base = _base(request, plan)
        return _sent(_made(edition, name, base))
    except NoSuchEdition as hidden:
        if request.user.is_authenticated:
            raise Http404 from hidden
        return redirect_to_login(request.get_full_path())
    except NothingToCompare as nothing:
        raise Http404 from nothing
    except PdfFailed:
        log.exception("PDF of plan %s was not made", plan.code)
        messages.error(request, _("The PDF could not be made. Download the Word document instead."))
        return redirect(f"{reverse('plan', args=[slug])}{edition.query}")


def _edition(request, plan: ActionPlan, wanted: str) -> Edition:
    """The text, if the reader may know of it; raises NoSuchEdition."""
    edition = find_edition(plan, request.user, wanted)
    if edition is None:
        raise NoSuchEdition
    return edition


def _base(request, plan: ActionPlan) -> PlanVersion | None:
    """The version named to compare with; None where none is named. A draft is nothing to start from."""
    wanted = request.GET.get("od", "")
    if not wanted:
        return None
    version = _edition(request, plan, wanted).version
    if version is None:
        raise NoSuchEdition
    return version


def _made(edition: Edition, name: str, base: PlanVersion | None) -> Made:
    kind, ending = NAMES[name]
    return make(edition, kind, ending, get_language() or "pl", base)


def _sent(made: Made) -> HttpResponse:
    response = HttpResponse(made.content, content_type=made.content_type)
    place = "inline" if made.name.endswith(".pdf") else "attachment"
    response["Content-Disposition"] = f'{place}; filename="{made.name}"'
    response["Cache-Control"] = "public, max-age=3600" if made.is_public else "private, no-store"
    return response
