"""The admin asks the same matrix as everything else, through this backend."""

from django.contrib.auth.backends import BaseBackend

PEOPLE_APPS = {"accounts", "mfa", "account"}


class RoleBackend(BaseBackend):
    """The Office may use the whole admin; the administrator only what concerns people."""

    def has_perm(self, user_obj, perm, obj=None):
        app_label = perm.split(".")[0]
        return self.has_module_perms(user_obj, app_label)

    def has_module_perms(self, user_obj, app_label):
        if getattr(user_obj, "is_office", False):
            return True
        return getattr(user_obj, "is_administrator", False) and app_label in PEOPLE_APPS
