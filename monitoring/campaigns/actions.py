"""The actions that a supplier reports on in a campaign, beside its values."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from monitoring.progress.answers import Answer
from monitoring.progress.due import due_actions, owed_by
from monitoring.progress.entry import save_draft, save_unchanged
from monitoring.progress.locking import locked_text, with_lock
from monitoring.progress.models import ProgressRevision
from monitoring.progress.subjects import Subject, subjects_of
from monitoring.values.locking import PeriodLocked
from monitoring.values.refusals import WrongState
from strategy.indicators.periods import Period

from .models import Campaign, Submission
from .permissions import can_enter
from .rows import UNANSWERED, RowState, is_editable

State = ProgressRevision.State
STATES = {
    None: RowState.TODO,
    State.DRAFT: RowState.SAVED,
    State.RETURNED: RowState.RETURNED,
    State.SUBMITTED: RowState.SENT,
    State.ACCEPTED: RowState.VERIFIED,
}


@dataclass(frozen=True)
class ActionLine:
    """An action due, as the pages of a campaign show it."""

    submission: Submission
    subject: Subject
    locked: bool = False

    @property
    def action(self):
        return self.subject.action

    @property
    def revision(self) -> ProgressRevision | None:
        """The latest answer."""
        return self.subject.latest

    @property
    def state(self) -> RowState:
        return STATES[self.subject.state]

    @property
    def label(self) -> str:
        """The state in words."""
        if self.state == RowState.VERIFIED:
            return pgettext("state of a report on an action", "Accepted")
        return str(self.state.label)

    @property
    def editable(self) -> bool:
        """Whether the supplier may write here, by the same rule as for values."""
        return not self.locked and is_editable(self.submission, self.subject.state)

    @property
    def correctable(self) -> bool:
        """Whether it changes by a late correction only."""
        return self.locked or self.state == RowState.VERIFIED

    @property
    def repeatable(self) -> bool:
        """Whether "no change" can be said with one click."""
        return self.editable and self.subject.latest is None and self.subject.past is not None

    @property
    def answered(self) -> bool:
        """Whether nothing more is asked of the supplier here."""
        return self.state not in UNANSWERED

    @property
    def address(self) -> str:
        """The page on which it is filled in."""
        campaign, supplier = self.submission.campaign.slug, self.submission.supplier
        return reverse("campaign_action", args=[campaign, supplier, self.action.code])


def action_lines(submission: Submission, *, code: str = "", whole: bool = False) -> list[ActionLine]:
    """The actions of a submission; `code` picks one. After the closing only those that were answered.

    `whole` reads milestones and money as well.
    """
    if submission.partner_id:
        return []
    period = submission.campaign.period
    actions = owed_by(submission.team, Period.parse(period).end)
    actions = actions.filter(code=code) if code else actions
    subjects = subjects_of(with_lock(actions, period), period, whole=whole)
    lines = [ActionLine(submission, one, one.action.is_locked) for one in subjects]
    if submission.campaign.state == Campaign.State.OPEN:
        return lines
    return [line for line in lines if line.revision]


def action_states(submissions) -> dict[int, list[RowState]]:
    """States of the actions in each submission; one query.

    As on the page of a submission: after the closing only those that were answered.
    """
    asked = [
        one for one in submissions if not one.partner_id and one.campaign.state != Campaign.State.PLANNED
    ]
    states = _states_by_team({one.campaign.period for one in asked})
    found: dict[int, list[RowState]] = {}
    for one in asked:
        of_team = states[one.campaign.period, one.team_id]
        is_open = one.campaign.state == Campaign.State.OPEN
        found[one.pk] = of_team if is_open else [state for state in of_team if state != RowState.TODO]
    return found


def _states_by_team(periods):
    """States of the actions due, by period and team."""
    found: defaultdict[tuple[str, int | None], list[RowState]] = defaultdict(list)
    if not periods:
        return found
    first, *others = [_due_with_state(period) for period in sorted(periods)]
    rows = first.union(*others, all=True) if others else first
    for _action, named, leading, period, state in rows:
        found[period, named or leading].append(STATES[state])
    return found


def _due_with_state(period):
    """(action, team named for it, team of the leading municipality, period, state of its latest report)."""
    latest = ProgressRevision.objects.standing().filter(
        progress__action=OuterRef("pk"), progress__period=period
    )
    actions = due_actions(Period.parse(period).end).order_by()
    return actions.annotate(
        of=Value(period), latest=Subquery(latest.order_by("-revision").values("state")[:1])
    ).values_list("pk", "responsibility__team", "lead_municipality__team", "of", "latest")


@transaction.atomic
def fill_action(line: ActionLine, answer: Answer | None, *, token: str, by) -> Subject:
    """Save the answer (None: "no change") as a draft; a submission that was sent has to be sent again."""
    submission = Submission.objects.select_for_update(of=("self",)).with_supplier().get(pk=line.submission.pk)
    if not can_enter(by, submission):
        raise PermissionDenied
    [line] = action_lines(submission, code=line.action.code)
    if line.locked:
        raise PeriodLocked(locked_text())
    if not line.editable:
        raise WrongState(_("This report has already been sent and cannot be changed here."))
    period, before = submission.campaign.period, line.subject.token
    if answer is None:
        subject = save_unchanged(line.action, period, token=token, by=by)
    else:
        subject = save_draft(line.action, period, answer, token=token, by=by)
    if submission.state == Submission.State.SUBMITTED and subject.token != before:
        submission.state = Submission.State.OPEN  # what came later has to be sent as well
        submission.save(update_fields=["state"])
    return subject
