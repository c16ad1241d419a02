"""The Office verifies a value or returns it with a reason."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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


@transaction.atomic
def verify(value: IndicatorValue, *, by) -> IndicatorValue:
    """Accept the value: it is published and, if it is the latest verified revision, it counts."""
    observation, value = _take("verify", value, by)
    value.published_at = value.decided_at
    value.save(update_fields=["state", "decided_by", "decided_at", "published_at", "updated_at"])
    if observation.current is None or observation.current.revision < value.revision:
        observation.current = value
        observation.save(update_fields=["current"])
    value_verified.send(IndicatorValue, value=value, by=by)
    return value


@transaction.atomic
def return_value(value: IndicatorValue, reason: str, *, by) -> IndicatorValue:
    """Send the value back to its author, who learns why; the row is to do again."""
    if not reason.strip():
        raise ReasonMissing(_("Write in one sentence what should be corrected."))
    _observation, value = _take("return", value, by)
    value.reason = reason.strip()
    value.save(update_fields=["state", "decided_by", "decided_at", "reason", "updated_at"])
    value_returned.send(IndicatorValue, value=value, by=by)
    return value


def verify_many(values, *, by) -> tuple[list, list[tuple]]:
    """Verify each value by itself: those that were done, and those skipped with the reason."""
    done, skipped = [], []
    for value in values:
        try:
            done.append(verify(value, by=by))
        except PermissionDenied:
            skipped.append((value, _("You entered this value, so another person verifies it.")))
        except Refused as refusal:
            skipped.append((value, str(refusal)))
    return done, skipped


def _take(step, value, by):
    """The observation and the value, locked and moved to the state of the step."""
    observation = (
        Observation.objects.select_for_update(of=("self",))
        .select_related("current")
        .get(pk=value.observation_id)
    )
    value = IndicatorValue.objects.select_for_update(of=("self",)).with_subject().get(pk=value.pk)
    if not can_verify(by, value):
        raise PermissionDenied
    if not may(step, value.state):
        raise WrongState(ALREADY[value.state])
    value.state, value.decided_by, value.decided_at = STEPS[step].target, by, timezone.now()
    return observation, value
