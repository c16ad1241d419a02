"""Data of open campaigns that a supplier has not sent, as things to be reminded of."""

from collections.abc import Iterable
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metropolis.ui.dates import long_date
from monitoring.campaigns.models import Submission
from monitoring.campaigns.progress import Task, tasks_of
from monitoring.values.locking import is_covered, locks_in_force
from strategy.indicators.periods import Period

from .dues import Due, due_source

KIND = "submission"


@due_source(KIND)
def submissions(keys: Iterable[str] | None) -> list[Due]:
    """Those that were not sent, or came back; not those of a locked period, where nobody can type."""
    rows = Submission.objects.asked_now().filter(state=Submission.State.OPEN)
    if keys is not None:
        rows = rows.filter(pk__in=[key for key in keys if key.isdecimal()])
    locks = locks_in_force()
    return [
        _due(task) for task in tasks_of(rows) if not is_covered(Period.parse(task.campaign.period), locks)
    ]


def _due(task: Task) -> Due:
    submission, opened = task.submission, task.campaign.opened_at
    return Due(
        thing=f"{KIND}-{submission.pk}",
        deadline=task.campaign.deadline,
        since=timezone.localdate(opened) if opened else None,
        team=submission.team_id,
        path=submission.address(),
        sentence=partial(_sentence, task),
        only_sending=not task.returned and task.done == task.total,
    )


def _sentence(task: Task) -> str:
    names = {"period": task.period, "supplier": task.submission.supplier_name}
    return ", ".join([
        _("Data for %(period)s: %(supplier)s") % names,
        _how_far(task),
        *_actions(task),
        _("deadline %(date)s") % {"date": long_date(task.campaign.deadline)},
    ])  # fmt: skip


def _actions(task):
    """The reports on actions among what is not answered, so that who keeps them knows."""
    left = task.actions.due - task.actions.answered
    if not left:
        return []
    text = ngettext("%(n)s report on an action is missing", "%(n)s reports on actions are missing", left)
    return [text % {"n": left}]


def _how_far(task):
    if task.returned:
        text = ngettext(
            "%(n)s value came back to correct", "%(n)s values came back to correct", task.returned
        )
        return text % {"n": task.returned}
    if task.done == task.total:
        return _("everything is answered, only the sending is left")
    return _("%(done)s of %(total)s answered") % {"done": task.done, "total": task.total}
