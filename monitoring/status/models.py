"""What was counted ahead, each under the fingerprint of all that it was counted from.

A row counts as long as its fingerprint is that of today's data; any other is as if it were not there.
So nothing here can be stale, whatever forgot to tell of a change.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from strategy.models import Indicator


class KeptStanding(models.Model):
    """How an indicator stands, as the worker counted it (`monitoring.status.kept`)."""

    indicator = models.OneToOneField(Indicator, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    body = models.JSONField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")

    def __str__(self):
        return f"{self.indicator_id}"


class KeptForecast(models.Model):
    """The forecast of an indicator, as the job computed it (`monitoring.status.forecasts`)."""

    indicator = models.OneToOneField(Indicator, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    body = models.JSONField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("forecast")
        verbose_name_plural = _("forecasts")

    def __str__(self):
        return f"{self.indicator_id}"
