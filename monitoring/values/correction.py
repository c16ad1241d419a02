"""A late correction: a verified value, or one of a locked period, gets a new revision with a reason.

It is not typed in a campaign but proposed on the page of the value, by the Office or by the team of the
municipality; another person of the Office verifies it. Until then the earlier value stands. In a locked
period it also takes the place of a value that nobody decided about before the lock, or that came after it:
a provisional figure is so confirmed by a revision with a reason.
"""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from metropolis.rest.counters import bump

from .entry import NUMBERS, TEXTS
from .forms import Answer, Mistyped, Typed, read_answer
from .history import expectation, pasts
from .locking import is_within, locks_in_force
from .models import IndicatorValue, Observation
from .permissions import can_correct
from .plausibility import questions
from .refusals import Stale, WrongState

State = IndicatorValue.State
LONGEST = 1000


def latest_revision(observation: Observation) -> int:
    """The number of the last revision, whatever became of it; what a page has shown is known by it."""
    last = observation.values.order_by("-revision").values_list("revision", flat=True).first()
    return last or 0


def obstacle(observation: Observation) -> str:
    """Why the value cannot be corrected now, as a sentence; empty when it can."""
    locked = is_within(observation, locks_in_force())
    waiting = observation.values.waiting()
    if (waiting.exclude(correction_reason="") if locked else waiting).exists():
        return _("Another revision waits to be verified. Correct the value once that is decided.")
    if observation.current_id or locked:
        return ""
    if observation.values.exclude(correction_reason="").exists():
        return ""  # proposed while the period was locked, and returned
    return _("No verified value is there yet. Type it in the campaign.")


@transaction.atomic
def correct(observation: Observation, answer: Answer, reason: str, *, seen: int, by) -> IndicatorValue:
    """Propose another value than the one that stands. `seen` is the revision that the page has shown.

    `Mistyped` names the fields that were not understood.
    """
    observation = (
        Observation.objects.select_for_update(of=("self",))
        .select_related("indicator", "municipality", "current")
        .get(pk=observation.pk)
    )
    if not can_correct(by, observation):
        raise PermissionDenied
    if text := obstacle(observation):
        raise WrongState(text)
    if latest_revision(observation) != seen:
        raise Stale(_("In the meantime somebody has changed this value. Look at it again."))
    return _propose(observation, _understood(observation, answer, reason), reason.strip(), by)


def _understood(observation, answer, reason) -> Typed:
    """The numbers and texts, or `Mistyped` with all faults at once; `correction` names the reason's field."""
    errors = {"correction": text} if (text := _fault_of_reason(reason)) else {}
    try:
        typed = read_answer(replace(answer, explanation="", reason=""), observation.indicator)
    except Mistyped as fault:
        raise Mistyped(fault.errors | errors) from fault
    standing = observation.current
    if typed.value is None:
        errors["value"] = _("Write the value of the indicator as a number, for example 12.5")
    elif standing and all(getattr(standing, name) == getattr(typed, name) for name in NUMBERS):
        errors["value"] = _("This is the value that stands. Write the one that is right.")
    if errors:
        raise Mistyped(errors)
    past = pasts([observation]).get(observation.pk)
    asked = questions(typed.value, expectation(observation.indicator, past))
    return replace(typed, explanation=reason.strip()) if asked else typed


def _fault_of_reason(reason):
    if not reason.strip():
        return _("Write in one sentence why the value is corrected.")
    if len(reason) > LONGEST:
        return _("Shorten the text to at most %(limit)s characters.") % {"limit": LONGEST}
    return ""


def undecided(observation: Observation) -> IndicatorValue | None:
    """The value that waits in a locked period and that a correction would replace."""
    return observation.values.waiting().filter(correction_reason="").order_by("-revision").first()


def _put_aside(observation):
    now = timezone.now()
    observation.values.waiting().update(
        state=State.RETURNED, reason=_("Replaced by a late correction."), decided_at=now, updated_at=now
    )


def _propose(observation, typed, reason, by):
    _put_aside(observation)
    value = IndicatorValue.objects.create(
        observation=observation,
        revision=latest_revision(observation) + 1,
        state=State.SUBMITTED,
        author=by,
        submitted_at=timezone.now(),
        correction_reason=reason,
        **{name: getattr(typed, name) for name in (*NUMBERS, *TEXTS)},
    )
    bump(IndicatorValue)
    return value
