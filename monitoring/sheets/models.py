"""A file with answers that somebody sent and has not confirmed yet: nothing of it is saved before."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from monitoring.campaigns.models import Campaign, Submission

KEPT = datetime.timedelta(days=7)


def _expiry() -> datetime.datetime:
    return timezone.now() + KEPT


class SheetUploadQuerySet(models.QuerySet):
    """Uploads, by who sent them."""

    def visible_to(self, user):
        """Only one's own, while they are kept."""
        return self.filter(user=user, expires_at__gt=timezone.now())

    def of_scope(self, scope):
        """Those of one page."""
        return self.filter(campaign=scope.campaign, submission=scope.submission)

    def expired(self, now):
        """Those whose time is over."""
        return self.filter(expires_at__lte=now)


class SheetUpload(models.Model):
    """The person's own file, the table that was found in it, and the preview that the person has seen.

    `plan` is a `planning.Plan`; `submission` is empty for a file with the rows of all suppliers.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        SAVING = "saving"
        SAVED = "saved"
        FAILED = "failed"

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    submission = models.ForeignKey(Submission, null=True, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    data = models.BinaryField()
    kind = models.CharField(max_length=4)
    dialect = models.JSONField(default=dict)
    table = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    plan = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    problem = models.TextField(blank=True)
    saved_count = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=_expiry, db_index=True)

    objects = SheetUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self):
        return self.file_name
