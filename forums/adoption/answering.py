"""A team says what it thinks of a plan in consultation; it may say it again until the deadline."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.bodies.models import Team
from metropolis.ui.dates import long_date
from strategy.models import ActionPlan

from .details import TEXT_LIMIT, Faults
from .facts import Facts
from .models import ConsultationAnswer
from .permissions import teams_answering
from .refusals import Invalid, WrongState
from .signals import consultation_answered
from .steps import moved_on

Verdict = ConsultationAnswer.Verdict


@transaction.atomic
def answer(plan: ActionPlan, team: Team, *, by, verdict: str, text: str = "") -> ConsultationAnswer:
    """Record what a team says; an earlier answer of the team gives way to it.

    Raises WrongState when the consultation is over, PermissionDenied, Invalid.
    """
    plan = ActionPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    facts = Facts(plan)
    consultation = facts.consultation
    if consultation is None:
        raise WrongState(moved_on(plan))
    if not facts.is_early:
        words = _("The consultation ended on %(day)s, so answers cannot be given or changed any more.")
        raise WrongState(words % {"day": long_date(consultation.deadline)})
    if not teams_answering(by).filter(pk=team.pk).exists():
        raise PermissionDenied
    if faults := faults_of_answer(verdict, text):
        raise Invalid(faults)
    said = {"verdict": verdict, "text": text.strip(), "by": by, "at": timezone.now()}
    found, _made = ConsultationAnswer.objects.update_or_create(
        consultation=consultation, team=team, defaults=said
    )
    consultation_answered.send(ConsultationAnswer, answer=found, by=by)
    return found


def faults_of_answer(verdict: str, text: str) -> Faults:
    """What is wrong with an answer, a sentence for each field."""
    faults = {}
    if verdict not in Verdict.values:
        faults["verdict"] = _("Choose the answer of the team.")
    elif verdict == Verdict.REMARKS and not text.strip():
        faults["text"] = _("Write the remarks of the team.")
    if len(text) > TEXT_LIMIT:
        faults["text"] = _("The text is too long: at most %(limit)s characters.") % {"limit": TEXT_LIMIT}
    return faults
