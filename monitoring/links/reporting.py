"""A reporter fills the rows of a link: drafts, by the rules of the grid. The coordinator still sends them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from metropolis.notifications.outbox import post
from monitoring.campaigns.filling import Filled, fill_taken
from monitoring.campaigns.models import Submission
from monitoring.campaigns.rows import Row, load_rows
from monitoring.values.forms import Answer
from monitoring.values.refusals import WrongState

from .models import ReporterLink
from .tokens import Opened


def rows_of(link: ReporterLink) -> list[Row]:
    """Exactly the rows that the link asks for."""
    submission = Submission.objects.with_supplier().get(pk=link.submission_id)
    return load_rows(submission, ids=link.rows.values("pk"))


@transaction.atomic
def fill_by_link(opened: Opened, answers: dict[int, Answer]) -> Filled:
    """Save answers as drafts whose author is the link. Refuses all of them when a row is not of the link."""
    submission = (
        Submission.objects.select_for_update(of=("self",)).with_supplier().get(pk=opened.link.submission_id)
    )
    link = _working(opened)
    if not answers.keys() <= set(link.rows.values_list("pk", flat=True)):
        raise WrongState(_("The form holds a row that you were not asked for. Load the page again."))
    filled = fill_taken(submission, answers, link=link)
    # Names of members are for people with an account: who saved meanwhile is not said here.
    filled.stale = dict.fromkeys(filled.stale, _("In the meantime somebody saved another answer here."))
    return filled


@transaction.atomic
def report_ready(opened: Opened) -> list[Row]:
    """Say that the values are ready and tell whoever asked; the rows that lack an answer when some do."""
    link = _working(opened)
    missing = [row for row in rows_of(link) if not row.answered and row.editable]
    if missing:
        return missing
    link.answered_at = timezone.now()
    link.save(update_fields=["answered_at"])
    post(
        "reporter_ready",
        key=f"reporter_ready:{link.pk}:{link.version}:{link.answered_at:%Y%m%d}",
        to_user=link.made_by,
        context={"link": link.pk},
    )
    return []


def note_use(link: ReporterLink) -> None:
    """Keep when it was opened first and last."""
    now = timezone.now()
    ReporterLink.objects.filter(pk=link.pk).update(last_used_at=now)
    ReporterLink.objects.filter(pk=link.pk, first_used_at__isnull=True).update(first_used_at=now)


def _working(opened):
    """The link under lock, if values can be entered by it at this moment."""
    link = (
        ReporterLink.objects.select_for_update(of=("self",)).select_related("made_by").get(pk=opened.link.pk)
    )
    if not link.works or link.version != opened.version:
        raise WrongState(_("This link no longer works. What you saved before is kept."))
    return link
