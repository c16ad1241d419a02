"""The Office verifies a value or returns it with a reason, one by one or many at once."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from metropolis.rest.counters import bump, bump_parts

from .locking import is_within, locked_text, locks_in_force
from .models import IndicatorValue, Observation
from .permissions import can_verify
from .refusals import ReasonMissing, Refused, WrongState
from .signals import value_returned, value_verified
from .states import STEPS, may

ALREADY = {
    IndicatorValue.State.VERIFIED: gettext_lazy("This value has already been verified."),
    IndicatorValue.State.RETURNED: gettext_lazy("This value has already been returned."),
    IndicatorValue.State.DRAFT: gettext_lazy("This value has not been sent yet."),
}
AT_ONCE = 200
"""So many values are decided in one transaction: locks are held for a fraction of a second."""


def verify(value: IndicatorValue, *, by) -> IndicatorValue:
    """Accept the value: it is published and, if it is the latest verified revision, it counts."""
    [verified] = _verify([value], by)
    return verified


@transaction.atomic
def return_value(value: IndicatorValue, reason: str, *, by) -> IndicatorValue:
    """Send the value back to its author, who learns why; the row is to do again."""
    if not reason.strip():
        raise ReasonMissing(_("Write in one sentence what should be corrected."))
    [value] = _take([value])
    _check("return", value, by, locks_in_force())
    value.state, value.decided_by, value.decided_at = STEPS["return"].target, by, timezone.now()
    value.reason = reason.strip()
    value.save(update_fields=["state", "decided_by", "decided_at", "reason", "updated_at"])
    value_returned.send(IndicatorValue, value=value, by=by)
    return value


def verify_many(values, *, by) -> tuple[list, list[tuple]]:
    """Verify each value by itself: those that were done, and those skipped with the reason."""
    values, done, skipped = list(values), [], []
    for start in range(0, len(values), AT_ONCE):
        done += _verify(values[start : start + AT_ONCE], by, skipped)
    return done, skipped


def return_many(values, reason: str, *, by) -> tuple[list, list[tuple]]:
    """Return each value by itself for the same reason; as `verify_many`."""
    if not reason.strip():
        raise ReasonMissing(_("Write in one sentence what should be corrected."))
    done, skipped = [], []
    for value in values:
        try:
            done.append(return_value(value, reason, by=by))
        except (PermissionDenied, Refused) as refusal:
            skipped.append((value, _why(refusal)))
    return done, skipped


@transaction.atomic
def _verify(values, by, skipped=None) -> list[IndicatorValue]:
    """Verify what can be; the rest goes to `skipped` with its reason. Without such a list it is refused."""
    taken, done = _take(values), []
    locks = locks_in_force()
    for value in taken:
        try:
            _check("verify", value, by, locks)
        except (PermissionDenied, Refused) as refusal:
            if skipped is None:
                raise
            skipped.append((value, _why(refusal)))
        else:
            done.append(value)
    _publish(done, by)
    for value in done:
        value_verified.send(IndicatorValue, value=value, by=by)
    return done


def _publish(values, by):
    """Write the decision; an older revision never takes the place of a newer one."""
    now, state = timezone.now(), STEPS["verify"].target
    decision = {"state": state, "decided_by": by, "decided_at": now, "published_at": now, "updated_at": now}
    moved = {}
    for value in values:
        for name, content in decision.items():
            setattr(value, name, content)
        observation = value.observation
        if observation.current is None or observation.current.revision < value.revision:
            observation.current = value
            moved[observation.pk] = observation
    if values:
        IndicatorValue.objects.filter(pk__in=[value.pk for value in values]).update(**decision)
        Observation.objects.bulk_update(moved.values(), ["current"], batch_size=100)
        bump(IndicatorValue)
        bump_parts(Observation, {observation.indicator_id for observation in moved.values()})


def _take(values) -> list[IndicatorValue]:
    """The values anew, in their order, with their observations: both locked to the end of the transaction."""
    observations = (
        Observation.objects.select_for_update(of=("self",))
        .select_related("current", "indicator__area", "municipality")
        .order_by("pk")
        .in_bulk({value.observation_id for value in values})
    )
    rows = IndicatorValue.objects.select_for_update(of=("self",)).select_related("author").order_by("pk")
    found = rows.in_bulk([value.pk for value in values])
    for value in found.values():
        value.observation = observations[value.observation_id]
    return [found[value.pk] for value in values]


def _check(step, value, by, locks):
    """Refuse what the person may not do with this value now; `locks` were read under the observation's."""
    if not can_verify(by, value):
        raise PermissionDenied
    if not may(step, value.state):
        raise WrongState(ALREADY[value.state])
    if not value.correction_reason and is_within(value.observation, locks):
        raise WrongState(locked_text())


def _why(refusal) -> str:
    if isinstance(refusal, PermissionDenied):
        return _("You entered this value, so another person verifies it.")
    return str(refusal)
