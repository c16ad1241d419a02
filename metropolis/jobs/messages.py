"""What people are told when a job has ended: of most kinds, whoever started it gets a mail."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from metropolis.notifications.outbox import message_kind, post

from . import registry
from .models import Job


def tell_end(context) -> None:
    """Tell as the kind of job wishes; else post the news to whoever started it, if that is a person."""
    if tell := registry.teller(context.kind):
        tell(context)
    elif context.by is not None:
        post("job_ended", key=f"job-ended:{context.id}", to_user=context.by, context={"job": context.id})


@message_kind("job_ended")
def job_ended(message):
    """Subject and text: how it ended and where to look."""
    job = Job.objects.filter(pk=message.context["job"]).first()
    if job is None:
        return None
    address = settings.BASE_URL + reverse("job", args=[job.pk])
    if job.state == Job.State.SUCCEEDED:
        subject = _("Ready: %(title)s") % {"title": job.title}
        text = _("The work you started has ended. The result is here:")
    else:
        subject = _("Not done: %(title)s") % {"title": job.title}
        text = _("The work you started has not ended well.") + f"\n\n{job.why}\n\n" + _("Details are here:")
    return subject, f"{text}\n{address}\n"
