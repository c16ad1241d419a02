"""What was loaded from the content file last time."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedItem(models.Model):
    """One item as the file had it, so that the next load sees what changed in the file.

    Where the file says the same as before, what people changed in the portal meanwhile stays.
    """

    model = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("loaded item")
        verbose_name_plural = _("loaded items")
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="strategy_loadeditem_unique")]

    def __str__(self):
        return f"{self.model} {self.key}"
