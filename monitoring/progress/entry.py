"""Somebody says how an action stands: a draft that typing overwrites, each save a version."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from metropolis.ui.dates import clock
from monitoring.values.refusals import Stale, WrongState
from strategy.indicators.periods import Period
from strategy.models import Action

from .answers import Answer, MilestoneAnswer, Misread, faults, percent_of
from .due import reported_actions
from .locking import refuse_locked_period
from .models import ActionProgress
from .permissions import can_enter
from .states import OPEN_TO_TYPING
from .subjects import Subject, answer_of, sources_by_code, subject_of
from .writing import TEXTS, write


@transaction.atomic
def save_draft(action: Action, period: str, answer: Answer, *, token: str, by) -> Subject:
    """Keep the answer as a draft; `Misread`, `Stale` or `WrongState` say why not, and nothing is changed.

    `token` is the one that the form or the reader was shown. What says the same as what stands there
    changes nothing: so a returned report that comes back as it was stays returned.
    """
    subject = take(action, period, by)
    refuse_locked_period(period)
    if subject.state not in OPEN_TO_TYPING:
        raise WrongState(_("This report has already been sent and cannot be changed here."))
    if token != subject.token:
        raise Stale(theirs(subject))
    answer = tidy(answer)
    if found := faults_of(answer, subject):
        raise Misread(found)
    if subject.latest is None or tidy(answer_of(subject.latest)) != answer:
        write(subject, answer, by=by)
    return subject_of(action, period)


def save_unchanged(action: Action, period: str, *, token: str, by) -> Subject:
    """ "No change": the answer of the period before, as the draft of this one."""
    subject = subject_of(action, period)
    if subject.past is None:
        raise WrongState(_("There is no earlier report to repeat."))
    with translation.override("pl"):  # texts of plans and of their progress are in Polish
        words = _("No change since the last report.")
    return save_draft(action, period, carried(subject, done=words), token=token, by=by)


def carried(subject: Subject, done: str = "") -> Answer:
    """What the period before hands on: everything but what was done in it, for milestones of today's plan."""
    before = answer_of(subject.past)
    known = tuple(one for one in before.milestones if one.key in subject.planned.milestones)
    return replace(before, done=done, milestones=known)


def starting_answer(subject: Subject) -> Answer | None:
    """What a form or a PATCH starts from: this period's answer, else what the one before hands on."""
    if subject.latest:
        return answer_of(subject.latest)
    return carried(subject) if subject.past else None


def take(action: Action, period: str, by) -> Subject:
    """The action in the period under lock, if the person may enter and reports are kept on it."""
    if not reported_actions().filter(pk=action.pk).exists() or not can_enter(by, action):
        raise PermissionDenied
    if Period.parse(period).start > timezone.localdate():
        raise WrongState(_("This period has not begun yet."))
    end = Period.parse(period).end
    # The action's row as well: a key that another has not committed yet cannot be locked.
    Action.objects.select_for_update(no_key=True).get(pk=action.pk)
    key, _made = ActionProgress.objects.get_or_create(
        action=action, period=period, defaults={"period_end": end}
    )
    ActionProgress.objects.select_for_update().get(pk=key.pk)
    return subject_of(action, period)


def tidy(answer: Answer) -> Answer:
    """As it is stored: trimmed texts, no rows that say nothing, the per cent that is meant."""
    texts = {name: getattr(answer, name).strip() for name in TEXTS}
    milestones = [replace(one, note=one.note.strip()) for one in answer.milestones]
    said = tuple(sorted((one for one in milestones if one != MilestoneAnswer(one.key)), key=lambda m: m.key))
    spending = tuple(sorted(answer.spending, key=lambda row: (row.year, row.source)))
    return replace(answer, percent=percent_of(answer), milestones=said, spending=spending, **texts)


def faults_of(answer: Answer, subject: Subject) -> dict[str, str]:
    """What cannot be kept, as a sentence for each place."""
    return faults(answer, subject.planned, timezone.localdate()) | _unknown_sources(answer)


def _unknown_sources(answer):
    known = sources_by_code({row.source for row in answer.spending})
    return {
        f"spending.{number}": _("Choose a source from the list.")
        for number, row in enumerate(answer.spending)
        if row.source not in known
    }


def theirs(subject: Subject) -> str:
    """Who has saved what in the meantime."""
    if subject.latest is None:
        return _("In the meantime this report was removed. Load the page again.")
    return _("In the meantime %(name)s saved this report (%(time)s). Save again to keep yours.") % {
        "name": subject.latest.author or _("somebody"),
        "time": clock(subject.latest.updated_at),
    }
