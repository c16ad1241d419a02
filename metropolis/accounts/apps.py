"""People who sign in: accounts, invitations, the second factor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "metropolis.accounts"
    label = "accounts"
    verbose_name = _("People and accounts")

    def ready(self):
        from . import messages  # noqa: F401  registers its kinds; models must be loaded first
