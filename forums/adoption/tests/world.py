"""Plans that lack nothing, and the way of a plan through its steps."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from forums.adoption.steps import take_step
from forums.models import GoverningBody
from forums.tests.plan_world import draft_plan
from strategy.factories import GoalFactory, IndicatorFactory
from strategy.models import ActionPlan

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"
SECOND = {"responsible_team": "skawina", "goals": ["4.G1"], "indicators": ["4.1"]}


def today() -> datetime.date:
    return timezone.localdate()


def in_days(days: int) -> datetime.date:
    return today() + datetime.timedelta(days=days)


def ready_plan(area, **fields) -> ActionPlan:
    """A plan in a draft (`plan-w-projekcie`) to which nothing is missing. Needs the shared cast."""
    plan = draft_plan(area, **fields)
    GoalFactory(area=area, code="4.G1", text_pl="Szybki transport")
    IndicatorFactory(area=area, code="4.1")
    for item in plan.draft_items.filter(kind="action"):
        change(item, start="2027-01-01", end="2028-12-31", **SECOND)
    return plan


def change(item, **content) -> None:
    """Change what the draft says, past all forms."""
    item.head.content |= content
    item.head.save(update_fields=["content"])


def pdf(content: bytes = PDF, name: str = "uchwala.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def details_of(name: str) -> dict:
    """What has to be said with a step, in good order."""
    opinion = {"verdict": "positive", "text": "", "given_on": today()}
    return {
        "open_consultation": {"deadline": in_days(14)},
        "give_opinion": opinion,
        "record_opinion": opinion | {"given_by": "Rada Programowa"},
        "adopt": {
            "body": GoverningBody.objects.exclude(kind="office").first(),
            "number": "7/2026",
            "adopted_on": today(),
        },
    }.get(name, {})


def take(plan, name, by, *, reason="Bo tak ustalono.", **changed):
    """Take a step with good details, but for those that the test changes."""
    return take_step(plan, name, by=by, reason=reason, **(details_of(name) | changed))


WAY = ("open_consultation", "send_to_commission", "give_opinion", "adopt")


def bring(plan, by, *names) -> ActionPlan:
    """Take steps one after another; returns the plan as it is then."""
    for name in names:
        take(plan, name, by)
    return ActionPlan.objects.select_related("area").get(pk=plan.pk)
