"""The Office accepts a report on an action or returns it with a reason."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.values.refusals import ReasonMissing, Refused, WrongState

from .locking import refuse_locked_period
from .models import ActionProgress, ProgressRevision
from .permissions import can_decide
from .signals import progress_accepted, progress_returned
from .states import STEPS, may

ALREADY = {
    ProgressRevision.State.ACCEPTED: gettext_lazy("This report has already been accepted."),
    ProgressRevision.State.RETURNED: gettext_lazy("This report has already been returned."),
    ProgressRevision.State.DRAFT: gettext_lazy("This report has not been sent yet."),
}


@transaction.atomic
def accept(revision: ProgressRevision, *, by) -> ProgressRevision:
    """Accept the report: it is public and, if it is the latest accepted revision, it counts."""
    key, revision = _take("accept", revision, by)
    revision.published_at = revision.decided_at
    revision.save(update_fields=["state", "decided_by", "decided_at", "published_at", "updated_at"])
    if key.current is None or key.current.revision < revision.revision:
        key.current = revision
        key.save(update_fields=["current"])
    progress_accepted.send(ProgressRevision, revision=revision, by=by)
    return revision


@transaction.atomic
def return_report(revision: ProgressRevision, reason: str, *, by) -> ProgressRevision:
    """Send the report back to its author, who learns why."""
    if not reason.strip():
        raise ReasonMissing(_("Write in one sentence what should be corrected."))
    _key, revision = _take("return", revision, by)
    revision.reason = reason.strip()
    revision.save(update_fields=["state", "decided_by", "decided_at", "reason", "updated_at"])
    progress_returned.send(ProgressRevision, revision=revision, by=by)
    return revision


def accept_many(revisions, *, by) -> tuple[list, list[tuple]]:
    """Accept each by itself: those that were done, and those skipped with the reason."""
    done, skipped = [], []
    for revision in revisions:
        try:
            done.append(accept(revision, by=by))
        except PermissionDenied:
            skipped.append((revision, _("You entered this report, so another person accepts it.")))
        except Refused as refusal:
            skipped.append((revision, str(refusal)))
    return done, skipped


def _take(step, revision, by):
    """The key and the report, locked and moved to the state of the step."""
    key = (
        ActionProgress.objects.select_for_update(of=("self",))
        .select_related("current")
        .get(pk=revision.progress_id)
    )
    revision = ProgressRevision.objects.select_for_update(of=("self",)).with_subject().get(pk=revision.pk)
    if not can_decide(by, revision):
        raise PermissionDenied
    if not may(step, revision.state):
        raise WrongState(ALREADY[revision.state])
    if not revision.correction_reason:
        refuse_locked_period(key.period)
    revision.state, revision.decided_by, revision.decided_at = STEPS[step].target, by, timezone.now()
    return key, revision
