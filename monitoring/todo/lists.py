"""What there is to do, for whom."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forums.bodies.permissions import municipalities_of
from monitoring.campaigns.models import Campaign, Submission
from monitoring.campaigns.presentation import campaign_lines
from monitoring.campaigns.progress import tasks_of
from monitoring.reports.models import ProgressReport
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
        return self.report.title_en if get_language() == "en" else self.report.title_pl

    @property
    def badge(self) -> str:
        return "progress" if self.report.state == ProgressReport.State.BUILT else "todo"

    @property
    def state_label(self) -> str:
        return self.report.get_state_display()

    @property
    def as_of(self):
        return self.report.as_of


def team_tasks(user) -> dict:
    """Submissions of the person's teams in open campaigns, and what came back after the closing."""
    places = list(municipalities_of(user))
    tasks = tasks_of(Submission.objects.visible_to(user).asked_now())
    return {
        "todo": [task for task in tasks if not task.is_sent],
        "done": [task for task in tasks if task.is_sent],
        "municipalities": places,
        "municipality_url": reverse("municipality", args=[places[0].slug]) if places else "",
        "indicators_url": reverse("indicator_list"),
        "crumbs": [(_("My tasks"), None)],
    }


def office_tasks(user) -> dict:
    """Open campaigns with counts, values to verify, the Office's own data, reports to write."""
    waiting = IndicatorValue.objects.waiting()
    unpublished = ProgressReport.objects.exclude(state=ProgressReport.State.PUBLISHED)
    own = Submission.objects.filter(team__isnull=True).asked_now()
    return {
        "campaigns": campaign_lines(Campaign.objects.exclude(state=Campaign.State.CLOSED)),
        "waiting": waiting.count(),
        "waiting_for_others": waiting.filter(author=user).count(),
        "own": [task for task in tasks_of(own) if not task.is_sent],
        "reports": [ReportLine(report) for report in unpublished],
        "crumbs": [(_("My tasks"), None)],
    }
