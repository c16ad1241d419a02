"""Who proposed a late correction learns what became of it."""

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from metropolis.notifications.notices import NoticeText, notice_kind, notify, register_topic
from metropolis.ui.numbers import format_decimal
from monitoring.progress.models import ProgressRevision
from monitoring.progress.signals import progress_accepted, progress_returned
from monitoring.values.models import IndicatorValue
from monitoring.values.permissions import can_see_history
from monitoring.values.signals import value_returned, value_verified

TOPIC, KIND, REPORT = "corrections", "correction_decided", "report_correction_decided"

register_topic(
    TOPIC,
    gettext_lazy("Late corrections"),
    "at_once",
    gettext_lazy("A correction that you proposed was verified, accepted or returned."),
)


@receiver([value_verified, value_returned])
def tell_the_author(sender, value, by, **kwargs) -> None:
    """Only of late corrections: an ordinary value that comes back is announced with its campaign."""
    if value.correction_reason and value.author:
        path = reverse("observation", args=[value.observation_id])
        notify(
            TOPIC,
            KIND,
            key=f"correction-{value.pk}",
            users=[value.author],
            path=path,
            context={"value": value.pk},
        )


@receiver([progress_accepted, progress_returned])
def tell_who_corrected_a_report(sender, revision, by, **kwargs) -> None:
    """The same of a report on an action."""
    if revision.correction_reason and revision.author:
        notify(
            TOPIC,
            REPORT,
            key=f"report-correction-{revision.pk}",
            users=[revision.author],
            path=reverse("progress_history", args=[revision.progress_id]),
            context={"revision": revision.pk},
        )


def gather_reports(notices) -> None:
    """The reports of many notices, in one query."""
    ids = {notice.context["revision"] for notice in notices}
    reports = ProgressRevision.objects.with_subject().in_bulk(ids)
    for notice in notices:
        notice.about = reports.get(notice.context["revision"])


@notice_kind(REPORT, gather=gather_reports)
def report_correction_decided(notice) -> NoticeText | None:
    """What was decided about which report, and why it came back."""
    report = notice.about
    if report is None or not can_see_history(notice.user):
        return None
    subject = f"{report.progress.action}, {report.progress.period}"
    code = {"code": report.progress.action.code}
    if report.state == ProgressRevision.State.ACCEPTED:
        return NoticeText(_("Correction accepted: %(code)s") % code, subject)
    reason = _("Reason: %(reason)s") % {"reason": report.reason}
    return NoticeText(_("Correction returned: %(code)s") % code, f"{subject}\n{reason}")


def gather_values(notices) -> None:
    """The values of many notices, in one query."""
    values = IndicatorValue.objects.with_subject().in_bulk({notice.context["value"] for notice in notices})
    for notice in notices:
        notice.about = values.get(notice.context["value"])


@notice_kind(KIND, gather=gather_values)
def correction_decided(notice) -> NoticeText | None:
    """What was decided about which value, and why it came back."""
    value = notice.about
    if value is None or not can_see_history(notice.user):
        return None
    observation = value.observation
    place = observation.municipality.name if observation.municipality else _("The metropolis as a whole")
    subject = f"{observation.indicator}, {place}, {observation.period}: {format_decimal(value.value)}"
    if value.state == IndicatorValue.State.VERIFIED:
        return NoticeText(_("Correction verified: %(code)s") % {"code": observation.indicator.code}, subject)
    text = _("Reason: %(reason)s") % {"reason": value.reason}
    return NoticeText(
        _("Correction returned: %(code)s") % {"code": observation.indicator.code}, f"{subject}\n{text}"
    )
