"""A late correction: an accepted report, or one of a locked period, gets a new revision with a reason.

It is not typed in a campaign but proposed on the page of the report or by the API, by the team that answers
for the action or by the Office; another person of the Office accepts it. Until then the earlier one stands.
"""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.values.refusals import Stale, WrongState
from strategy.models import Action

from .answers import Answer, Misread, questions
from .entry import faults_of, take, theirs, tidy
from .locking import is_locked
from .models import ProgressRevision
from .subjects import Subject, answer_of, subject_of
from .writing import write

State = ProgressRevision.State
LONGEST = 1000


def obstacle(subject: Subject) -> str:
    """Why the report cannot be corrected now, as a sentence; empty when it can."""
    locked = is_locked(subject.period)
    if subject.state == State.SUBMITTED and (subject.latest.correction_reason or not locked):
        return _("Another revision waits for a decision. Correct the report once that is made.")
    if subject.state == State.ACCEPTED or locked:
        return ""
    return _("No accepted report is there yet. Fill it in in the campaign.")


@transaction.atomic
def correct(action: Action, period: str, answer: Answer, reason: str, *, token: str, by) -> Subject:
    """Propose another report than the one that stands; `token` as in `save_draft`.

    In a locked period it also takes the place of what was never decided about: a draft becomes the
    correction, and a report that waits is put aside.
    """
    subject = take(action, period, by)
    if text := obstacle(subject):
        raise WrongState(text)
    if token != subject.token:
        raise Stale(theirs(subject))
    answer, reason = tidy(answer), reason.strip()
    if found := _faults(answer, reason, subject):
        raise Misread(found)
    if questions(answer, subject.planned) and not answer.explanation:
        answer = replace(answer, explanation=reason)
    _put_aside(subject)
    write(
        subject, answer, by=by, correction_reason=reason, state=State.SUBMITTED, submitted_at=timezone.now()
    )
    return subject_of(action, period)


def _faults(answer, reason, subject):
    found = faults_of(answer, subject)
    if not reason:
        found["correction"] = _("Write in one sentence why the report is corrected.")
    elif len(reason) > LONGEST:
        text = _("Shorten the text to at most %(limit)s characters.")
        found["correction"] = text % {"limit": LONGEST}
    if subject.state == State.ACCEPTED and tidy(answer_of(subject.latest)) == answer:
        found["stage"] = _("This is what the accepted report says. Change what is wrong in it.")
    return found


def _put_aside(subject):
    if subject.state == State.SUBMITTED:
        ProgressRevision.objects.filter(pk=subject.latest.pk).update(
            state=State.RETURNED, reason=_("Replaced by a late correction."),
            decided_at=timezone.now(), updated_at=timezone.now(),
        )  # fmt: skip
