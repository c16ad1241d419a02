"""Pages about people: the members of a team, and one's own profile."""

from allauth.core import ratelimit
from allauth.core.internal.ratelimit import respond_429
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forums.bodies import people, permissions, seats
from forums.bodies.forms import EndSeatForm, InviteForm
from forums.bodies.models import Team, TeamMember
from metropolis.accounts.forms import ProfileForm
from metropolis.ui.dates import long_date


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def team_people(request, slug):
    """The members of a team; its coordinator and the Office invite from here."""
    team = _team_for(request.user, slug)
    roles = people.roles_open_to(request.user, team)
    if request.method == "POST" and not roles:
        raise PermissionDenied
    if "withdraw" in request.POST:
        return _withdraw(request, team)
    form = InviteForm(roles, request.POST or None) if roles else None
    if request.method == "POST":
        if not ratelimit.consume(request, action="invite", user=request.user):
            return respond_429(request)
        if form.is_valid():
            return _invite(request, team, form.cleaned_data)
    context = {
        "team": team,
        "crumbs": _crumbs(team),
        "members": people.members_of(team),
        "form": form,
        "pending": people.pending_of(team) if roles else [],
        "may_end": permissions.may_end_membership(request.user),
    }
    return render(request, "forums/people/team.html", context)


def _crumbs(team, *, last=None):
    """The way from the bodies to the people of a team, and on to a page about one of them."""
    people_url = reverse("team_people", args=[team.slug]) if last else None
    way = [
        (_("Bodies, forums and teams"), reverse("body_list")),
        (team.name, reverse("body", args=[team.slug])),
    ]
    return [*way, (_("People"), people_url)] + ([(last, None)] if last else [])


def _team_for(user, slug):
    if not permissions.may_see_people(user):
        raise Http404
    return get_object_or_404(Team.objects.select_related("municipality"), slug=slug)


def _invite(request, team, data):
    invitation = people.invite_to_team(team, by=request.user, **data)
    text = _("The invitation to %(email)s will be sent in a moment. It is valid until %(day)s.")
    day = long_date(invitation.expires_at)
    messages.success(request, text % {"email": invitation.email, "day": day})
    return redirect("team_people", team.slug)


def _withdraw(request, team):
    if not request.POST["withdraw"].isdecimal():
        raise Http404
    people.withdraw_from_team(team, int(request.POST["withdraw"]), by=request.user)
    messages.success(request, _("The invitation was withdrawn. Its link no longer works."))
    return redirect("team_people", team.slug)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def team_people_end(request, slug, pk):
    """The Office ends a membership, on a page that names the person."""
    if not permissions.may_end_membership(request.user):
        raise Http404
    seat = get_object_or_404(TeamMember.objects.select_related("user", "team"), pk=pk, team__slug=slug)
    form = EndSeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            people.end_seat(seat, last_day=form.cleaned_data["last_day"], by=request.user)
        except ValidationError as error:
            form.add_error("last_day", error)
        else:
            messages.success(
                request, _("The membership ends on %(day)s.") % {"day": long_date(seat.valid_to)}
            )
            return redirect("team_people", slug)
    crumbs = _crumbs(seat.team, last=_("End the membership"))
    return render(request, "forums/people/end.html", {"seat": seat, "form": form, "crumbs": crumbs})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    """One's name and language, roles with their dates, and the way to password and second factor."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST":
        if form.is_valid():
            form.save()
            messages.success(request, _("Your profile was saved."))
            return redirect("profile")
        request.user.refresh_from_db()  # the header must not show the unsaved name
    context = {
        "form": form,
        "seats": seats.seats_of(request.user),
        "has_second_step": is_mfa_enabled(request.user),
    }
    return render(request, "forums/people/profile.html", context)
