"""Moves the version counters of every model in the counted apps; none can be forgotten."""

from django.conf import settings
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver

from .counters import bump, bump_parts


@receiver([post_save, post_delete, m2m_changed])
def count_change(sender, instance=None, **kwargs):
    """A row was saved or deleted, or a link between rows was made or cut."""
    if sender._meta.app_label not in settings.VERSIONED_APPS or sender.__name__.startswith("Historical"):
        return
    if hasattr(sender, "counted_by"):
        bump_parts(sender, [getattr(instance, sender.counted_by)])
    else:
        bump(sender)
