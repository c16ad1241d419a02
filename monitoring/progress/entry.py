"""Somebody says how an action stands: a draft that typing overwrites, each save a version."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from metropolis.rest.counters import bump
from metropolis.ui.dates import clock
from monitoring.values.refusals import Stale, WrongState
from strategy.indicators.periods import Period
from strategy.models import Action

from .answers import Answer, MilestoneAnswer, Misread, faults, percent_of
from .due import reported_actions
from .models import ActionProgress, MilestoneProgress, ProgressRevision, Spending
from .permissions import can_enter
from .states import OPEN_TO_TYPING
from .subjects import Subject, answer_of, sources_by_code, subject_of

TEXTS = ("done", "blocks", "explanation")


@transaction.atomic
def save_draft(action: Action, period: str, answer: Answer, *, token: str, by) -> Subject:
    """Keep the answer as a draft; `Misread`, `Stale` or `WrongState` say why not, and nothing is changed.

    `token` is the one that the form or the reader was shown. What says the same as what stands there
    changes nothing: so a returned report that comes back as it was stays returned.
    """
    subject = take(action, period, by)
    if subject.state not in OPEN_TO_TYPING:
        raise WrongState(_("This report has already been sent and cannot be changed here."))
    if token != subject.token:
        raise Stale(_theirs(subject))
    answer = _tidy(answer)
    found = faults(answer, subject.planned, timezone.localdate())
    found |= _unknown_sources(answer)
    if found:
        raise Misread(found)
    if subject.latest is None or _tidy(answer_of(subject.latest)) != answer:
        _write(subject, answer, by)
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
    key, _made = ActionProgress.objects.get_or_create(
        action=action, period=period, defaults={"period_end": end}
    )
    ActionProgress.objects.select_for_update().get(pk=key.pk)
    return subject_of(action, period)


def _tidy(answer):
    """As it is stored: trimmed texts, no rows that say nothing, the per cent that is meant."""
    texts = {name: getattr(answer, name).strip() for name in TEXTS}
    milestones = [replace(one, note=one.note.strip()) for one in answer.milestones]
    said = tuple(sorted((one for one in milestones if one != MilestoneAnswer(one.key)), key=lambda m: m.key))
    spending = tuple(sorted(answer.spending, key=lambda row: (row.year, row.source)))
    return replace(answer, percent=percent_of(answer), milestones=said, spending=spending, **texts)


def _unknown_sources(answer):
    known = sources_by_code({row.source for row in answer.spending})
    return {
        f"spending.{number}": _("Choose a source from the list.")
        for number, row in enumerate(answer.spending)
        if row.source not in known
    }


def _theirs(subject):
    """Who has saved what in the meantime."""
    if subject.latest is None:
        return _("In the meantime this report was removed. Load the page again.")
    return _("In the meantime %(name)s saved this report (%(time)s). Save again to keep yours.") % {
        "name": subject.latest.author or _("somebody"),
        "time": clock(subject.latest.updated_at),
    }


def _write(subject, answer, by):
    """The draft overwritten with its parts, or the next revision."""
    row = subject.latest
    if row is None or row.state != ProgressRevision.State.DRAFT:
        key = ActionProgress.objects.get(action=subject.action, period=subject.period)
        row = ProgressRevision(progress=key, revision=row.revision + 1 if row else 1)
    else:
        row.version += 1
    row.stage, row.percent, row.author = answer.stage, answer.percent, by
    for name in TEXTS:
        setattr(row, name, getattr(answer, name))
    row.save()
    _write_parts(subject, row, answer)


def _write_parts(subject, row, answer):
    MilestoneProgress.objects.filter(revision=row).delete()
    Spending.objects.filter(revision=row).delete()
    said = {one.key: one for one in answer.milestones}
    MilestoneProgress.objects.bulk_create(
        MilestoneProgress(
            revision=row, key=one.key, order=order, name=one.name, due=one.due,
            reached_on=said[one.key].reached_on, expected_on=said[one.key].expected_on,
            note=said[one.key].note,
        )
        for order, one in enumerate(subject.action.milestones.all(), start=1)
        if one.key in said
    )  # fmt: skip
    sources = sources_by_code({one.source for one in answer.spending})
    Spending.objects.bulk_create(
        Spending(revision=row, source=sources[one.source], year=one.year, amount=one.amount)
        for one in answer.spending
    )
    bump(MilestoneProgress, Spending)
