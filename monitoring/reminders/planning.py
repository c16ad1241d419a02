"""Which reminders go out on a day, and which come next: the same for the job, the command and the page."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .dues import Due, outstanding
from .ladder import Climb, Escalation, Ladder
from .models import Reminder
from .receivers import Directory, Reached


@dataclass(frozen=True)
class Asked:
    """A due with the rung to use, the day of it, and who gets the reminder."""

    due: Due
    day: datetime.date
    rung: int
    to: Reached | None
    last: Reminder | None = None
    also: tuple[Reached, ...] = ()

    @property
    def count(self) -> int:
        """How many get it."""
        return sum(one.count for one in (self.to, *self.also) if one)

    @property
    def rung_words(self) -> str:
        """`3 days before the deadline`."""
        return rung_words(self.rung)

    @property
    def last_words(self) -> str:
        """The last rung used, in words; empty when there was none."""
        return rung_words(self.last.rung) if self.last else ""


def ladder() -> Ladder:
    """The ladder of the settings."""
    days = settings.REMINDERS
    return Ladder(before=tuple(days["before"]), after=tuple(days["after"]), every=days["every"])


def escalation() -> Escalation:
    """From when on somebody higher is asked as well, by the settings."""
    return Escalation(**settings.REMINDERS["escalate"])


def rung_words(rung: int) -> str:
    """When a rung is, in words."""
    if rung == 0:
        return _("on the day of the deadline")
    days = abs(rung)
    if rung < 0:
        text = ngettext("%(n)s day before the deadline", "%(n)s days before the deadline", days)
    else:
        text = ngettext("%(n)s day after the deadline", "%(n)s days after the deadline", days)
    return text % {"n": days}


def due_on(day: datetime.date) -> list[Asked]:
    """What goes out on the day, if nothing was sent since; constant queries."""
    dues = outstanding()
    used, directory, steps, found = _used(), Directory.read(), ladder(), []
    for due in dues:
        climb = Climb(due.deadline, due.since, used.get((due.thing, due.deadline)))
        rung = climb.rung_on(day, steps)
        if rung is not None:
            found.append(_asked(due, day, rung, directory))
    return found


def coming(day: datetime.date) -> list[Asked]:
    """The next reminder of everything that is owed, the nearest first, with the last one that went out."""
    dues = outstanding()
    last = _last(dues)
    directory, steps = Directory.read(), ladder()
    rows = []
    for due in dues:
        before = last.get((due.thing, due.deadline))
        climb = Climb(due.deadline, due.since, before and before.rung)
        when, rung = climb.next_after(day, steps)
        rows.append(_asked(due, when, rung, directory, before))
    return sorted(rows, key=lambda row: (row.day, row.due.deadline, row.due.thing))


def _asked(due, day, rung, directory, last=None):
    nearest = directory.who(due)
    also = directory.also(due, nearest, escalation().on(rung)) if nearest else ()
    return Asked(due, day, rung, nearest, last, also)


def _used() -> dict[tuple, int]:
    """The last rung used, by thing and deadline."""
    rows = Reminder.objects.values_list("thing", "deadline").annotate(last=Max("rung")).order_by()
    return {(thing, deadline): rung for thing, deadline, rung in rows}


def _last(dues) -> dict[tuple, Reminder]:
    rows = Reminder.objects.filter(thing__in=[due.thing for due in dues]).order_by("rung")
    return {(row.thing, row.deadline): row for row in rows}
