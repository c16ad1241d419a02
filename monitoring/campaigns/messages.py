"""The e-mails of campaigns, written at sending in the reader's language."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from metropolis.notifications.outbox import message_kind
from monitoring.values.models import IndicatorValue
from monitoring.values.naming import period_name

from .actions import action_lines
from .models import Campaign, Submission


@message_kind("campaign_opened")
def campaign_opened(message):
    """A campaign asks the team for values; pointless once it has sent them."""
    submission = (
        Submission.objects.with_supplier()
        .filter(campaign=message.context["campaign"], team=message.context["team"])
        .first()
    )
    if submission is None or submission.campaign.state != Campaign.State.OPEN:
        return None
    if submission.state == Submission.State.SUBMITTED:
        return None
    period = period_name(submission.campaign.period)
    subject = _("Data for %(period)s: %(supplier)s") % {
        "period": period,
        "supplier": submission.supplier_name,
    }
    context = {
        "submission": submission,
        "count": submission.rows.count(),
        "actions": len(action_lines(submission)),
        "period": period,
        "url": _link(submission),
    }
    return subject, render_mail("campaign_opened", context)


@message_kind("value_returned")
def value_returned(message):
    """A value came back with a reason; pointless once a newer revision is there."""
    value = IndicatorValue.objects.with_subject().get(pk=message.context["value"])
    if value.observation.values.filter(revision__gt=value.revision).exists():
        return None
    submission = Submission.objects.with_supplier().get(pk=message.context["submission"])
    subject = _("To correct: %(indicator)s") % {"indicator": value.observation.indicator.name}
    row = submission.rows.filter(observation=value.observation_id).first()
    context = {
        "value": value,
        "indicator": value.observation.indicator,
        "municipality": value.observation.municipality,
        "period": period_name(value.observation.period),
        "url": absolute(submission.row_address(row.pk)),
    }
    return subject, render_mail("value_returned", context)


def _link(submission):
    return absolute(submission.address())


def absolute(address):
    """The address with its host, for a mail."""
    return f"{settings.BASE_URL.rstrip('/')}{address}"


def render_mail(name, context):
    """The text of a mail."""
    return render_to_string(f"monitoring/campaigns/mail/{name}.txt", context).strip() + "\n"
