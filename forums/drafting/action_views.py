"""The edit pages of actions: a new one, one of the draft, and taking one out."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from metropolis.ui.kept_posts import keeps_posts
from strategy.plans.content import ActionContent

from . import presence
from .action_forms import ActionEditor
from .action_pages import action_page, new_action_page
from .collisions import ActionDecision, carried_pairs, collision_again, decide_action, questions
from .desk import find_desk
from .editing import (
    Changed,
    Collision,
    Invalid,
    add_action,
    bring_back,
    remove_action,
    resolve,
    save_part,
)
from .forms import error_links
from .kept import gives_text_back, kept_page
from .parts import kept_key, must_edit, number_in, part_context, saved, saved_sentence
from .vocabulary import read_vocabulary


@keeps_posts(kept_page)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@gives_text_back
def draft_action_new(request, slug):
    """A new action; it gets the next free code of the plan when it is saved."""
    desk = find_desk(request, slug)
    must_edit(desk)
    words = read_vocabulary(desk.plan)
    if request.method != "POST":
        empty = ActionContent(code="")
        return new_action_page(request, desk, ActionEditor.of(words, empty, 0))
    if "add" in request.POST:
        return new_action_page(request, desk, ActionEditor.as_typed(words, request.POST, request.POST["add"]))
    editor = ActionEditor(words, data=request.POST)
    if editor.is_valid():
        note = editor.form.cleaned_data["note"]
        try:
            item = add_action(desk.plan, _stored(editor.content()), by=request.user, note=note)
        except Invalid as fault:
            editor.add_faults(fault.faults)
        else:
            messages.success(request, _("Added: %(code)s") % {"code": item.key})
            return saved(request, desk, item, key=kept_key(desk, None))
    return new_action_page(request, desk, editor, status=422)


@keeps_posts(kept_page)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@gives_text_back
def draft_action(request, slug, code):
    """An action of the draft: a form for those who draft the plan, the action alone for others."""
    desk = find_desk(request, slug)
    item = desk.action(code)
    context = part_context(desk, item, f"{code} {item.head.content['title']}")
    words = read_vocabulary(desk.plan, but_action=code)
    if request.method != "POST":
        return action_page(request, context, words)
    must_edit(desk)
    if "add" in request.POST:
        editor = ActionEditor.as_typed(words, request.POST, request.POST["add"])
        return action_page(request, context, words, editor, status=200)
    return _decide(request, context, words) if "seen" in request.POST else _save(request, context, words)


@keeps_posts(kept_page)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@gives_text_back
def draft_action_remove(request, slug, code):
    """Ask whether to take an action out of the draft, and do it. Its history stays."""
    desk = find_desk(request, slug)
    must_edit(desk)
    item = desk.action(code)
    context = part_context(desk, item, f"{code} {item.head.content['title']}")
    if item.removed_at:
        return redirect(desk.home)
    if request.method == "POST":
        try:
            remove_action(item, base=number_in(request, "base"), by=request.user)
        except Changed as refusal:
            context |= {"refusal": refusal.message}
            return render(request, "forums/drafting/action_remove.html", context, status=409)
        messages.success(request, _("Taken out of the draft: %(title)s") % {"title": context["title"]})
        return redirect(f"{desk.home}#removed")
    return render(request, "forums/drafting/action_remove.html", context)


@require_POST
@keeps_posts(kept_page)
@never_cache
@gives_text_back
def draft_action_return(request, slug, code):
    """Put a removed action back."""
    desk = find_desk(request, slug)
    item = desk.action(code)
    bring_back(item, by=request.user)
    messages.success(request, _("Back in the draft: %(code)s") % {"code": code})
    return redirect(f"{desk.home}#action-{code}")


def _stored(action: ActionContent) -> dict:
    return {name: value for name, value in action.to_json().items() if name != "code"}


def _save(request, context, words):
    item, editor = context["item"], ActionEditor(words, data=request.POST)
    if editor.is_valid():
        base, note = editor.form.cleaned_data["base"], editor.form.cleaned_data["note"]
        try:
            revision = save_part(item, _stored(editor.content()), base=base, by=request.user, note=note)
        except Invalid as fault:
            editor.add_faults(fault.faults)
        except Collision as collision:
            return _collision_page(request, context, words, collision)
        else:
            messages.success(request, saved_sentence(context["title"], revision, base, request.user))
            return saved(request, context["desk"], item)
    return action_page(request, context, words, editor, status=422)


def _decide(request, context, words):
    """Save what was decided on the page of a collision."""
    item, editor = context["item"], ActionEditor(words, data=request.POST)
    if not editor.is_valid():
        return action_page(request, context, words, editor, status=422)
    mine = _stored(editor.content())
    base, seen = number_in(request, "base"), number_in(request, "seen")
    shown = collision_again(item, mine, base, seen, request.POST.getlist("conflict"))
    form = ActionDecision(request.POST, collision=shown)
    if not form.is_valid():
        return _collision_page(request, context, words, shown, form)
    try:
        chosen = decide_action(form, shown)
        revision = resolve(item, chosen, mine=mine, base=base, seen=seen, by=request.user)
    except Invalid as fault:
        for one in fault.faults:
            form.add_error(form.field_of(one.field), one.message)
        return _collision_page(request, context, words, shown, form)
    except Collision as collision:
        return _collision_page(request, context | {"again": True}, words, collision)
    messages.success(request, saved_sentence(context["title"], revision, base, request.user, decided=True))
    return saved(request, context["desk"], item)


def _collision_page(request, context, words, collision, form=None):
    presence.touch(context["item"], request.user)
    context = context | {
        "collision": collision,
        "errors": error_links(form) if form else [],
        "form": (form := form or ActionDecision(collision=collision)),
        "questions": questions(form, collision, words),
        "carried": list(carried_pairs(collision, words)),
    }
    status = 422 if form.is_bound else 409
    return render(request, "forums/drafting/action_collision.html", context, status=status)
