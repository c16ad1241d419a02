"""What follows when the Office returns a report on an action: the team has to send again."""

from django.dispatch import receiver
from django.utils.translation import gettext as _

from metropolis.notifications.outbox import message_kind, post
from monitoring.progress.due import team_of
from monitoring.progress.models import ProgressRevision
from monitoring.progress.signals import progress_returned
from monitoring.values.naming import period_name

from .actions import action_lines
from .messages import absolute, render_mail
from .models import Submission


@receiver(progress_returned)
def ask_again(sender, revision, **kwargs):
    """The submissions that owe the report are open again, and its author learns why.

    Not for a late correction: the report that it wanted to replace stands.
    """
    if revision.correction_reason:
        return
    line = next(_lines_of(revision), None)
    if line is None:
        return
    submissions = Submission.objects.filter(
        campaign__period=revision.progress.period, team=line.submission.team_id, partner=None
    )
    submissions.filter(state=Submission.State.SUBMITTED).update(state=Submission.State.OPEN)
    if revision.author is None or not revision.author.is_active:
        return
    post(
        "progress_returned",
        key=f"progress_returned:{revision.pk}",
        to_user=revision.author,
        context={"revision": revision.pk},
    )


@message_kind("progress_returned")
def mail_of_return(message):
    """A report came back with a reason; pointless once a newer revision is there."""
    revision = ProgressRevision.objects.with_subject().get(pk=message.context["revision"])
    line = next(_lines_of(revision), None)
    if line is None or line.revision != revision:
        return None
    subject = _("To correct: %(indicator)s") % {"indicator": line.action}
    context = {
        "revision": revision,
        "action": line.action,
        "period": period_name(revision.progress.period),
        "url": absolute(line.address),
    }
    return subject, render_mail("progress_returned", context)


def _lines_of(revision):
    """The lines of this report in the campaigns of its period, the latest first."""
    action, period = revision.progress.action, revision.progress.period
    asked = Submission.objects.with_supplier().filter(campaign__period=period, partner=None)
    asked = asked.filter(team=team_of(action))
    for submission in asked.order_by("-campaign__opened_at"):
        yield from action_lines(submission, code=action.code)
