"""What forums and bodies did in the period: consultations, opinions, resolutions, adopted versions.

Only work on texts that had been adopted by the day of the data: drafts are the business of the forums.
Bodies are named, people never; remarks and reasons stay where they were written.
"""

import datetime
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from forums.models import Consultation, ConsultationAnswer, Opinion, PlanVersion, Resolution
from strategy.indicators.periods import Period
from strategy.models import ActionPlan

from .freeze_origins import day_of, end_of
from .frozen import Frozen, both


def work(day: datetime.date, period: Period) -> Frozen:
    """The four kinds of work from the first day of the period to its last, or to the day. Five queries."""
    first, last = period.start, min(period.end, day)
    since, until = end_of(first - datetime.timedelta(days=1)), end_of(last)
    adopted = PlanVersion.objects.filter(
        plan=OuterRef("plan"), adopted_number__isnull=False, made_at__lt=end_of(day)
    )

    def public(rows: QuerySet, moment: str) -> QuerySet:
        later = Exists(adopted.filter(made_at__gte=OuterRef(moment)))
        plans = Q(plan__is_example=False, plan__state__in=ActionPlan.IN_FORCE)
        return rows.filter(plans, later).select_related("plan__area")

    opened = Q(opened_at__gte=since, opened_at__lt=until) | Q(closed_at__gte=since, closed_at__lt=until)
    asked = Consultation.objects.filter(opened).prefetch_related("answers")
    given = Opinion.objects.filter(given_on__gte=first, given_on__lte=last)
    passed = Resolution.objects.filter(
        adopted_on__gte=first, adopted_on__lte=last, recorded_at__lt=end_of(day)
    )
    versions = PlanVersion.objects.filter(
        adopted_number__isnull=False, made_at__gte=since, made_at__lt=until
    ).defer("content")
    return {
        "consultations": _sorted(_consultation(row) for row in public(asked, "opened_at")),
        "opinions": _sorted(
            _opinion(row) for row in public(given, "version__made_at").select_related("commission")
        ),
        "resolutions": _sorted(
            _resolution(row) for row in public(passed, "version__made_at").select_related("body")
        ),
        "versions": _sorted(_version(row) for row in public(versions, "made_at")),
    }


def _sorted(rows: Iterable[Frozen]) -> list[Frozen]:
    """In order of time; equal days in the order of plans."""
    return sorted(rows, key=lambda row: (row["day"], row["plan"]))


def _head(plan: ActionPlan, day: str) -> Frozen:
    return {"plan": plan.code, "area": plan.area.code, "name": both(plan, "name"), "day": day}


def _consultation(row: Consultation) -> Frozen:
    verdicts = [answer.verdict for answer in row.answers.all()]
    return {
        **_head(row.plan, day_of(row.opened_at)),
        "deadline": row.deadline.isoformat(),
        "answers": len(verdicts),
        "with_remarks": verdicts.count(ConsultationAnswer.Verdict.REMARKS),
    }


def _opinion(row: Opinion) -> Frozen:
    """Without a commission the giver is free text, which may name a person: it stays out."""
    body = both(row.commission, "name") if row.commission else None
    return {**_head(row.plan, row.given_on.isoformat()), "body": body, "verdict": row.verdict}


def _resolution(row: Resolution) -> Frozen:
    return {
        **_head(row.plan, row.adopted_on.isoformat()),
        "body": both(row.body, "name"),
        "number": row.number,
        "url": row.document_url,
    }


def _version(row: PlanVersion) -> Frozen:
    return {
        **_head(row.plan, day_of(row.made_at)),
        "number": row.adopted_number,
        "sha256": row.checksum,
    }
