"""The truth about a background job is a row here, not a message in a broker."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .progress import duration
from .reasons import in_words


class JobQuerySet(models.QuerySet):
    """Named questions about jobs."""

    def visible_to(self, user):
        """The Office sees every job, other people those that they started."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_office else self.filter(created_by=user)

    def open(self):
        """Jobs that wait or run."""
        return self.filter(state__in=Job.OPEN)

    def due(self, now):
        """Jobs that may run now, as far as their delay is concerned."""
        return self.filter(Q(not_before__isnull=True) | Q(not_before__lte=now))

    def abandoned(self, now):
        """Running jobs whose worker has not been heard of for a whole lease."""
        return self.filter(state=Job.State.RUNNING, lease_until__lt=now)

    def held(self, pk, token):
        """The job while `token` holds it; empty once it was cancelled or given to another worker."""
        return self.filter(pk=pk, state=Job.State.RUNNING, lease_token=token)


class Job(models.Model):
    """One piece of background work.

    `key` names what it makes: two open jobs with one key cannot exist, so a second click starts
    nothing. A worker that has taken it renews `lease_until`; when that has passed, the sweeper gives
    the job to another worker.
    """

    class State(models.TextChoices):
        QUEUED = "queued", pgettext_lazy("job", "waiting")
        RUNNING = "running", pgettext_lazy("job", "running")
        SUCCEEDED = "succeeded", pgettext_lazy("job", "done")
        FAILED = "failed", pgettext_lazy("job", "failed")
        CANCELLED = "cancelled", pgettext_lazy("job", "cancelled")

    OPEN = (State.QUEUED, State.RUNNING)

    kind = models.CharField(_("kind"), max_length=60)
    key = models.CharField(_("key"), max_length=200)
    title = models.CharField(_("title"), max_length=300)
    params = models.JSONField(_("parameters"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)
    sent_at = models.DateTimeField(_("handed to the queue"), null=True, blank=True)
    lease_token = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    progress_text = models.CharField(max_length=200, blank=True)
    progress_share = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # per mille, where steps differ in length
    reason = models.TextField(_("reason"), blank=True)
    result_url = models.CharField(_("result"), max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("started by"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(state__in=["queued", "running"]), name="jobs_one_open_per_key"
            )
        ]
        indexes = [models.Index(fields=["state", "lease_until"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("job", args=[self.pk])

    @property
    def why(self) -> str:
        """The reason in the reader's language; "" where there is none."""
        return in_words(self.reason, number=self.pk, attempts=self.attempts)

    @property
    def is_open(self) -> bool:
        """Whether it still waits or runs."""
        return self.state in self.OPEN


class JobStep(models.Model):
    """A step of a job that is done in steps: what is finished is not done again by the next worker.

    `result` is what the next worker needs to know of it, and to judge whether it still holds.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("step", "waiting")
        RUNNING = "running", pgettext_lazy("step", "in progress")
        DONE = "done", pgettext_lazy("step", "done")
        FAILED = "failed", pgettext_lazy("step", "not finished")

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    text = models.CharField(_("step"), max_length=200)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING)
    share = models.FloatField(default=1)  # how long it takes, beside the other steps of the job
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=0)
    result = models.JSONField(default=dict)
    started_at = models.DateTimeField(_("started"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("step of a job")
        verbose_name_plural = _("steps of a job")
        ordering = ["job", "number"]
        constraints = [models.UniqueConstraint(fields=["job", "name"], name="jobs_step_once_in_a_job")]

    def __str__(self):
        return f"{self.job_id}: {self.name}"

    @property
    def took(self) -> str:
        """How long it took, for reading; empty until it has ended."""
        if not (self.started_at and self.finished_at):
            return ""
        span = self.finished_at - self.started_at
        return duration(span) if span.total_seconds() >= 1 else gettext("under a second")
