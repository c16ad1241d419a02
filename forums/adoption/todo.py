"""What waits for a person on the way of plans to adoption, for the page of tasks."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.bodies.models import Forum
from forums.bodies.permissions import commissions_of, forums_of, is_office, teams_coordinated_by
from strategy.models import ActionPlan

from .models import Consultation, ConsultationAnswer, Opinion

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


def consultations_to_answer(user) -> list[PlanTask]:
    """Open consultations, one task for each team that the person coordinates; what was answered is done."""
    teams = [*teams_coordinated_by(user).select_related("municipality")]
    if not teams:
        return []
    today = timezone.localdate()
    rows = Consultation.objects.filter(closed_at__isnull=True, deadline__gte=today).order_by("deadline")
    rows = list(rows.select_related("plan").defer("version__content"))
    if not rows:
        return []
    answers = ConsultationAnswer.objects.filter(consultation__in=rows, team__in=teams)
    answered = set(answers.values_list("consultation", "team"))
    return [_to_answer(row, team, done=(row.pk, team.pk) in answered) for row in rows for team in teams]


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


def plans_to_review(user) -> list[PlanTask]:
    """Plans that wait for the opinion of the person's commissions."""
    areas = commissions_of(user).values("areas")
    plans = ActionPlan.objects.under_work().filter(area__in=areas).order_by("area__order", "order")
    found = [plan for plan in plans if plan.working_state == State.WITH_COMMISSION and plan.run_in_portal]
    return [_task(plan, "plan_review", _("Give the opinion: %(plan)s")) for plan in found]


def plans_to_decide(user) -> list[PlanTask]:
    """For the Office: plans with an opinion, which wait for the resolution or to be returned."""
    if not is_office(user):
        return []
    plans = ActionPlan.objects.under_work().prefetch_related("opinions").order_by("area__order", "order")
    found = [plan for plan in plans if plan.working_state == State.OPINION_GIVEN and plan.run_in_portal]
    return [_to_decide(plan) for plan in found]


def _to_decide(plan: ActionPlan) -> PlanTask:
    latest = max(plan.opinions.all(), key=lambda opinion: opinion.pk, default=None)
    if latest and latest.verdict == Opinion.Verdict.NEGATIVE:
        return _task(plan, "plan_review", _("Return to draft after a negative opinion: %(plan)s"))
    return _task(plan, "plan_review", _("Record the resolution: %(plan)s"))


def drafts_of(user) -> list[PlanTask]:
    """Plans under work of the forums in which the person sits, each with what it waits for."""
    forums = [*forums_of(user)]
    if not forums:
        return []
    plans = ActionPlan.objects.under_work().filter(run_in_portal=True).select_related("assignment")
    lead = {forum.area_id: forum.pk for forum in _lead_forums()}
    own = {forum.pk for forum in forums}
    return [_draft(plan) for plan in plans if _forum_of(plan, lead) in own]


def _lead_forums():
    return Forum.objects.valid_on(timezone.localdate()).filter(is_lead=True)


def _forum_of(plan: ActionPlan, lead: dict[int, int]) -> int | None:
    """The drafting forum, as `drafting.permissions.drafting_forum` finds it, without a query a plan."""
    assignment = getattr(plan, "assignment", None)
    return assignment.forum_id if assignment else lead.get(plan.area_id)


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
