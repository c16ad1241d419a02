"""How the strategy is coordinated and monitored, and what is not known about it."""

from django.utils import timezone

from forums.models import Commission, Forum, GoverningBody, Team
from strategy.models import Statement, Strategy
from strategy.pages.document import statements_of

KINDS = Statement.Kind


def read_coordination() -> dict:
    """Bodies with their roles, the steps of a plan, the instruments, and the gaps. Seven queries."""
    today = timezone.localdate()
    strategy = Strategy.objects.first()
    said = (KINDS.PLAN_STEP, KINDS.PLAN_CONTENT, KINDS.FORUM_TASK, KINDS.INSTRUMENT, KINDS.UNKNOWN)
    return {
        "strategy": strategy,
        "governing": GoverningBody.objects.valid_on(today),
        "commissions": Commission.objects.valid_on(today),
        "forum_number": Forum.objects.valid_on(today).count(),
        "team_number": Team.objects.valid_on(today).count(),
        "a_team": Team.objects.valid_on(today).exclude(role="").first(),
        "said": statements_of(strategy, said),
    }
