"""What a step does besides moving the state: consultations, opinions, the resolution, frozen versions.

Called by `steps.take_step` alone, under the lock on the plan's row. Each returns the version that the step
is about, or None.
"""

import uuid
from collections.abc import Callable

from django.utils import timezone

from forums.bodies.models import Team
from forums.discussion.proposing import close_open
from forums.drafting.editing import prepare_draft
from metropolis.rest.counters import bump
from strategy.actions.publishing import CannotPublish, put_in_force
from strategy.models import ActionPlan
from strategy.plans.content import PlanContent

from .checklist import Gap
from .facts import Facts
from .models import ActionResponsibility, Consultation, Opinion, PlanVersion, Resolution
from .permissions import commissions_speaking
from .refusals import Blocked
from .versions import freeze


def do(name: str, plan: ActionPlan, by, details: dict) -> PlanVersion | None:
    """The deed of a step, where it has one."""
    deed = _DEEDS.get(name)
    return deed(plan, by, **details) if deed else None


def _draft(plan: ActionPlan, by) -> None:
    prepare_draft(plan, by=by)


def _consult(plan: ActionPlan, by, *, deadline) -> PlanVersion:
    version = freeze(plan, by=by)
    Consultation.objects.create(plan=plan, version=version, deadline=deadline, opened_by=by)
    return version


def _send(plan: ActionPlan, by) -> PlanVersion:
    _close_consultation(plan)
    return freeze(plan, by=by)


def _give_opinion(plan: ActionPlan, by, *, verdict, text="", given_on, commission=None) -> PlanVersion:
    return _opinion(
        plan,
        by,
        plan.versions.order_by("-number").first(),
        commission=commission or commissions_speaking(by, plan).get(),
        verdict=verdict,
        text=text,
        given_on=given_on,
    )


def _record_opinion(plan: ActionPlan, by, *, verdict, text="", given_on, given_by) -> PlanVersion:
    """The text may have changed since the consultation was opened, so it is frozen here once more."""
    _close_consultation(plan)
    version = freeze(plan, by=by)
    return _opinion(plan, by, version, given_by=given_by, verdict=verdict, text=text, given_on=given_on)


def _opinion(plan: ActionPlan, by, version: PlanVersion, **fields) -> PlanVersion:
    Opinion.objects.create(plan=plan, version=version, recorded_by=by, **fields)
    return version


def _adopt(plan: ActionPlan, by, *, body, number, adopted_on, document_url="", document=None) -> PlanVersion:
    """What is adopted is, to the letter, the text on which the opinion was given."""
    content = Facts(plan).opinion.version.document
    close_open(plan, by=by)
    version = freeze(plan, by=by, adopted=True, content=content)
    resolution = Resolution(
        plan=plan,
        version=version,
        body=body,
        number=number.strip(),
        adopted_on=adopted_on,
        document_url=document_url,
        recorded_by=by,
    )
    _publish(plan, content)
    if document:
        # The last thing done: a file would outlive a transaction that is rolled back.
        resolution.document.save(f"{uuid.uuid4().hex}.pdf", document, save=False)
    resolution.save()
    return version


def _publish(plan: ActionPlan, content: PlanContent) -> None:
    """The actions come into force, each with the team that answers for it."""
    try:
        actions = put_in_force(plan, content, at=timezone.now())
    except CannotPublish as fault:
        raise Blocked([Gap("unknown", str(fault))]) from fault
    named = {one.code: one.responsible_team for one in content.actions if one.responsible_team}
    teams = Team.objects.in_bulk(set(named.values()), field_name="slug")
    pks = [actions[code].pk for code in named]
    ActionResponsibility.objects.filter(action__plan=plan).exclude(action__in=pks).delete()
    ActionResponsibility.objects.bulk_create(
        [ActionResponsibility(action=actions[code], team=teams[team]) for code, team in named.items()],
        update_conflicts=True,
        unique_fields=["action"],
        update_fields=["team"],
    )
    bump(ActionResponsibility)


def _return(plan: ActionPlan, by) -> None:
    _close_consultation(plan)


def _close_consultation(plan: ActionPlan) -> None:
    if consultation := Facts(plan).consultation:
        consultation.closed_at = timezone.now()
        consultation.save(update_fields=["closed_at"])


_DEEDS: dict[str, Callable[..., PlanVersion | None]] = {
    "start_drafting": _draft,
    "start_amendment": _draft,
    "open_consultation": _consult,
    "send_to_commission": _send,
    "give_opinion": _give_opinion,
    "record_opinion": _record_opinion,
    "adopt": _adopt,
    "return_to_draft": _return,
}
