"""Writing a proposal: the form of the part, then the difference, then it is sent.

The forms are those in which the draft is edited. The pages carry what was typed in their fields, so
going back and forth loses nothing.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forums.discussion import pages
from forums.discussion.forms import ReasonForm, error_links
from forums.discussion.parts import Part, parts_of
from forums.discussion.permissions import Rights
from forums.discussion.presentation import preview_of
from forums.discussion.proposing import propose
from forums.discussion.refusals import Refused
from forums.drafting import checking
from forums.drafting.action_forms import ActionEditor
from forums.drafting.editing import Invalid
from forums.drafting.forms import SectionForm
from forums.drafting.kept import gives_text_back, kept_page
from forums.drafting.models import DraftItem
from forums.drafting.vocabulary import read_vocabulary
from metropolis.ui.kept_posts import keeps_posts
from strategy.models import ActionPlan
from strategy.plans.content import ActionContent
from strategy.plans.way import way_to

# Buttons: send, go back to the form, add a row to a table of an action; `FROM_EDIT` brings an unsaved edit.
SEND, EDIT, MORE, FROM_EDIT = "send", "edit", "add", "from_edit"


@dataclass
class Desk:
    """One proposal being written: the part, its form and the reason, filled from the request."""

    plan: ActionPlan
    item: DraftItem
    part: Part
    editor: Any
    reason: ReasonForm
    template: str
    kept_key: str

    def is_valid(self) -> bool:
        return all([self.editor.is_valid(), self.reason.is_valid()])

    @property
    def base(self) -> int:
        """The number of the revision that the form was opened with; the present one where it is odd."""
        form = getattr(self.editor, "form", self.editor)
        typed = form["base"].value()
        return int(typed) if str(typed).isdecimal() and len(str(typed)) < 9 else self.item.head.number

    @property
    def content(self) -> dict:
        """The part as it should read, in its stored form; ask `is_valid` first."""
        content = self.editor.content()
        return content if isinstance(content, dict) else content.to_json()

    @property
    def errors(self) -> list:
        of_part = self.editor.errors() if isinstance(self.editor, ActionEditor) else error_links(self.editor)
        return [*of_part, *error_links(self.reason)]

    def add_faults(self, fault: Invalid) -> None:
        """Put what the rules say beside its field."""
        if isinstance(self.editor, ActionEditor):
            self.editor.add_faults(fault.faults)
            return
        for one in fault.faults:
            self.editor.add_error(one.field if one.field in self.editor.fields else None, one.message)


@keeps_posts(kept_page)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@gives_text_back
def propose_section(request, slug, key):
    """A proposal to a section."""
    plan, item = _find(request, slug, "section", key)
    if _goes_on(request):
        form = SectionForm(initial={name: request.POST.get(name, "") for name in ("html", "base")})
    elif request.method == "POST":
        form = SectionForm(request.POST)
    else:
        form = SectionForm(initial={"html": item.head.content.get("html", ""), "base": item.head.number})
    return _write(request, _desk(request, plan, item, form, "forums/discussion/propose_section.html"))


@keeps_posts(kept_page)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@gives_text_back
def propose_action(request, slug, code):
    """A proposal to an action."""
    plan, item = _find(request, slug, "action", code)
    words = read_vocabulary(plan, item.key)
    if _goes_on(request):
        editor = ActionEditor.as_typed(words, request.POST, more=request.POST.get(MORE, ""))
    elif request.method == "POST":
        editor = ActionEditor(words, data=request.POST)
    else:
        stored = ActionContent.from_json({**item.head.content, "code": item.key})
        editor = ActionEditor.of(words, stored, item.head.number)
    return _write(request, _desk(request, plan, item, editor, "forums/discussion/propose_action.html"))


def _goes_on(request) -> bool:
    """Whether the form is still being filled in, so that nothing is checked yet."""
    return request.method == "POST" and not {MORE, FROM_EDIT}.isdisjoint(request.POST)


def _find(request, slug, kind, key):
    """The plan and its part. Whoever never proposes finds nothing."""
    plan = pages.plan_for(request.user, slug)
    if not Rights(request.user, plan).ever_proposes:
        raise Http404
    items = plan.draft_items.filter(kind=kind, head__isnull=False, removed_at__isnull=True)
    item = get_object_or_404(items.select_related("head"), key=key)
    item.plan = plan
    return plan, item


def _desk(request, plan, item, editor, template) -> Desk:
    if _goes_on(request):
        reason = ReasonForm(initial={"reason": request.POST.get("reason", "")})
    else:
        reason = ReasonForm(request.POST if request.method == "POST" else None)
    kept_key = f"{request.user.pk}:{plan.slug}:proposal:{item.kind}:{item.key}"
    return Desk(plan, item, parts_of(plan, [item])[item.pk], editor, reason, template, kept_key)


def _write(request, desk: Desk):
    """Show the form, the difference, or send; in a state that takes no proposals the page says so."""
    if request.method != "POST":
        if not Rights(request.user, desk.plan).proposes:
            messages.warning(request, _("The plan takes no proposals in its present state."))
            return redirect("proposal_list", desk.plan.slug)
        return _form(request, desk)
    if _goes_on(request):
        return _form(request, desk)
    if not desk.is_valid():
        return _form(request, desk, errors=desk.errors, status=422)
    if EDIT in request.POST:
        return _form(request, desk)
    return _send(request, desk) if SEND in request.POST else _preview(request, desk)


def _preview(request, desk: Desk):
    base = _base_of(desk)
    try:
        proposed = checking.checked(desk.item, desk.content)
    except Invalid as fault:
        desk.add_faults(fault)
        return _form(request, desk, errors=desk.errors, status=422)
    screen = preview_of(desk.item, checking.normal(desk.item, base.content), proposed)
    if not screen.changes:
        text = _("Nothing differs from the present text. Change it before you send the proposal.")
        return _form(request, desk, errors=[("", text)], status=422)
    posted = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    context = _context(desk) | {
        "screen": screen,
        "reason": desk.reason.cleaned_data["reason"],
        "posted": [pair for pair in posted if pair[0] not in ("csrfmiddlewaretoken", SEND, EDIT)],
    }
    return render(request, "forums/discussion/propose_check.html", context)


def _base_of(desk: Desk):
    return desk.item.revisions.filter(number=desk.base).first() or desk.item.head


def _send(request, desk: Desk):
    try:
        proposal = propose(
            desk.item,
            desk.content,
            base=_base_of(desk).number,
            reason=desk.reason.cleaned_data["reason"],
            by=request.user,
        )
    except Invalid as fault:
        desk.add_faults(fault)
        return _form(request, desk, errors=desk.errors, status=422)
    except Refused as refusal:
        return _form(request, desk, errors=[("", str(refusal))], status=409)
    except PermissionDenied:
        text = _("You no longer have the right to propose changes to this plan. Nothing was sent.")
        return _form(request, desk, errors=[("", text)], status=403)
    messages.success(request, _("The proposal was sent. You will be told when it gets an answer."))
    query = urlencode({"saved": desk.kept_key})
    return redirect(f"{reverse('proposal', args=[desk.plan.slug, proposal.pk])}?{query}")


def _form(request, desk: Desk, *, errors=(), status=200):
    return render(request, desk.template, _context(desk) | {"errors": errors}, status=status)


def _context(desk: Desk) -> dict:
    return {
        "nav": "plans",
        "plan": desk.plan,
        "part": desk.part,
        "kept_key": desk.kept_key,
        "form": getattr(desk.editor, "form", desk.editor),
        "rows": getattr(desk.editor, "rows", None),
        "reason_form": desk.reason,
        "crumbs": way_to(
            desk.plan, pages.text_crumb(desk.plan), (_("Proposal: %(part)s") % {"part": desk.part.name}, None)
        ),
    }
