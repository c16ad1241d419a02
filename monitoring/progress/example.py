"""How the invented actions of the example plan go: it shows what reports look like, and says so."""

import datetime
from decimal import Decimal
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from forums.plans.signals import example_loaded
from strategy.indicators.periods import Period
from strategy.models import Action

from .answers import Answer, MilestoneAnswer, SpendingAnswer
from .deciding import accept
from .entry import save_draft
from .sending import send_drafts


@receiver(example_loaded)
def report_on_example(sender, plan, words, person, **kwargs):
    """Reports through the workflows that people use: some accepted, one waiting for the Office."""
    actions = {action.order: action for action in Action.objects.filter(plan=plan)}
    for report in words.get("progress", ()):
        if not Period.parse(report["period"]).has_ended(timezone.localdate()):
            continue
        subject = save_draft(
            actions[report["action"]], report["period"], _answer(report), token="", by=person(report["by"])
        )
        send_drafts([subject])
        if "accepted_by" in report:
            accept(subject.latest, by=person(report["accepted_by"]))


def _answer(report: dict[str, Any]) -> Answer:
    texts = {name: report.get(name, "") for name in ("done", "blocks", "explanation")}
    return Answer(
        stage=report["stage"],
        percent=report["percent"],
        milestones=tuple(
            MilestoneAnswer(one["key"], _day(one, "reached_on"), _day(one, "expected_on"), one["note"])
            for one in report.get("milestones", ())
        ),
        spending=tuple(
            SpendingAnswer(row["source"], row["year"], Decimal(row["amount"]))
            for row in report.get("spending", ())
        ),
        **texts,
    )


def _day(values: dict[str, Any], name: str) -> datetime.date | None:
    return datetime.date.fromisoformat(values[name]) if name in values else None
