"""What nobody has decided about in a period: the Office sees it before it locks, and as long as it is so."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q

from monitoring.progress.models import ProgressRevision
from monitoring.values.models import IndicatorValue, PeriodLock
from strategy.indicators.periods import Period

VALUE, REPORT = IndicatorValue.State, ProgressRevision.State


@dataclass
class Undecided:
    """How many values and reports of a period are neither decided about nor late corrections."""

    waiting: int = 0
    provisional: int = 0
    drafts: int = 0
    reports: int = 0
    report_drafts: int = 0

    def __bool__(self):
        return self.total > 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.waiting + self.provisional + self.drafts + self.reports + self.report_drafts


def undecided_in(periods: list[tuple[datetime.date, datetime.date]]) -> list[Undecided]:
    """What is undecided in each period, given by its first and last day; two queries in all."""
    found = [Undecided() for _period in periods]
    if not periods:
        return found
    values = IndicatorValue.objects.filter(
        state__in=(VALUE.SUBMITTED, VALUE.PROVISIONAL, VALUE.DRAFT), correction_reason=""
    )
    kinds = {VALUE.SUBMITTED: "waiting", VALUE.PROVISIONAL: "provisional", VALUE.DRAFT: "drafts"}
    days = ("observation__period_start", "observation__period_end")
    within = Q()
    for first, last in periods:
        within |= Q(observation__period_start__gte=first, observation__period_end__lte=last)
    groups = values.filter(within).order_by().values_list(*days, "state").annotate(Count("pk"))
    _add(found, periods, ((first, last, kinds[state], count) for first, last, state, count in groups))
    reports = ProgressRevision.objects.filter(
        state__in=(REPORT.SUBMITTED, REPORT.DRAFT), correction_reason=""
    )
    groups = reports.order_by().values_list("progress__period", "state").annotate(Count("pk"))
    named = {REPORT.SUBMITTED: "reports", REPORT.DRAFT: "report_drafts"}
    parsed = ((Period.parse(code), named[state], count) for code, state, count in groups)
    _add(found, periods, ((period.start, period.end, kind, count) for period, kind, count in parsed))
    return found


def undecided_of(locks: list[PeriodLock]) -> list[Undecided]:
    """The same for each lock."""
    return undecided_in([(lock.period_start, lock.period_end) for lock in locks])


def _add(found, periods, groups):
    for start, end, kind, count in groups:
        for one, (first, last) in zip(found, periods, strict=True):
            if first <= start and end <= last:
                setattr(one, kind, getattr(one, kind) + count)
