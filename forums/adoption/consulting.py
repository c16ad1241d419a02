"""What the page of a consultation shows: the deadline, and the teams with their answers."""

from dataclasses import dataclass

from django.utils import timezone

from forums.bodies.models import Team
from strategy.models import ActionPlan

from .models import Consultation, ConsultationAnswer
from .permissions import teams_answering


@dataclass(frozen=True)
class TeamLine:
    """A team, and what it said; `may_answer`: the reader may answer for it now."""

    team: Team
    answer: ConsultationAnswer | None
    may_answer: bool

    @property
    def badge(self) -> str:
        """The state of the piece of work, for its badge; remarks are something to do."""
        if self.answer is None:
            return "waiting"
        return "todo" if self.answer.verdict == ConsultationAnswer.Verdict.REMARKS else "done"


@dataclass(frozen=True)
class ConsultationScreen:
    """The latest consultation of a plan with all teams."""

    consultation: Consultation
    lines: list[TeamLine]
    is_open: bool

    @property
    def answered(self) -> int:
        """How many teams have answered."""
        return sum(line.answer is not None for line in self.lines)

    @property
    def mine(self) -> list[TeamLine]:
        """Teams for which the reader may answer."""
        return [line for line in self.lines if line.may_answer]

    def line_of(self, slug: str) -> TeamLine | None:
        """The team that the reader asks for and may answer for; the only one where none is named."""
        if not slug and len(self.mine) == 1:
            return self.mine[0]
        return next((line for line in self.mine if line.team.slug == slug), None)


def read_consultation(plan: ActionPlan, user) -> ConsultationScreen | None:
    """The latest consultation, open or over; None where there was none."""
    found = plan.consultations.select_related("version", "opened_by").defer("version__content").first()
    if found is None:
        return None
    today = timezone.localdate()
    is_open = found.closed_at is None and today <= found.deadline
    answers = {row.team_id: row for row in found.answers.select_related("by")}
    mine = set(teams_answering(user).values_list("pk", flat=True)) if is_open else set()
    teams = [*Team.objects.valid_on(today).select_related("municipality")]
    gone = set(answers) - {team.pk for team in teams}
    teams += Team.objects.filter(pk__in=gone).select_related("municipality") if gone else []
    lines = [TeamLine(team, answers.get(team.pk), team.pk in mine) for team in teams]
    return ConsultationScreen(found, lines, is_open)
