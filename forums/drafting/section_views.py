"""The edit page of a section: typing, saving, and what happens when two people save at once."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from metropolis.ui.kept_posts import keeps_posts
from strategy.models import SectionTemplate

from . import presence
from .collisions import MINE, OWN, SectionDecision, carried_pairs, collision_again, section_sides
from .desk import find_desk
from .editing import Collision, Invalid, resolve, save_part
from .forms import SectionForm, error_links
from .kept import gives_text_back, kept_page
from .parts import must_edit, number_in, part_context, saved, saved_sentence


@keeps_posts(kept_page)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@gives_text_back
def draft_section(request, slug, key):
    """A section of the draft: an editor for those who draft the plan, the text alone for others."""
    desk = find_desk(request, slug)
    item = desk.section(key)
    template = SectionTemplate.objects.filter(key=key).first()
    context = part_context(desk, item, template.title if template else key) | {"template": template}
    if request.method != "POST":
        return _page(request, context) if desk.may_edit else _text(request, context)
    must_edit(desk)
    return _decide(request, context) if "seen" in request.POST else _save(request, context)


def _text(request, context):
    context["html"] = context["item"].head.content["html"]
    return render(request, "forums/drafting/section_read.html", context)


def _page(request, context, form=None):
    item = context["item"]
    presence.touch(item, request.user)
    context["form"] = form or SectionForm(initial={**item.head.content, "base": item.head.number})
    context["errors"] = error_links(form) if form else []
    return render(request, "forums/drafting/section.html", context, status=422 if form else 200)


def _save(request, context):
    form = SectionForm(request.POST)
    if not form.is_valid():
        return _page(request, context, form)
    base, note = form.cleaned_data["base"], form.cleaned_data["note"]
    try:
        revision = save_part(context["item"], form.content(), base=base, by=request.user, note=note)
    except Invalid as fault:
        for one in fault.faults:
            form.add_error("html", one.message)
        return _page(request, context, form)
    except Collision as collision:
        return _collision_page(request, context, collision)
    messages.success(request, saved_sentence(context["title"], revision, base, request.user))
    return saved(request, context["desk"], context["item"])


def _decide(request, context):
    """Save what was decided on the page of a collision."""
    typed, form = SectionForm(request.POST), SectionDecision(request.POST)
    base, seen = number_in(request, "base"), number_in(request, "seen")
    if not typed.is_valid():
        return _page(request, context, typed)
    shown = collision_again(context["item"], typed.content(), base, seen)
    if not form.is_valid():
        return _collision_page(request, context, shown, form)
    content = {"html": form.cleaned_data["resolved"]}
    if form.cleaned_data["choice"] != OWN:
        mine = form.cleaned_data["choice"] == MINE and shown.conflicts
        content = {"html": shown.conflicts[0].mine} if mine else shown.merged
    try:
        revision = resolve(context["item"], content, mine=shown.mine, base=base, seen=seen, by=request.user)
    except Invalid as fault:
        for one in fault.faults:
            form.add_error("resolved", one.message)
        return _collision_page(request, context, shown, form)
    except Collision as collision:
        return _collision_page(request, context | {"again": True}, collision)
    messages.success(request, saved_sentence(context["title"], revision, base, request.user, decided=True))
    return saved(request, context["desk"], context["item"])


def _collision_page(request, context, collision, form=None):
    presence.touch(context["item"], request.user)
    initial = {"resolved": collision.merged["html"], "choice": OWN}
    context = context | {
        "collision": collision,
        "sides": section_sides(collision),
        "form": form or SectionDecision(initial=initial),
        "errors": error_links(form) if form else [],
        "carried": list(carried_pairs(collision)),
    }
    status = 422 if form else 409
    return render(request, "forums/drafting/section_collision.html", context, status=status)
