"""Reminders of 5,000 things at once, and the same again."""

import datetime

from django.utils import timezone

from forums.models import Team
from metropolis.accounts.models import User
from monitoring.models import Campaign, DueValue, Observation, Submission
from monitoring.reminders.sending import send_reminders

from .measure import Row, timed
from .structure import bulk

THINGS = 5000


def measure(clerk: User) -> list[Row]:
    """Made-up campaigns that end today; the first run asks for everything, the second for nothing."""
    _build(clerk)
    asked: list[int] = []
    seconds, cpu = timed(lambda: asked.append(len(send_reminders())))
    again, _cpu = timed(lambda: asked.append(len(send_reminders())))
    kept = seconds <= 5 and asked[0] >= THINGS
    return [
        Row(f"reminders of {asked[0]} things", f"{seconds:.1f} s", "<= 5 s", kept, f"{cpu:.1f} s"),
        Row("the same run again", f"{asked[1]} sent, {again:.1f} s", "0 sent", asked[1] == 0),
    ]


def _build(clerk):
    today, teams = timezone.localdate(), list(Team.objects.all()[:500])
    common = {"deadline": today, "state": "open", "opened_by": clerk, "period": "2026"}
    common["opened_at"] = timezone.now() - datetime.timedelta(days=60)
    count = -(-THINGS // len(teams))
    campaigns = bulk(Campaign, [Campaign(slug=f"przypomnienie-{n}", **common) for n in range(count)])
    submissions = bulk(
        Submission, [Submission(campaign=campaign, team=team) for campaign in campaigns for team in teams]
    )
    observation = Observation.objects.first()
    bulk(DueValue, [DueValue(submission=submission, observation=observation) for submission in submissions])
