"""Counters of change, from which the API makes its ETags before any row is read."""

from django.db import models


class VersionCounter(models.Model):
    """How often the rows of one model have changed."""

    name = models.CharField(max_length=100, unique=True)
    value = models.PositiveBigIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return f"{self.name} {self.value}"
