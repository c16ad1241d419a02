"""The consultation among all teams: what to read, who answered what, and one's own answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .answering import answer
from .consulting import ConsultationScreen, TeamLine, read_consultation
from .forms import AnswerForm
from .opening import crumbs, plan_for_insider
from .refusals import Invalid, WrongState


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_consultation(request, slug):
    """The latest consultation; a coordinator answers here, the Office for any team (`?zespol=`)."""
    plan = plan_for_insider(request, slug)
    screen = read_consultation(plan, request.user)
    wanted = request.GET.get("zespol", "")
    line = screen.line_of(wanted) if screen else None
    if request.method == "POST":
        return _answer(request, plan, screen, line)
    return _page(request, plan, screen, line, AnswerForm(initial=_said(line)) if line else None)


def _said(line: TeamLine) -> dict:
    return {"verdict": line.answer.verdict, "text": line.answer.text} if line.answer else {}


def _answer(request, plan, screen: ConsultationScreen | None, line: TeamLine | None):
    if screen is None:
        raise Http404
    form = AnswerForm(request.POST)
    if line is None:
        if screen.is_open:
            raise PermissionDenied
        refusal = _("The consultation is over, so answers cannot be given or changed any more.")
        return _page(request, plan, screen, None, form, refusal=refusal, status=409)
    if not form.is_valid():
        return _page(request, plan, screen, line, form, status=422)
    try:
        answer(plan, line.team, by=request.user, **form.cleaned_data)
    except WrongState as refusal:
        return _page(request, plan, screen, line, form, refusal=str(refusal), status=409)
    except Invalid as refusal:
        for name, sentence in refusal.faults.items():
            form.add_error(name, sentence)
        return _page(request, plan, screen, line, form, status=422)
    messages.success(request, _("The answer was saved: %(team)s.") % {"team": line.team.name})
    return redirect("plan_consultation", plan.slug)


def _page(request, plan, screen, line: TeamLine | None, form: AnswerForm | None, *, refusal="", status=200):
    context = {
        "plan": plan,
        "screen": screen,
        "line": line,
        "form": form,
        "refusal": refusal,
        "nav": "plans",
        "crumbs": crumbs(plan, _("Consultation")),
    }
    return render(request, "forums/adoption/consultation.html", context, status=status)
