"""The Association's own template of Word, with its letterhead."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportTemplate(models.Model):
    """What reports of one language look like in Word. Where there is none, they have the house's looks.

    The file lies in the database: a backup has it, every worker finds it, and no half of it ever exists.
    """

    class Language(models.TextChoices):
        PL = "pl", _("Polish")
        EN = "en", _("English")

    language = models.CharField(
        _("language of the report"), max_length=2, choices=Language, unique=True, default=Language.PL
    )
    name = models.CharField(_("file"), max_length=120, editable=False)
    content = models.BinaryField(editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        verbose_name = _("Word template of reports")
        verbose_name_plural = _("Word templates of reports")

    def __str__(self):
        return f"{self.name} ({self.get_language_display()})"


def template_of(language: str) -> bytes | None:
    """The template for reports in a language, if the Association has given one."""
    found = ReportTemplate.objects.filter(language=language).values_list("content", flat=True).first()
    return bytes(found) if found is not None else None
