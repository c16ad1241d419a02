"""The coordinator (or the Office) sends what was entered: drafts become submitted values."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from metropolis.rest.counters import bump
from monitoring.progress.sending import send_drafts
from monitoring.values.evidence import freeze_files
from monitoring.values.locking import refuse_locked
from monitoring.values.models import IndicatorValue
from monitoring.values.refusals import Refused, WrongState
from monitoring.values.states import STEPS

from .actions import ActionLine, action_lines
from .models import Submission
from .permissions import can_submit
from .rows import UNANSWERED, Row, RowState, load_rows
from .signals import submission_sent


class NotReady(Refused):
    """Rows and actions without an answer, and odd values without an explanation."""

    def __init__(self, readiness: "Readiness"):
        super().__init__(_("Answer every row before you send."))
        self.readiness = readiness


@dataclass
class Readiness:
    """Whether a submission can be sent, and what is missing."""

    total: int = 0
    unanswered: list[Row] = field(default_factory=list)
    unexplained: list[Row] = field(default_factory=list)
    actions: list[ActionLine] = field(default_factory=list)

    @property
    def done(self) -> int:
        return self.total - len(self.unanswered) - len(self.unexplained) - len(self.actions)

    @property
    def ready(self) -> bool:
        return not (self.unanswered or self.unexplained or self.actions)


def readiness(rows: list[Row], actions: Sequence[ActionLine] = ()) -> Readiness:
    """How far the rows are, and which actions lack an answer; what was sent before counts as answered."""
    return Readiness(
        total=len(rows) + len(actions),
        unanswered=[row for row in rows if row.state in UNANSWERED],
        unexplained=[row for row in rows if row.state == RowState.ODD],
        actions=[line for line in actions if not line.answered],
    )


@transaction.atomic
def submit(submission: Submission, *, by) -> bool:
    """Send it; False when it was sent before and nothing changed. `NotReady` names what is missing."""
    submission = Submission.objects.select_for_update(of=("self",)).with_supplier().get(pk=submission.pk)
    if not can_submit(by, submission):
        raise PermissionDenied
    if submission.state == Submission.State.SUBMITTED:
        return False
    rows = load_rows(submission, lock=True)
    actions = action_lines(submission)
    is_editable = any(row.editable for row in rows) or any(line.editable for line in actions)
    if submission.campaign.state != "open" and not is_editable:
        raise WrongState(
            _("The campaign is closed. Write to the Association Office if you have data to add.")
        )
    refuse_locked(row.due.observation for row in rows)
    ready = readiness(rows, actions)
    if not ready.ready:
        raise NotReady(ready)
    _send(submission, rows, by)
    send_drafts([line.subject for line in actions])
    submission_sent.send(Submission, submission=submission, by=by)
    return True


def _send(submission, rows, by):
    """Drafts become submitted values of the same authors; the submission is sent."""
    now = timezone.now()
    drafts = [row.latest.pk for row in rows if row.state == RowState.SAVED]
    step = STEPS["submit"]
    IndicatorValue.objects.filter(pk__in=drafts, state__in=step.sources).update(
        state=step.target, submitted_at=now, updated_at=now
    )
    freeze_files(drafts)
    bump(IndicatorValue)
    submission.state, submission.submitted_at, submission.submitted_by = "submitted", now, by
    submission.save(update_fields=["state", "submitted_at", "submitted_by"])
