"""Rows that are written once: records of what was said and done, and what has been frozen."""

from django.db import models


class Immutable(Exception):
    """A row that is written once was to be changed or deleted."""


class WrittenOnceQuerySet(models.QuerySet):
    """Refuses to change or delete many rows at once; adding is free."""

    def update(self, **kwargs):
        """Never."""
        raise Immutable

    def delete(self):
        """Never."""
        raise Immutable


class WrittenOnce(models.Model):
    """A row that is added and then only read."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Written once."""
        if not self._state.adding:
            raise Immutable
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Never."""
        raise Immutable
