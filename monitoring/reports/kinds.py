"""What kinds of report there are, and what each is about. Pure choices and the columns that go with them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from strategy.indicators.periods import Frequency
from strategy.models import Municipality, ThematicArea


class ReportKind(models.TextChoices):
    """What a report is for."""

    QUARTERLY_NOTE = "quarterly_note", _("quarterly note")
    HALF_YEAR = "half_year", _("half-yearly report")
    ANNUAL = "annual", _("annual monitoring report")
    EVALUATION = "evaluation", _("data for the mid-term evaluation")
    AREA = "area", _("report on an area")
    MUNICIPALITY = "municipality", _("extract for a municipality")
    CAMPAIGN = "campaign", _("report on a campaign")


# Which periods a kind reports on; a kind that is not named here reports on any of them.
PERIODS_OF = {
    ReportKind.QUARTERLY_NOTE: (Frequency.QUARTER,),
    ReportKind.HALF_YEAR: (Frequency.HALF_YEAR,),
    ReportKind.ANNUAL: (Frequency.YEAR,),
    ReportKind.EVALUATION: (Frequency.YEAR,),
}
REPORTED = (Frequency.QUARTER, Frequency.HALF_YEAR, Frequency.YEAR)


def periods_of(kind: str) -> tuple[Frequency, ...]:
    """The lengths of period that a kind may report on."""
    return PERIODS_OF.get(ReportKind(kind), REPORTED)


def both_languages() -> list[str]:
    """The default: every report in Polish and English."""
    return ["pl", "en"]


def _scope_fits() -> Q:
    """An area report has an area, a municipality's extract has a municipality, others have neither."""
    area, place = Q(kind=ReportKind.AREA), Q(kind=ReportKind.MUNICIPALITY)
    no_area, no_place = Q(area__isnull=True), Q(municipality__isnull=True)
    return (
        (area & ~no_area & no_place) | (place & no_area & ~no_place) | (~area & ~place & no_area & no_place)
    )


class Scoped(models.Model):
    """What a report is about and what is in it: shared by a report and by the definition that opens it.

    `chapters` are ids in the order of the report; empty means all that its kind has, in the usual order.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=ReportKind, default=ReportKind.ANNUAL)
    area = models.ForeignKey(
        ThematicArea,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("area"),
    )
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("municipality"),
    )  # fmt: skip
    chapters = models.JSONField(_("chapters and their order"), default=list, blank=True)
    languages = models.JSONField(_("languages"), default=both_languages)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=_scope_fits(),
                name="monitoring_%(class)s_scope_fits",
                violation_error_message=_("The kind of report does not fit its area or municipality."),
            )
        ]

    @property
    def scope(self) -> ThematicArea | Municipality | None:
        """The area or the municipality that it is about; None: the whole metropolis."""
        return self.area or self.municipality
