"""Locked periods hold for reports on actions as they do for values."""

from django.db.models import Exists, QuerySet
from django.dispatch import receiver
from django.utils.translation import gettext as _

from monitoring.values.locking import PeriodLocked, is_covered, locks_in_force
from monitoring.values.models import PeriodLock
from monitoring.values.signals import period_locking
from strategy.indicators.periods import Period

from .due import reported_actions
from .models import ActionProgress


def locked_text() -> str:
    """What is said at a report of a locked period."""
    return _("The Association Office has locked this period. Propose a correction on the page of the report.")


def is_locked(period: str) -> bool:
    """Whether the period is locked now; to decide by it, ask under the lock of the report's key."""
    return is_covered(Period.parse(period), locks_in_force())


def with_lock(actions: QuerySet, period: str) -> QuerySet:
    """The actions with `is_locked`: whether the period is, for a list to show without one query more."""
    asked = Period.parse(period)
    locks = PeriodLock.objects.in_force().filter(period_start__lte=asked.start, period_end__gte=asked.end)
    return actions.annotate(is_locked=Exists(locks))


def refuse_locked_period(period: str) -> None:
    """Stop where the period is locked. Call it in a transaction that holds the key's lock."""
    if is_locked(period):
        raise PeriodLocked(locked_text())


@receiver(period_locking)
def hold_reports(sender, period: Period, **kwargs) -> None:
    """Wait for those who write or decide about reports of the period.

    First the actions, whose rows stand for keys that are not there yet: the order of whoever writes.
    """
    actions = reported_actions().select_for_update(of=("self",), no_key=True).order_by("pk")
    held = ActionProgress.objects.filter(period_end__gte=period.start, period_end__lte=period.end)
    for rows in (actions, held.select_for_update().order_by("pk")):
        list(rows.values_list("pk", flat=True))
