"""Periods that the Office has closed: what holds in them, and how they are locked and unlocked."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from strategy.indicators.periods import Period

from .models import Observation, PeriodLock
from .permissions import can_lock
from .refusals import ReasonMissing, WrongState
from .signals import period_locking


class PeriodLocked(WrongState):
    """The period is closed; a late correction says why, and another person verifies it."""


def locked_text() -> str:
    """What is said at a value of a locked period."""
    return _("The Association Office has locked this period. Propose a correction on the page of the value.")


def locks_in_force() -> list[tuple]:
    """First and last day of each locked period; one query, to be asked under the observations' locks."""
    return list(PeriodLock.objects.in_force().values_list("period_start", "period_end"))


def is_covered(period: Period, locks: Iterable[tuple]) -> bool:
    """Whether the period lies in one of the locked ones."""
    return any(start <= period.start and period.end <= end for start, end in locks)


def is_within(observation: Observation, locks: Iterable[tuple]) -> bool:
    """Whether the observation lies in one of the locked periods."""
    first, last = observation.period_start, observation.period_end
    return any(start <= first and last <= end for start, end in locks)


def lock_on(path: str = "") -> Exists:
    """Whether the observation at `path` is in a locked period: for a list to show, not to decide by."""
    return Exists(
        PeriodLock.objects.in_force().filter(
            period_start__lte=OuterRef(f"{path}period_start"), period_end__gte=OuterRef(f"{path}period_end")
        )
    )


def refuse_locked(observations: Iterable[Observation]) -> None:
    """Stop where a period is locked. Call it in a transaction that holds the observations' locks."""
    locks = locks_in_force()
    if locks and any(is_within(observation, locks) for observation in observations):
        raise PeriodLocked(locked_text())


@transaction.atomic
def lock_period(code: str, *, by, note: str = "") -> PeriodLock:
    """Close a period. Whoever types or verifies in it at this moment finishes first."""
    if not can_lock(by):
        raise PermissionDenied
    period = Period.parse(code)
    _hold(period)
    period_locking.send(PeriodLock, period=period)
    try:
        with transaction.atomic():
            return PeriodLock.objects.create(
                period=period.code, note=note.strip(), locked_by=by, locked_at=timezone.now()
            )
    except IntegrityError as fault:
        raise WrongState(_("This period is locked already.")) from fault


@transaction.atomic
def unlock_period(lock: PeriodLock, reason: str, *, by) -> PeriodLock:
    """Open a period again, and say why; that it was locked stays known."""
    if not can_lock(by):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing(_("Write in one sentence why the period is opened again."))
    lock = PeriodLock.objects.select_for_update(of=("self",)).get(pk=lock.pk)
    if lock.unlocked_at:
        raise WrongState(_("This period is open already."))
    lock.unlocked_by, lock.unlocked_at, lock.unlock_reason = by, timezone.now(), reason.strip()
    lock.save(update_fields=["unlocked_by", "unlocked_at", "unlock_reason"])
    return lock


def _hold(period):
    """Wait for those who hold observations of the period; those who come later see the lock."""
    held = Observation.objects.filter(period_start__gte=period.start, period_end__lte=period.end)
    # Only the keys are read: a period of a whole country has tens of thousands of rows.
    for _pk in held.select_for_update().order_by("pk").values_list("pk", flat=True).iterator():
        pass
