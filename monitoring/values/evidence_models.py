"""A file that shows where a value comes from."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forums.bodies.permissions import is_office, municipalities_of

from .models import IndicatorValue, Observation


def private_path(_evidence, _name: str) -> str:
    """A random place: the name that a person gave never becomes a path."""
    return f"evidence/{uuid.uuid4().hex}"


class EvidenceQuerySet(models.QuerySet):
    """Evidence files, by who sees them."""

    def visible_to(self, user):
        """The Office sees all, members what was sent, and a team its own files before that."""
        if is_office(user):
            return self
        if not getattr(user, "is_member", False):
            return self.none()
        own = municipalities_of(user)
        return self.filter(Q(value__isnull=False) | Q(observation__municipality__in=own))


class Evidence(models.Model):
    """A file of an observation. `value` is the revision it was sent with; until then it can be deleted."""

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        XLSX = "xlsx", "XLSX"
        DOCX = "docx", "DOCX"
        ODS = "ods", "ODS"
        ODT = "odt", "ODT"
        CSV = "csv", "CSV"
        PNG = "png", "PNG"
        JPG = "jpg", "JPG"

    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="evidence")
    value = models.ForeignKey(
        IndicatorValue, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    file = models.FileField(_("file"), upload_to=private_path)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=4, choices=Kind)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence file")
        verbose_name_plural = _("evidence files")
        ordering = ["observation_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["observation", "sha256"], name="monitoring_evidence_no_file_twice"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def is_sent(self) -> bool:
        """Whether it belongs to a value that was sent, and so stays as it is."""
        return self.value_id is not None
