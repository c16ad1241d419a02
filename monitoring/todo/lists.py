"""What there is to do, for whom."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from forums.adoption.todo import (
    PlanTask,
    consultations_to_answer,
    drafts_of,
    plans_of,
    plans_to_decide,
    plans_to_review,
)
from forums.bodies.models import TeamMember
from forums.bodies.permissions import team_seats
from monitoring.campaigns.models import Campaign, Submission
from monitoring.campaigns.presentation import campaign_lines
from monitoring.campaigns.progress import tasks_of
from monitoring.early.lists import all_warnings
from monitoring.progress.models import ProgressRevision
from monitoring.reports.models import ProgressReport
from monitoring.reports.presentation import BADGES
from monitoring.reports.todo import report_tasks
from monitoring.statistics.todo import figures_to_answer
from monitoring.values.models import IndicatorValue


@dataclass(frozen=True)
class ReportLine:
    """A report that is not published yet."""

    report: ProgressReport

    @property
    def url(self) -> str:
        return reverse("report_work", args=[self.report.slug])

    @property
    def title(self) -> str:
        return self.report.title

    @property
    def badge(self) -> str:
        return BADGES[self.report.state]

    @property
    def state_label(self) -> str:
        return self.report.get_state_display()

    @property
    def as_of(self):
        return self.report.as_of


def plan_tasks(user, seats: list[TeamMember]) -> list[PlanTask]:
    """What waits for the person on the way of plans to adoption, what has an answer last."""
    plans = plans_of(user)
    coordinated = [seat.team for seat in seats if seat.role == TeamMember.Role.COORDINATOR]
    to_answer = consultations_to_answer(coordinated)
    tasks = [*plans_to_decide(plans), *plans_to_review(plans), *to_answer, *drafts_of(plans)]
    return sorted(tasks, key=lambda task: task.state == "done")


def team_tasks(user) -> dict:
    """Submissions of the person's teams in open campaigns, what came back after the closing, and plans."""
    seats = list(team_seats(user))
    places = list(dict.fromkeys(seat.team.municipality for seat in seats))
    tasks = tasks_of(Submission.objects.visible_to(user).asked_now())
    return {
        "todo": [task for task in tasks if not task.is_sent],
        "done": [task for task in tasks if task.is_sent],
        "plans": plan_tasks(user, seats),
        "reports": report_tasks(user),
        "figures": figures_to_answer(places),
        "municipalities": places,
        "municipality_url": reverse("municipality", args=[places[0].slug]) if places else "",
        "indicators_url": reverse("indicator_list"),
        "crumbs": [(_("My tasks"), None)],
    }


def office_tasks(user) -> dict:
    """What waits for the Office: campaigns, values, its own data, plans to decide, reports to write."""
    waiting = _waiting(IndicatorValue.objects.waiting(), user)
    reports = _waiting(ProgressRevision.objects.waiting(), user)
    unpublished = ProgressReport.objects.exclude(state=ProgressReport.State.PUBLISHED)
    own = Submission.objects.filter(team__isnull=True).asked_now()
    return {
        "campaigns": campaign_lines(Campaign.objects.exclude(state=Campaign.State.CLOSED)),
        "waiting": waiting["all"],
        "waiting_for_others": waiting["own"],
        "actions_waiting": reports["all"],
        "actions_for_others": reports["own"],
        "own": [task for task in tasks_of(own) if not task.is_sent],
        "plans": plan_tasks(user, list(team_seats(user))),
        "warnings": len(all_warnings()),
        "reports": [ReportLine(report) for report in unpublished],
        "crumbs": [(_("My tasks"), None)],
    }


def _waiting(queue, user) -> dict[str, int]:
    """How many wait in all, and how many the person entered: those somebody else decides about."""
    return queue.aggregate(all=Count("pk"), own=Count("pk", filter=Q(author=user)))
