"""The demonstration accounts, shown at sign-in where DEMO is on."""

from django.conf import settings

from .models import User

PASSWORD = "metropolia-2030-demo"  # noqa: S105  public on purpose; production refuses these accounts


def accounts():
    """Accounts that a visitor of the demonstration may try; none anywhere else."""
    return User.objects.filter(is_demo=True).order_by("pk") if settings.DEMO else User.objects.none()
