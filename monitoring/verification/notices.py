"""Who proposed a late correction learns what became of it."""

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from metropolis.notifications.notices import NoticeText, notice_kind, notify, register_topic
from metropolis.ui.numbers import format_decimal
from monitoring.values.models import IndicatorValue
from monitoring.values.permissions import can_see_history
from monitoring.values.signals import value_returned, value_verified

TOPIC, KIND = "corrections", "correction_decided"

register_topic(
    TOPIC,
    gettext_lazy("Late corrections of values"),
    "at_once",
    gettext_lazy("A correction that you proposed was verified or returned."),
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
