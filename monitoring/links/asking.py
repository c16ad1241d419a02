"""The life of a link: sent, sent again with a new secret, withdrawn."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from metropolis.notifications.outbox import post
from monitoring.campaigns.models import Submission
from monitoring.values.refusals import Refused, WrongState

from .models import ReporterLink, latest_deadline
from .permissions import can_ask


@transaction.atomic
def send_link(
    submission: Submission, rows, *, name: str, email: str, language: str, deadline: datetime.date,
    message: str = "", by,
) -> ReporterLink:  # fmt: skip
    """Ask somebody for rows of a submission; the e-mail goes out once this commits."""
    if not can_ask(by, submission):
        raise PermissionDenied
    chosen = list(submission.rows.filter(pk__in=[row.pk for row in rows]))
    if not chosen or len(chosen) != len(set(rows)):
        raise Refused(_("Choose values of this campaign."))
    _check_deadline(deadline)
    link = ReporterLink.objects.create(
        submission=submission, name=name, email=email, language=language, deadline=deadline,
        message=message, made_by=by, sent_at=timezone.now(),
    )  # fmt: skip
    link.rows.set(chosen)
    _post(link)
    return link


@transaction.atomic
def send_again(link: ReporterLink, deadline: datetime.date, *, by) -> ReporterLink:
    """Send it once more with a new secret: whatever was sent before stops working."""
    link = _take(link, by)
    _check_deadline(deadline)
    link.version += 1
    link.deadline, link.sent_at, link.revoked_at = deadline, timezone.now(), None
    link.save(update_fields=["version", "deadline", "sent_at", "revoked_at"])
    _post(link)
    return link


@transaction.atomic
def revoke(link: ReporterLink, *, by) -> ReporterLink:
    """Withdraw it: nothing more can be entered by it. What was entered stays."""
    link = _take(link, by)
    if link.revoked_at:
        raise WrongState(_("This link was withdrawn before."))
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    return link


def _take(link, by):
    link = ReporterLink.objects.select_for_update(of=("self",)).select_related("submission").get(pk=link.pk)
    if not can_ask(by, link.submission):
        raise PermissionDenied
    return link


def _check_deadline(deadline):
    today = timezone.localdate()
    if not today <= deadline <= latest_deadline(today):
        raise Refused(_("Choose a day from today to three months ahead."))


def _post(link):
    post(
        "reporter_link",
        key=f"reporter_link:{link.pk}:{link.version}",
        to_email=link.email,
        language=link.language,
        context={"link": link.pk, "version": link.version},
    )
