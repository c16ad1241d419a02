"""Which actions somebody has to report on, and who that is."""

import datetime

from django.db.models import Q

from forums.models import Team
from strategy.models import Action, ActionPlan

OWING = (ActionPlan.State.ADOPTED, ActionPlan.State.IN_IMPLEMENTATION)


def answered_by(teams) -> Q:
    """Actions that these teams answer for: those given to them, else those that their municipality leads."""
    return Q(responsibility__team__in=teams) | Q(
        responsibility__isnull=True, lead_municipality__team__in=teams
    )


def team_of(action: Action) -> Team | None:
    """The team that answers for the action; None leaves it to the Office."""
    named = Team.objects.filter(responsibilities__action=action).first()
    return named or Team.objects.filter(municipality__led_actions=action).first()


def reported_actions():
    """Actions of plans that are being carried out.

    Unlike `in_force`, those of the example plan count too: the demonstration shows how it works, and marks
    them wherever they stand. No other set holds an example.
    """
    return Action.objects.filter(withdrawn_at__isnull=True, plan__state__in=OWING)


def due_actions(period_end: datetime.date):
    """Actions on which a report is owed for a period.

    What was done or abandoned, accepted for an earlier period, is not asked about again.
    """
    ended = Action.objects.filter(
        progress__period_end__lt=period_end, progress__current__stage__in=("done", "abandoned")
    ).values("pk")
    asked = Action.objects.filter(progress__period_end=period_end).values("pk")
    return reported_actions().filter(~Q(pk__in=ended) | Q(pk__in=asked))


def owed_by(team: Team | None, period_end: datetime.date):
    """Actions that the team owes a report on for a period; None: the Office, for those without a team."""
    teams = Team.objects.all() if team is None else [team]
    # Through keys: negating a condition over joins would lose rows where nobody leads.
    answered = Action.objects.filter(answered_by(teams)).values("pk")
    actions = due_actions(period_end)
    return actions.exclude(pk__in=answered) if team is None else actions.filter(pk__in=answered)


def owing_teams(period_end: datetime.date) -> set[int | None]:
    """Keys of the teams that owe at least one report for a period; None stands for the Office."""
    rows = due_actions(period_end).values_list("responsibility__team", "lead_municipality__team")
    return {named or leading for named, leading in rows}
