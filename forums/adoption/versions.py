"""Freezing: the whole plan is kept as it is at a step, under a number without gaps."""

from django.db.models import Max

from forums.drafting.reading import draft_content
from strategy.models import ActionPlan
from strategy.plans.content import PlanContent, checksum

from .models import PlanVersion


def freeze(plan: ActionPlan, *, by, adopted: bool = False, content: PlanContent | None = None) -> PlanVersion:
    """The next version of a plan: its draft as it stands, or the given text.

    The caller holds the lock on the plan's row, so two people never get one number.
    """
    document = (content or draft_content(plan)).to_json()
    last = plan.versions.aggregate(number=Max("number"), adopted=Max("adopted_number"))
    return PlanVersion.objects.create(
        plan=plan,
        number=(last["number"] or 0) + 1,
        adopted_number=(last["adopted"] or 0) + 1 if adopted else None,
        content=document,
        checksum=checksum(document),
        made_by=by,
    )
