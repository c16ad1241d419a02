"""Opening what is due: the report and its build in one transaction, once for each definition and period."""

import datetime

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from monitoring.reports.addresses import free_slug
from monitoring.reports.kinds import ReportKind
from monitoring.reports.models import ProgressReport
from monitoring.reports.permissions import can_work_on
from monitoring.reports.publishing import queue_build
from monitoring.values.refusals import Refused, WrongState
from strategy.indicators.periods import Period, latest_ended

from .calendar import due_day, due_periods
from .models import ReportDefinition, ScheduledRun
from .titles import title

# How the address of a report begins; addresses are Polish in every language.
ADDRESSES = {
    ReportKind.QUARTERLY_NOTE: "notatka-kwartalna",
    ReportKind.HALF_YEAR: "raport-polroczny",
    ReportKind.ANNUAL: "raport-roczny",
    ReportKind.EVALUATION: "dane-do-ewaluacji",
    ReportKind.AREA: "raport-obszaru",
    ReportKind.MUNICIPALITY: "wyciag",
    ReportKind.CAMPAIGN: "raport-z-kampanii",
}

log = structlog.get_logger(__name__)


def open_due(today: datetime.date) -> list[ProgressReport]:
    """Open every report that is due by today and was not opened yet. A fault of one stops no other."""
    opened = []
    for definition in ReportDefinition.objects.filter(is_active=True):
        for period in not_opened(definition, today):
            try:
                opened.append(_open(definition, period, as_of=due_day(definition, period)))
            except Exception:  # the next tick tries again
                log.exception("report_not_opened", definition=definition.pk, period=period.code)
    return [report for report in opened if report is not None]


def not_opened(definition: ReportDefinition, today: datetime.date) -> list[Period]:
    """The periods that are due by today and have no report of this definition."""
    before = definition.starts_on - datetime.timedelta(days=1)
    done = set(definition.runs.values_list("period", flat=True))
    return [period for period in due_periods(definition, before, today) if period.code not in done]


def run_now(definition: ReportDefinition, *, by) -> ProgressReport:
    """Make the report on the last period that has ended, with the data of today.

    Where the definition has opened it already, that one is built again. Raises Refused, and WrongState
    when it has been published.
    """
    if not can_work_on(by):
        raise Refused(_("Only the Association Office builds and publishes reports."))
    today = timezone.localdate()
    period = latest_ended(today, definition.frequency)
    return _open(definition, period, as_of=today, by=by) or _build_again(definition, period, by)


@transaction.atomic
def _open(
    definition: ReportDefinition, period: Period, *, as_of: datetime.date, by=None
) -> ProgressReport | None:
    """The new report, its build under way; None when it has been opened already, perhaps a moment ago."""
    definition = ReportDefinition.objects.select_for_update().get(pk=definition.pk)
    run, made = ScheduledRun.objects.get_or_create(
        definition=definition, period=period.code, defaults={"opened_by": by}
    )
    if not made and (run.report_id or by is None):
        return None
    report = run.report = _new_report(definition, period, as_of, by)
    run.save(update_fields=["report"])
    queue_build(report, by=by)
    return report


def _new_report(definition: ReportDefinition, period: Period, as_of: datetime.date, by) -> ProgressReport:
    scope, code = definition.scope, period.code
    return ProgressReport.objects.create(
        definition=definition,
        kind=definition.kind,
        area=definition.area,
        municipality=definition.municipality,
        chapters=definition.chapters,
        languages=definition.languages,
        slug=free_slug(_address(definition), code),
        title_pl=title(definition.title_pl, "pl", code, scope),
        title_en=title(definition.title_en, "en", code, scope),
        period=code,
        as_of=as_of,
        created_by=by,
    )


def _address(definition: ReportDefinition) -> str:
    place = slugify(definition.scope.slug)[:22] if definition.scope else ""
    return f"{ADDRESSES[ReportKind(definition.kind)]}-{place}".strip("-")


@transaction.atomic
def _build_again(definition: ReportDefinition, period: Period, by) -> ProgressReport:
    report = ProgressReport.objects.select_for_update(of=("self",)).get(
        run__definition=definition, run__period=period.code
    )
    if report.is_published:
        raise WrongState(_("The report on %(period)s has been published already.") % {"period": period.label})
    queue_build(report, by=by)
    return report
