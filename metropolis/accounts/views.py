"""Pages about accounts that allauth does not have: the invitation and the change of address."""

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from allauth.core.internal.ratelimit import respond_429
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from . import email_change, invitations
from .forms import AcceptForm, EmailChangeForm


@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    """Accept an invitation: as a new person, or signed in with the account of the invited address."""
    found = invitations.find(token)
    if found is None or not found.is_pending:
        return _unusable(request, found)
    account = invitations.account_of(found)
    try:
        if account is None:
            return _accept_as_new(request, found)
        return _accept_as_known(request, found, account)
    except invitations.HasAccount:
        return redirect(request.path)
    except invitations.Unusable:
        found.refresh_from_db()
        return _unusable(request, found)


def _accept_as_new(request, found):
    form = AcceptForm(found.email, request.POST or None, initial={"name": found.name})
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/invitation.html", {"invitation": found, "form": form})
    user = invitations.accept_as_new(
        found, name=form.cleaned_data["name"], password=form.cleaned_data["password1"]
    )
    messages.success(request, _("Welcome. Your account is ready."))
    return perform_login(request, user, email_verification="none", email=user.email)


def _accept_as_known(request, found, account):
    is_owner = request.user.is_authenticated and request.user.pk == account.pk
    if request.method != "POST" or not is_owner:
        context = {"invitation": found, "is_owner": is_owner}
        return render(request, "accounts/invitation_known.html", context)
    invitations.accept_as(found, request.user)
    messages.success(request, _("Your new role was added."))
    return redirect("profile")


def _unusable(request, found):
    """Broken and unknown links look alike: only a real link tells what became of it."""
    state = "broken"
    if found is not None:
        state = "used" if found.accepted_at else "ended"
    return render(request, "accounts/invitation_unusable.html", {"state": state}, status=404)


@never_cache
@login_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def email(request):
    """Ask for another address: the answer is the same whether it has an account or not."""
    form = EmailChangeForm(request.user, request.POST or None)
    if request.method == "POST":
        if not ratelimit.consume(request, action="manage_email", user=request.user):
            return respond_429(request)
        if form.is_valid():
            email_change.ask(request.user, form.cleaned_data["email"])
            sent_to = form.cleaned_data["email"]
            return render(request, "accounts/email_sent.html", {"sent_to": sent_to})
    return render(request, "accounts/email.html", {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_email(request, token):
    """Confirm the new address by a button: mail programs that open links change nothing."""
    try:
        if request.method == "POST":
            user = email_change.confirm(token)
            messages.success(request, _("Your address is now %(email)s.") % {"email": user.email})
            return redirect("profile")
        _user, new_email = email_change.read(token)
    except email_change.Refused:
        return render(request, "accounts/email_unusable.html", status=404)
    return render(request, "accounts/email_confirm.html", {"new_email": new_email})
