"""Signing in by e-mail, and the one backend that answers what a person may do in the admin."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from . import matrix


def may_sign_in(user) -> bool:
    """Blocked accounts may not, and demonstration accounts only where DEMO is on."""
    return user.is_active and (settings.DEMO or not user.is_demo)


class RoleBackend(AuthenticationBackend):
    """Rights come from the matrix alone: there are no groups, no single permissions, no superuser."""

    def user_can_authenticate(self, user):
        """Asked at signing in and again at every request of a session."""
        return may_sign_in(user)

    def has_perm(self, user_obj, perm, obj=None):
        app_label, _, code = perm.partition(".")
        action, _, model = code.partition("_")
        return matrix.allowed(user_obj, app_label, action, model)

    def has_module_perms(self, user_obj, app_label):
        return matrix.allowed_anything(user_obj, app_label)

    def get_all_permissions(self, user_obj, obj=None):
        return {
            f"{name.split('.')[0]}.{action}_{name.split('.')[1]}"
            for table in matrix.tables_of(user_obj)
            for name, actions in table.items()
            for action in actions
        }
