"""Pages of notices: the list, opening one, one's wishes, and stopping the mail by a link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .forms import WishForm, words_for
from .models import Notice
from .notices import in_language
from .registry import texts_of, topics
from .unsubscribing import read_token

PER_PAGE = 20
UNREAD = "nieprzeczytane"


@login_required
@never_cache
@require_safe
def notice_list(request):
    """One's notices, the newest first; `?stan=nieprzeczytane` leaves out those that were read."""
    everything = Notice.objects.filter(user=request.user)
    unread = everything.filter(read_at__isnull=True)
    only_unread = request.GET.get("stan") == UNREAD
    rows = unread if only_unread else everything
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for notice in page.object_list:
        notice.user = request.user
    context = {
        "page": page,
        "lines": texts_of(page.object_list),
        "only_unread": only_unread,
        "newest_unread": unread.aggregate(newest=Max("pk"))["newest"],
        "query": f"stan={UNREAD}" if only_unread else "",
        "crumbs": [(_("Notices"), None)],
    }
    return render(request, "notifications/notice_list.html", context)


@login_required
@never_cache
@require_safe
def notice_open(request, pk):
    """Mark a notice as read and go to its page."""
    notice = get_object_or_404(Notice, pk=pk, user=request.user)
    if notice.read_at is None and request.method == "GET":
        Notice.objects.filter(pk=pk, read_at__isnull=True).update(read_at=timezone.now())
    return redirect(in_language(notice.path, get_language()))


@login_required
@require_POST
def notices_read(request):
    """Mark all as read; those that came after the page was made stay unread."""
    newest = request.POST.get("newest", "")
    unread = Notice.objects.filter(user=request.user, read_at__isnull=True)
    if newest.isdecimal():
        unread = unread.filter(pk__lte=int(newest))
    number = unread.update(read_at=timezone.now())
    text = ngettext("%(n)s notice marked as read.", "%(n)s notices marked as read.", number)
    messages.success(request, text % {"n": number})
    return redirect("notice_list")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notice_wishes(request):
    """How often one wants mail about each topic."""
    form = WishForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your wishes have been saved."))
        return redirect("notice_wishes")
    crumbs = [(_("Your profile"), reverse("profile")), (_("Notices by e-mail"), None)]
    context = {"form": form, "crumbs": crumbs, "has_topics": bool(topics())}
    return render(request, "notifications/notice_wishes.html", context)


@never_cache
@csrf_exempt  # the signature in the address is the permission: mail programs post without a session
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """Stop the mail about a topic. Reading the page changes nothing: machines follow links in mail."""
    subscription = read_token(token)
    if subscription is None:
        raise Http404
    before = subscription.before()
    if "restore" in request.POST:
        subscription.restore(request.POST)
    elif request.method == "POST":
        subscription.stop()
    wishes = subscription.wishes()
    context = {
        "lines": [(topic.label, words_for(wishes[topic.name])) for topic in subscription.topics],
        "is_stopped": subscription.is_stopped,
        "was_restored": "restore" in request.POST,
        "before": before.items(),
    }
    return render(request, "notifications/unsubscribe.html", context)
