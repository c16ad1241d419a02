"""An adopted plan with actions, money and reports on them; and snapshots of schema 1 as they were."""

import datetime
from copy import deepcopy

from django.utils import timezone

from forums.factories import CommissionFactory
from forums.models import Consultation, Opinion, PlanEvent, PlanVersion, Resolution
from forums.tests.plan_world import add_item, version_of
from monitoring.models import ActionProgress, MilestoneProgress, ProgressRevision, Spending
from strategy.actions.publishing import put_in_force
from strategy.factories import ActionPlanFactory, FundingSourceFactory
from strategy.models import Action

ACTIONS = {
    "1": {
        "title": "Wspólny bilet",
        "start": "2023-01-01",
        "end": "2024-12-31",
        "lead_municipality": "skawina",
        "milestones": [
            {"key": "a", "name": "Umowa gmin", "due": "2024-03-31"},
            {"key": "b", "name": "Pierwszy bilet", "due": "2024-10-31"},
        ],
        "funding": [
            {"source": "OWN", "year": 2024, "planned": "1500000", "secured": "1000000.50"},
            {"source": "EU", "year": 2024, "planned": "500000", "secured": "0"},
        ],
    },
    "2": {"title": "Parkingi przy stacjach", "start": "2023-01-01", "end": "2023-12-31"},
    "3": {
        "title": "Ścieżki rowerowe",
        "municipalities": ["wieliczka"],
        "funding": [{"source": "OWN", "year": 2025, "planned": "100", "secured": "100"}],
    },
}


def adopted_plan(area, people, *, code="4.P9", made_at=None, **fields):
    """A plan in force with three actions, written as adoption writes them."""
    for source, name in (("OWN", "Środki własne"), ("EU", "Fundusze europejskie")):
        FundingSourceFactory._meta.model.objects.filter(code=source).exists() or FundingSourceFactory(
            code=source, name_pl=name
        )
    facts = {"state": "adopted", "run_in_portal": True, "name_pl": "Plan wspólny", "name_en": "Joint plan"}
    plan = ActionPlanFactory(area=area, code=code, **(facts | fields))
    for order, (number, content) in enumerate(ACTIONS.items()):
        add_item(plan, "action", f"{code}.{number}", {"kind": "partnership", **content}, order=order)
    version = version_of(plan, people.office, adopted_number=1)
    if made_at:
        PlanVersion.objects.filter(pk=version.pk).update(made_at=made_at)
    put_in_force(plan, version.document, at=version.made_at)
    return plan


def accept(code, *, period="2024", at=None, by, decided_by, **fields):
    """A report on an action that the Office accepted."""
    at = at or timezone.now()
    key, _made = ActionProgress.objects.get_or_create(action=Action.objects.get(code=code), period=period)
    facts = {"stage": "in_progress", "percent": 40, "done": "Podpisano umowę."}
    key.current = ProgressRevision.objects.create(
        progress=key, revision=key.revisions.count() + 1, state="accepted", author=by, decided_by=decided_by,
        submitted_at=at, decided_at=at, published_at=at, **(facts | fields),
    )  # fmt: skip
    key.save()
    return key.current


def reached(revision, key, day):
    """A milestone that a report says was reached."""
    MilestoneProgress.objects.create(revision=revision, key=key, name=key, reached_on=day)


def spent(revision, source, amount, year=2024):
    """Money that a report says was spent."""
    Spending.objects.create(
        revision=revision,
        source=FundingSourceFactory._meta.model.objects.get(code=source),
        year=year,
        amount=amount,
    )


def decide(plan, people, day=datetime.date(2024, 5, 20)):
    """A consultation, an opinion and a resolution on the plan's adopted version."""
    version = plan.versions.get()
    at = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    PlanVersion.objects.filter(pk=version.pk).update(made_at=at)
    earlier = at - datetime.timedelta(days=30)
    Consultation.objects.create(
        plan=plan, version=version, deadline=day, opened_by=people.office, opened_at=earlier, closed_at=at
    )
    Opinion.objects.create(
        plan=plan, version=version, commission=CommissionFactory(name_pl="Komisja gospodarki"),
        verdict="remarks", text="Tajne uwagi", given_on=day, recorded_by=people.office,
    )  # fmt: skip
    Resolution.objects.create(
        plan=plan, version=version, body=people.board_member.bodymembers.get().body, number="7/2024",
        adopted_on=day, recorded_by=people.office,
    )  # fmt: skip
    PlanEvent.objects.create(plan=plan, step="adopt", by=people.office, at=at, version=version)


def as_schema_1(content):
    """What a snapshot of schema 1 held of this content."""
    old = deepcopy(content)
    for name in ("actions", "work", "previous", "changes"):
        del old[name]
    for name in ("kind", "scope", "chapters", "edition", "correction"):
        del old["report"][name]
    for text in old["narrative"].values():
        del text["forum"]
    for row in old["municipalities"]:
        del row["member_from"]
    for indicator in old["indicators"]:
        del indicator["forecast"], indicator["why_no_forecast"]
        for value in indicator["values"]:
            del value["approver"], value["verified_on"]
    return {**old, "schema": "progress-report/1"}
