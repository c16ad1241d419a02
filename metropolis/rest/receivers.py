"""Moves the version counters of every model in the counted apps; none can be forgotten."""

from django.conf import settings
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver

from .counters import bump


@receiver([post_save, post_delete, m2m_changed])
def count_change(sender, raw=False, **kwargs):
    """A row was saved or deleted, or a link between rows was made or cut."""
    if sender._meta.app_label in settings.VERSIONED_APPS and not sender.__name__.startswith("Historical"):
        bump(sender)
