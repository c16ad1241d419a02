"""An adopted plan with actions that the team of the shared cast answers for."""

import datetime
from decimal import Decimal

from forums.models import ActionResponsibility
from monitoring.progress.answers import Answer
from strategy.factories import ActionFactory, ActionPlanFactory, FundingSourceFactory
from strategy.models import Funding, FundingSource, Milestone

IN_PROGRESS = Answer("in_progress", 40, done="Kupiono pierwsze autobusy.")


def plan_with_action(area, team, *, code="4.P7.1", slug="plan-dzialan", **plan):
    """An action of 2024-2026 with two milestones and 100 000 zł secured, given to the team."""
    facts = {"code": code.rpartition(".")[0], "state": "in_implementation", "run_in_portal": True}
    plan = ActionPlanFactory(area=area, slug=slug, name_pl="Plan działań", **(facts | plan))
    action = ActionFactory(
        plan=plan, code=code, title="Wspólny bilet",
        start=datetime.date(2024, 1, 1), end=datetime.date(2026, 12, 31),
    )  # fmt: skip
    for order, (key, name) in enumerate([("umowa", "Umowa gmin"), ("start", "Pierwszy bilet")], start=1):
        Milestone.objects.create(
            action=action, key=key, order=order, name=name, due=datetime.date(2024 + order, 6, 30)
        )
    own = FundingSource.objects.filter(code="OWN").first()
    source = own or FundingSourceFactory(code="OWN", name_pl="Środki własne")
    Funding.objects.create(action=action, source=source, year=2025, planned=150_000, secured=Decimal(100_000))
    ActionResponsibility.objects.create(action=action, team=team)
    return action
