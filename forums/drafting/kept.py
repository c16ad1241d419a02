"""Pages that give typed text back when it could not be saved: signed out, form too old, right gone."""

import re
from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from metropolis.ui.kept_posts import SIGNED_OUT, STALE_FORM
from strategy.models import ActionPlan

from .action_forms import ActionForm
from .desk import Desk
from .labels import FIELDS, label_of
from .permissions import can_read_drafts
from .refusals import WrongMoment

LONG = ("html", "description", "resolved")
_ROW_FIELD = re.compile(r"(milestones|products|funding)-(\d+)-(?!key)([a-z]+)\Z")
_OWN_WORDS = ("note", "lead")


@dataclass(frozen=True)
class Carried:
    """What was posted: `pairs` to be posted again, `texts` and `others` to read and copy."""

    pairs: list[tuple[str, str]]
    texts: list[tuple[str, str]]
    others: list[tuple[str, str]]

    @classmethod
    def of(cls, request: HttpRequest) -> "Carried":
        """Everything but the token of the old form."""
        lists = [(name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"]
        said = [(name, ", ".join(filter(str.strip, values))) for name, values in lists]
        named = [(name, label, text) for name, text in said if text and (label := _label(name))]
        return cls(
            pairs=[(name, value) for name, values in lists for value in values],
            texts=[(label, text) for name, label, text in named if name in LONG],
            others=[(label, text) for name, label, text in named if name not in LONG],
        )


def _label(name: str) -> str:
    """What a field is called; "" for one that nobody typed into."""
    if name == "resolved":
        return label_of("html")
    if row := _ROW_FIELD.match(name):
        return label_of(f"{row[1]}.{row[2]}.{row[3]}")
    if name in _OWN_WORDS:
        return str(ActionForm.base_fields[name].label)
    return label_of(name) if name in FIELDS else ""


def kept_page(request: HttpRequest, why: str) -> HttpResponse:
    """The text with the way to save it still: sign in in a new tab, or press the button once more."""
    context = {"carried": Carried.of(request), "signed_out": why == SIGNED_OUT, "stale": why == STALE_FORM}
    return render(request, "forums/drafting/kept.html", context, status=403)


def gives_text_back(view):
    """A post that may not be done any more ends on a page with its text and the reason."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except WrongMoment as refusal:
            return refused_page(request, refusal.message)
        except (PermissionDenied, Http404) as refusal:
            if request.method != "POST":
                raise Http404 from refusal
            return refused_page(request, _("You have no right to change this plan any more."))

    return wrapper


def refused_page(request: HttpRequest, reason: str) -> HttpResponse:
    """The text when it cannot be saved any more: the reason, and a proposal where the person may send one."""
    address = request.resolver_match.kwargs
    plan = ActionPlan.objects.filter(slug=address.get("slug")).first()
    desk = Desk(plan, request.user) if plan and can_read_drafts(request.user) else None
    context = {
        "carried": Carried.of(request),
        "reason": reason,
        "desk": desk,
        "section": address.get("key"),
        "action": address.get("code"),
    }
    return render(request, "forums/drafting/kept.html", context, status=403)
