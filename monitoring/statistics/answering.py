"""A municipality confirms the figures of statistics about it, or contests one with a reason."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.values.models import IndicatorValue
from monitoring.values.refusals import ReasonMissing, WrongState

from .models import OfficialFigure
from .permissions import can_answer

LONGEST = 1000
Opinion = OfficialFigure.Opinion


@transaction.atomic
def confirm_all(municipality, *, by) -> int:
    """Confirm every figure that still waits for the municipality; how many those were."""
    if not can_answer(by, municipality):
        raise PermissionDenied
    # Locked as the Office's decision locks them: an answer never lands on a decided value.
    waiting = IndicatorValue.objects.select_for_update(of=("self",)).filter(
        state=IndicatorValue.State.PROVISIONAL, observation__municipality=municipality, official__opinion=""
    )
    ids = list(waiting.order_by("pk").values_list("pk", flat=True))
    return OfficialFigure.objects.filter(value__in=ids, opinion="").update(
        opinion=Opinion.CONFIRMED, opinion_reason="", answered_by=by, answered_at=timezone.now()
    )


def confirm(figure: OfficialFigure, *, by) -> OfficialFigure:
    """Say that one figure is right; takes an earlier objection back."""
    return _answer(figure, Opinion.CONFIRMED, "", by)


def contest(figure: OfficialFigure, reason: str, *, by) -> OfficialFigure:
    """Say that a figure is wrong, and why: the Office decides with the reason in sight."""
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(_("Write in one sentence why the figure is wrong."))
    if len(reason) > LONGEST:
        raise ReasonMissing(_("Shorten the text to at most %(limit)s characters.") % {"limit": LONGEST})
    return _answer(figure, Opinion.CONTESTED, reason, by)


@transaction.atomic
def _answer(figure, opinion, reason, by):
    # Locked as above.
    value = IndicatorValue.objects.select_for_update(of=("self",)).get(pk=figure.value_id)
    figure = OfficialFigure.objects.select_for_update(of=("self",)).with_subject().get(pk=figure.pk)
    if not can_answer(by, figure.value.observation.municipality):
        raise PermissionDenied
    if value.state != IndicatorValue.State.PROVISIONAL:
        raise WrongState(_("The Association Office has already decided about this figure."))
    figure.opinion, figure.opinion_reason = opinion, reason
    figure.answered_by, figure.answered_at = by, timezone.now()
    figure.save(update_fields=["opinion", "opinion_reason", "answered_by", "answered_at"])
    return figure
