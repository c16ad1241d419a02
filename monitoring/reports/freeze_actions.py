"""Actions of public plans as they stood on a day: the adopted text, and what was accepted about it."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from forums.models import PlanVersion
from monitoring.models import ProgressRevision
from monitoring.progress.standing import NO_REPORT, milestone_place, place_of
from strategy.models import ActionPlan
from strategy.plans.content import ActionContent, PlanContent

from .freeze_origins import Functions, day_of, end_of
from .frozen import Frozen, both, number


def actions(day: datetime.date, until: datetime.date, functions: Functions) -> list[Frozen]:
    """The actions of every plan in force, in the strategy's order. Six queries.

    `until` leaves out reports on periods that end after that day.
    """
    plans = list(ActionPlan.objects.real().in_force().select_related("area"))
    plans.sort(key=lambda plan: (plan.area.order, plan.order, plan.code))
    versions, said = _adopted(plans, day), _accepted(plans, day, until)
    found = []
    for plan in plans:
        if version := versions.get(plan.pk):
            head = {"plan": plan.code, "area": plan.area.code, "version": _version(version)}
            content = version.document
            found += [
                {**head, **_Action(content, action, said.get(action.code), day).frozen(functions)}
                for action in content.actions
            ]
    return found


def _adopted(plans: list[ActionPlan], day: datetime.date) -> dict[int, PlanVersion]:
    """Plan -> the version that was in force on the day."""
    rows = PlanVersion.objects.filter(
        plan__in=plans, adopted_number__isnull=False, made_at__lt=end_of(day)
    ).order_by("adopted_number")
    latest = dict(rows.values_list("plan", "pk"))
    return {row.plan_id: row for row in PlanVersion.objects.filter(pk__in=latest.values())}


def _version(version: PlanVersion) -> Frozen:
    return {
        "number": version.number,
        "adopted_number": version.adopted_number,
        "adopted_on": day_of(version.made_at),
    }


def _accepted(
    plans: list[ActionPlan], day: datetime.date, until: datetime.date
) -> dict[str, ProgressRevision]:
    """Code of an action -> the latest report that was accepted by the day."""
    rows = ProgressRevision.objects.filter(
        state=ProgressRevision.State.ACCEPTED,
        published_at__lt=end_of(day),
        progress__period_end__lte=until,
        progress__action__plan__in=plans,
    ).order_by("progress__period_end", "revision")
    latest = dict(rows.values_list("progress__action__code", "pk"))
    found = ProgressRevision.objects.filter(Q(pk__in=latest.values())).with_parts()
    return {row.progress.action.code: row for row in found.select_related("progress__action")}


@dataclass(frozen=True)
class _Action:
    """An action of a text in force with the latest report on it."""

    content: PlanContent
    action: ActionContent
    revision: ProgressRevision | None
    day: datetime.date

    def frozen(self, functions: Functions) -> Frozen:
        action, stage = self.action, self.revision.stage if self.revision else NO_REPORT
        return {
            "code": action.code,
            "title": action.title,
            "kind": action.kind,
            "is_obligatory": action.is_obligatory,
            "is_flagship": action.is_flagship,
            "goals": sorted(action.goals),
            "indicators": sorted(action.indicators),
            "lead": self._lead(),
            "lead_municipality": action.lead_municipality or None,
            "municipalities": sorted(action.municipalities),
            "start": _day(action.start),
            "end": _day(action.end),
            "place": place_of(stage, action.start, action.end, self.day) or "unknown",
            "report": _report(self.revision, functions) if self.revision else None,
            "milestones": self._milestones(),
            "money": self._money(),
        }

    def _lead(self) -> Frozen | None:
        for kind, code in (
            ("municipalities", self.action.lead_municipality),
            ("partners", self.action.lead_partner),
        ):
            if code:
                return self._named(kind, code)
        return None

    def _named(self, kind: str, code: str) -> Frozen:
        return {language: self.content.name(kind, code, language) for language in ("pl", "en")}

    def _milestones(self) -> list[Frozen]:
        said = {one.key: one for one in self.revision.milestones.all()} if self.revision else {}
        rows = sorted(self.action.milestones, key=lambda one: (one.due is None, one.due or self.day))
        return [self._milestone(one, said.get(one.key)) for one in rows]

    def _milestone(self, one, known) -> Frozen:
        reached, expected = (known.reached_on, known.expected_on) if known else (None, None)
        return {
            "key": one.key,
            "name": one.name,
            "due": _day(one.due),
            "place": milestone_place(one.due, reached, expected, self.day),
            "reached_on": _day(reached),
            "expected_on": _day(expected),
            "note": known.note if known else "",
        }

    def _money(self) -> list[Frozen]:
        """PLN by source: needed and secured by the plan; spent by the report, null where it says nothing."""
        planned: Counter[str] = Counter()
        secured: Counter[str] = Counter()
        names: dict[str, Frozen] = {}
        for row in self.action.funding:
            planned[row.source] += row.planned
            secured[row.source] += row.secured
            names[row.source] = self._named("sources", row.source)
        spent: Counter[str] = Counter()
        for one in self.revision.spending.all() if self.revision else ():
            spent[one.source.code] += one.amount
            names.setdefault(one.source.code, both(one.source, "name"))
        return [_line(code, names[code], planned, secured, spent) for code in sorted(names)]


def _line(code: str, name: Frozen, planned: Mapping, secured: Mapping, spent: Mapping) -> Frozen:
    return {
        "source": code,
        "name": name,
        "planned": number(Decimal(planned.get(code, 0))),
        "secured": number(Decimal(secured.get(code, 0))),
        "spent": number(spent.get(code)),
    }


def _report(revision: ProgressRevision, functions: Functions) -> Frozen:
    return {
        "period": revision.progress.period,
        "revision": revision.revision,
        "stage": revision.stage,
        "percent": revision.percent,
        "done": revision.done,
        "blocks": revision.blocks,
        "explanation": revision.explanation,
        "author": functions.of(revision.author_id) or "other",
        "approver": functions.of(revision.decided_by_id),
        "published_on": day_of(revision.published_at),
    }


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
