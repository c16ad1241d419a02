"""The admin as a part of the portal: one way to sign in, and a 404 for those whom it does not concern."""

from functools import update_wrapper

from django.contrib.admin.sites import AdminSite
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, resolve_url
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST


class PortalAdminSite(AdminSite):
    """Rights come from the matrix; sign-in, password and second factor are those of the portal."""

    site_header = _("Office of the strategy")
    site_title = _("Office of the strategy")
    index_title = _("Lists and settings")

    def register(self, model_or_iterable, admin_class=None, **options):
        """Lists of libraries stay out: groups give no rights here, and one of them shows secrets."""
        module = getattr(admin_class, "__module__", "")
        if not module.startswith(("allauth.", "django.contrib.auth.")):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request):
        """Who works here; to other signed-in people the admin does not exist."""
        if not request.user.is_authenticated:
            return False
        if not request.user.is_staff:
            raise Http404
        return True

    def admin_view(self, view, cacheable=False):
        """What one may not see does not exist for one: a list that is refused is not found."""
        inner = super().admin_view(view, cacheable)

        def found(request, *args, **kwargs):
            if not all(str(key).isdecimal() for key in (*args, kwargs.get("object_id", 0))):
                raise Http404  # keys are numbers; the record of changes would fail on anything else
            try:
                return inner(request, *args, **kwargs)
            except PermissionDenied as error:
                raise Http404 from error

        return update_wrapper(found, inner)

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        """Send to the portal's own sign-in, with its limits and its second factor."""
        target = request.GET.get("next") or resolve_url("admin:index")
        return redirect("admin:index") if self.has_permission(request) else redirect_to_login(target)

    def logout(self, request, extra_context=None):
        """End the session and show the start page."""
        return _end_session(request)

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def password_change_done(self, request, extra_context=None):
        return redirect("profile")


@require_POST
def _end_session(request):
    logout(request)
    return redirect("home")
