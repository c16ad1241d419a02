"""What waits for a person on the way of plans to adoption, for the page of tasks."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.bodies.models import Team
from forums.bodies.permissions import commissions_of, forums_of, is_office
from forums.drafting.permissions import drafted_by
from strategy.models import ActionPlan

from .models import Consultation, Opinion

State = ActionPlan.State


@dataclass(frozen=True)
class PlanTask:
    """A thing to do: `state` is the badge (todo, progress, done), `state_label` its word."""

    title: str
    url: str
    state: str
    state_label: str
    who: str = ""
    deadline: datetime.date | None = None
    hint: str = ""

    @property
    def is_late(self) -> bool:
        """Whether the deadline has passed; it lasts to the end of its day."""
        return self.deadline is not None and self.deadline < timezone.localdate()


def consultations_to_answer(teams: Sequence[Team]) -> list[PlanTask]:
    """Open consultations, one task for each of the teams; what was answered is done."""
    if not teams:
        return []
    own = FilteredRelation("answers", condition=Q(answers__team__in=teams))
    rows = Consultation.objects.filter(closed_at__isnull=True, deadline__gte=timezone.localdate())
    rows = rows.annotate(own=own, answered_by=F("own__team")).order_by("deadline", "pk")
    consultations, answered = {}, set()
    for row in rows.select_related("plan").defer("version__content"):  # once for each team that answered
        consultations[row.pk] = row
        answered.add((row.pk, row.answered_by))
    found = consultations.values()
    return [_to_answer(row, team, done=(row.pk, team.pk) in answered) for row in found for team in teams]


def _to_answer(row: Consultation, team, *, done: bool) -> PlanTask:
    url = reverse("plan_consultation", args=[row.plan.slug])
    return PlanTask(
        title=_("Consultation: %(plan)s") % {"plan": row.plan.name},
        url=f"{url}?zespol={team.slug}",
        state="done" if done else "todo",
        state_label=_("Done") if done else _("To do"),
        who=team.municipality.name,
        deadline=row.deadline,
    )


def plans_of(user) -> list[Any]:
    """Plans under work that concern the person, with why they do; one query.

    `is_reviewed` in a commission, `is_drafted` in a forum, `is_decided` by the Office, with the `verdict` of
    the latest opinion.
    """
    verdict = Opinion.objects.filter(plan=OuterRef("pk")).order_by("-pk").values("verdict")
    plans = (
        ActionPlan.objects.under_work()
        .filter(run_in_portal=True)
        .annotate(
            is_reviewed=Exists(commissions_of(user).filter(areas=OuterRef("area"))),
            is_drafted=Case(When(drafted_by(forums_of(user)), then=True), default=False),
            is_decided=Value(is_office(user)),
            verdict=Subquery(verdict[:1]),
        )
    )
    mine = Q(is_reviewed=True) | Q(is_drafted=True) | Q(is_decided=True)
    return list(plans.filter(mine).order_by("area__order", "order"))


def plans_to_review(plans: Iterable[Any]) -> list[PlanTask]:
    """Of the plans of a person: those that wait for the opinion of a commission."""
    found = [plan for plan in plans if plan.is_reviewed and plan.working_state == State.WITH_COMMISSION]
    return [_task(plan, "plan_review", _("Give the opinion: %(plan)s")) for plan in found]


def plans_to_decide(plans: Iterable[Any]) -> list[PlanTask]:
    """Of the plans of the Office: those with an opinion, which wait for the resolution or to be returned."""
    found = [plan for plan in plans if plan.is_decided and plan.working_state == State.OPINION_GIVEN]
    return [_to_decide(plan) for plan in found]


def _to_decide(plan) -> PlanTask:
    if plan.verdict == Opinion.Verdict.NEGATIVE:
        return _task(plan, "plan_review", _("Return to draft after a negative opinion: %(plan)s"))
    return _task(plan, "plan_review", _("Record the resolution: %(plan)s"))


def drafts_of(plans: Iterable[Any]) -> list[PlanTask]:
    """Of the plans of a person: those that a forum drafts, each with what it waits for."""
    return [_draft(plan) for plan in plans if plan.is_drafted]


def _draft(plan: ActionPlan) -> PlanTask:
    is_draft = plan.working_state == State.DRAFT
    words = _("Amendment: %(plan)s") if plan.is_amended else _("Draft: %(plan)s")
    return PlanTask(
        title=words % {"plan": plan.name},
        url=reverse("draft", args=[plan.slug]),
        state="progress" if is_draft else "waiting",
        state_label=_("In progress") if is_draft else _("Waiting"),
        hint=str(State(plan.working_state).label),
    )


def _task(plan: ActionPlan, address: str, words: str) -> PlanTask:
    return PlanTask(
        title=words % {"plan": plan.name},
        url=reverse(address, args=[plan.slug]),
        state="todo",
        state_label=_("To do"),
    )
