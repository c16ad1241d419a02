"""Pages of comments: threads by part, one thread, a new comment, and who can be named in it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from forums.discussion import mentions, pages
from forums.discussion.commenting import CLOSED, comment, reopen, resolve
from forums.discussion.forms import AnswerForm, NewCommentForm, error_links
from forums.discussion.parts import WHOLE_PLAN, all_parts
from forums.discussion.permissions import Rights
from forums.discussion.reading import taking_part, threads_of, with_answers
from forums.discussion.refusals import Refused
from forums.drafting.kept import gives_text_back, kept_page
from metropolis.ui.kept_posts import keeps_posts
from strategy.plans.way import way_to

PAGE_SIZE = 20
OPEN, RESOLVED, MINE, ALL = "otwarte", "zamkniete", "moje", "wszystkie"


@login_required
@require_safe
def comment_list(request, slug):
    """Threads of a plan, the newest first: open, resolved or one's own; of one part where it is named."""
    plan = pages.plan_for(request.user, slug)
    shown = request.GET.get("ktore", OPEN)
    shown = shown if shown in (OPEN, RESOLVED, MINE, ALL) else OPEN
    key = request.GET.get("czesc", "")
    parts = all_parts(plan)
    page = Paginator(_threads(plan, request.user, shown, key), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "nav": "plans",
        "plan": plan,
        "crumbs": way_to(plan, (pages.comments_crumb(plan)[0], None)),
        "shown": shown,
        "kinds": [
            (OPEN, pgettext("threads", "Open")),
            (RESOLVED, pgettext("threads", "Resolved")),
            (MINE, _("With me")),
            (ALL, _("All")),
        ],
        "part_key": key,
        "parts": parts.values(),
        "page": page,
        "threads": with_answers(page.object_list, parts),
        "query": f"ktore={shown}&czesc={key}",
        "rights": Rights(request.user, plan),
    }
    return render(request, "forums/discussion/comment_list.html", context)


def _threads(plan, user, shown, key):
    rows = threads_of(plan).prefetch_related("mentioned_people", "mentioned_teams")
    if shown in (OPEN, RESOLVED):
        rows = rows.filter(resolved_at__isnull=shown == OPEN)
    elif shown == MINE:
        rows = taking_part(rows, user)
    if key == WHOLE_PLAN:
        return rows.filter(item__isnull=True)
    return rows.filter(item__key=key) if key else rows


@keeps_posts(kept_page)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@gives_text_back
def comment_new(request, slug):
    """A new comment; the address may name the part and the passage. Short forms of other pages post here."""
    plan = pages.plan_for(request.user, slug)
    closed = not plan.is_under_work
    if not Rights(request.user, plan).comments and not (closed and request.method == "POST"):
        return _no_comments(request, plan)
    start = {"part": request.GET.get("czesc", WHOLE_PLAN), "quote": request.GET.get("cytat", "")}
    form = NewCommentForm(request.POST or None, initial=start, parts=list(all_parts(plan).values()))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            row = comment(
                plan, by=request.user, text=data["text"], item=form.item, quote=data["quote"], tell=form.named
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The comment was added."))
            return redirect(f"{pages.way_back(request, _thread_url(row))}#uwaga-{row.pk}")
    context = {
        "nav": "plans",
        "plan": plan,
        "crumbs": way_to(plan, pages.comments_crumb(plan), (_("New comment"), None)),
        "form": form,
        "errors": error_links(form) if form.is_bound else [],
    }
    return render(request, "forums/discussion/comment_new.html", context, status=422 if form.errors else 200)


def _no_comments(request, plan):
    """Whoever reads and does not comment finds no form; in an adopted plan the list says why."""
    if plan.is_under_work:
        raise Http404
    messages.warning(request, CLOSED)
    return redirect("comment_list", plan.slug)


@keeps_posts(kept_page)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@gives_text_back
def comment_thread(request, slug, pk):
    """One thread: answer, resolve, open again."""
    plan = pages.plan_for(request.user, slug)
    first = get_object_or_404(threads_of(plan).prefetch_related("mentioned_people", "mentioned_teams"), pk=pk)
    first.plan = plan
    if request.method == "POST":
        return _change(request, plan, first)
    return _thread_page(request, plan, first)


def _thread_url(row) -> str:
    return reverse("comment_thread", args=[row.plan.slug, row.thread_id or row.pk])


def _thread_page(request, plan, first, *, form=None, refusal="", status=200):
    [thread] = with_answers([first], all_parts(plan))
    rights = Rights(request.user, plan)
    errors = (error_links(form) if form else []) + ([("", refusal)] if refusal else [])
    context = {
        "nav": "plans",
        "plan": plan,
        "crumbs": way_to(plan, pages.comments_crumb(plan), (_("Thread of comments"), None)),
        "thread": thread,
        "rights": rights,
        "form": form or (AnswerForm() if rights.comments and not thread.is_resolved else None),
        "errors": errors,
    }
    return render(request, "forums/discussion/comment_thread.html", context, status=status)


def _change(request, plan, first):
    """Answer, resolve or reopen; what was typed stays where it cannot be saved."""
    form = AnswerForm(request.POST) if "answer" in request.POST else None
    if form is not None and not form.is_valid():
        return _thread_page(request, plan, first, form=form, status=422)
    try:
        row, text = _do(request, plan, first, form)
    except Refused as refusal:
        return _thread_page(request, plan, first, form=form, refusal=str(refusal), status=409)
    except PermissionDenied:
        text = _("You may read these comments, but no longer write here. Nothing was saved.")
        return _thread_page(request, plan, first, form=form, refusal=text, status=403)
    messages.success(request, text)
    return redirect(f"{pages.way_back(request, _thread_url(first))}#uwaga-{row.pk}")


def _do(request, plan, first, form):
    if form is not None:
        text = form.cleaned_data["text"]
        row = comment(plan, by=request.user, text=text, thread=first, tell=form.named)
        return row, _("The answer was added.")
    if "resolve" in request.POST:
        done = resolve(first, by=request.user)
        now, before = _("The thread is resolved."), _("Somebody has resolved this thread already.")
        return first, now if done else before
    if "reopen" in request.POST:
        done = reopen(first, by=request.user)
        now, before = _("The thread is open again."), _("Somebody has opened this thread already.")
        return first, now if done else before
    raise Http404


@login_required
@never_cache
@require_safe
def mention_names(request, slug):
    """People and teams whose name begins with `q`, for the list that opens behind an "@"."""
    plan = pages.plan_for(request.user, slug)
    if not Rights(request.user, plan).comments:
        raise Http404
    labels = {mentions.TEAM: _("team"), mentions.PERSON: pgettext("in a list of names", "person")}
    typed = request.GET.get("q", "")[:80]
    found = mentions.suggestions(typed) if typed.strip() else []
    return JsonResponse({"found": [{"name": one.name, "kind": labels[one.kind]} for one in found]})
