import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from metropolis.jobs import runner
from metropolis.jobs.models import Job
from metropolis.notifications.models import Message, Notice
from monitoring.models import ProgressReport, ReportDefinition, ScheduledRun
from monitoring.reports import pdf, tasks
from monitoring.reports.definitions import opening
from monitoring.reports.definitions.opening import open_due, run_now
from monitoring.values.refusals import Refused, WrongState

pytestmark = pytest.mark.django_db


def define(**fields):
    row = {
        "name": "Notatka kwartalna", "kind": "quarterly_note", "frequency": "quarter", "lead_days": 20,
        "title_pl": "Notatka za {period}", "title_en": "Note on {period}", "languages": ["pl"],
        "starts_on": datetime.date(2025, 1, 1),
    }  # fmt: skip
    return ReportDefinition.objects.create(**row | fields)


def day(text):
    return datetime.date.fromisoformat(text)


def test_what_is_due_is_opened_and_its_build_started(people):
    definition = define(chapters=["summary"])
    assert open_due(day("2025-01-19")) == []
    [report] = open_due(day("2025-01-20"))
    assert (report.period, report.as_of, report.slug) == (
        "2024-Q4",
        day("2025-01-20"),
        "notatka-kwartalna-2024-q4",
    )
    assert (report.title_pl, report.title_en) == ("Notatka za IV kwartał 2024", "Note on Q4 2024")
    assert (report.definition, report.chapters, report.languages) == (definition, ["summary"], ["pl"])
    assert (report.kind, report.created_by) == ("quarterly_note", None)
    assert Job.objects.get().params == {"report": report.pk}


def test_two_ticks_open_one_report(people):
    define()
    open_due(day("2025-01-20"))
    assert open_due(day("2025-01-20")) == []
    assert open_due(day("2025-03-01")) == []
    assert (ProgressReport.objects.count(), Job.objects.count()) == (1, 1)


def test_missed_days_are_caught_up_once_with_the_data_of_their_day(people):
    define()
    reports = open_due(day("2025-08-01"))
    assert [(row.period, row.as_of) for row in reports] == [
        ("2024-Q4", day("2025-01-20")), ("2025-Q1", day("2025-04-20")), ("2025-Q2", day("2025-07-20")),
    ]  # fmt: skip
    assert open_due(day("2025-08-02")) == []


@pytest.mark.parametrize("off", [{"is_active": False}, {"starts_on": datetime.date(2025, 1, 21)}])
def test_what_is_off_or_was_due_before_its_start_opens_nothing(off):
    define(**off)
    assert open_due(day("2025-01-30")) == []


def test_a_fault_of_one_definition_stops_no_other_and_is_tried_again(monkeypatch):
    define(), define(name="Druga")
    real, calls = opening.queue_build, []

    def broken(report, *, by):
        calls.append(report)
        if len(calls) == 1:
            raise RuntimeError("on purpose")
        return real(report, by=by)

    monkeypatch.setattr(opening, "queue_build", broken)
    assert len(open_due(day("2025-01-20"))) == 1
    assert (ProgressReport.objects.count(), ScheduledRun.objects.count(), Job.objects.count()) == (1, 1, 1)
    assert len(open_due(day("2025-01-20"))) == 1
    assert ProgressReport.objects.count() == 2
    assert sorted(ProgressReport.objects.values_list("slug", flat=True)) == [
        "notatka-kwartalna-2024-q4", "notatka-kwartalna-2024-q4-2",
    ]  # fmt: skip


def test_the_tick_of_the_clock_opens_what_is_due_today():
    define()
    with time_machine.travel("2025-01-20 05:05 +01:00"):
        tasks.open_due()
        tasks.open_due()
    assert ProgressReport.objects.get().period == "2024-Q4"


def test_a_report_on_an_area_names_it(area):
    define(
        kind="area", area=area, name="Obszar", title_pl="{scope} za {period}", title_en="{scope}: {period}"
    )
    [report] = open_due(day("2025-01-20"))
    assert (report.title_pl, report.title_en) == ("Gospodarka za IV kwartał 2024", "Economy: Q4 2024")
    assert (report.area, report.slug) == (area, "raport-obszaru-gospodarka-2024-q4")


def test_the_office_makes_one_at_once_and_the_calendar_no_second(people):
    definition = define()
    with time_machine.travel("2025-01-03 10:00 +01:00"):
        first = run_now(definition, by=people.office)
        assert run_now(definition, by=people.office2) == first
    assert (first.period, first.as_of, first.created_by) == ("2024-Q4", day("2025-01-03"), people.office)
    assert open_due(day("2025-01-20")) == []
    assert Job.objects.count() == 1


def test_a_published_report_is_not_made_again(people):
    definition = define()
    with time_machine.travel("2025-01-20 10:00 +01:00"):
        report = run_now(definition, by=people.office)
        ProgressReport.objects.filter(pk=report.pk).update(
            state="published", published_at="2025-01-20T10:00Z", snapshot=snapshot_of()
        )
        with pytest.raises(WrongState):
            run_now(definition, by=people.office)


def snapshot_of():
    from monitoring.models import Snapshot

    return Snapshot.objects.create(content={}, sha256="0" * 64)


@pytest.mark.parametrize("role", ["public", "member", "coordinator", "forum_chair", "administrator"])
def test_only_the_office_makes_one_at_once(people, role):
    with pytest.raises(Refused):
        run_now(define(), by=people.by_role(role))
    assert not ProgressReport.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "annual"},  # of quarters
        {"kind": "area"},  # of no area
        {"kind": "municipality"},
        {"lead_days": 0},
        {"frequency": "month"},
    ],
)
def test_the_database_refuses_a_definition_that_does_not_fit(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        define(**wrong)


def test_an_area_belongs_to_area_reports_alone(area):
    with pytest.raises(IntegrityError), transaction.atomic():
        define(area=area)


def test_a_period_is_opened_once_whatever_the_program_thinks():
    definition = define()
    ScheduledRun.objects.create(definition=definition, period="2024")
    with pytest.raises(IntegrityError), transaction.atomic():
        ScheduledRun.objects.create(definition=definition, period="2024")


def test_changes_of_a_definition_are_kept_with_its_recipients(people):
    definition = define()
    definition.recipients.add(people.office)
    definition.lead_days = 30
    definition.save()
    kept = definition.history.order_by("history_id")
    assert kept.first().lead_days == 20
    assert [row.user for row in kept.last().recipients.all()] == [people.office]


def ended(people, by=None):
    """A scheduled build that has ended, with two people and a body to be told."""
    definition = define(emails=["zarzad@example.org", people.office.email])
    definition.recipients.add(people.office, people.office2)
    people.office2.language = "en"
    people.office2.save()
    [report] = open_due(day("2025-01-20"))
    job = Job.objects.get()
    if by:
        Job.objects.update(created_by=by)
    runner.run(job.pk)
    job.refresh_from_db()
    return report, job


def test_recipients_are_told_once_each_when_it_is_ready(content, people, client_of):
    report, job = ended(people, by=people.office)
    assert job.state == "succeeded"
    assert set(Notice.objects.values_list("user", flat=True)) == {people.office.pk, people.office2.pk}
    told = sorted(Message.objects.values_list("to_email", "language"))
    assert told == sorted(
        [(people.office.email, "pl"), (people.office2.email, "en"), ("zarzad@example.org", "pl")]
    )
    assert {notice.path for notice in Notice.objects.all()} == {report.get_working_url()}
    assert "Raport gotowy: Notatka za" in client_of("office").get("/powiadomienia/").content.decode()
    assert "Report ready: Note on" in client_of("office2").get("/en/powiadomienia/").content.decode()
    tasks.build_notices.tell_ended(runner.lease.JobContext(job, ""))
    assert (Notice.objects.count(), Message.objects.count()) == (2, 3)


def test_recipients_learn_why_it_could_not_be_made(content, people, monkeypatch, client_of):
    monkeypatch.setattr(pdf, "TIME_LIMIT_SECONDS", 0.001)
    _report, job = ended(people)
    assert job.state == "failed"
    page = client_of("office").get("/powiadomienia/").content.decode()
    assert job.why in page
    assert Message.objects.count() == 3


def test_who_has_left_the_office_is_told_nothing_of_a_report_in_the_making(content, people):
    definition = define()
    definition.recipients.add(people.member)
    open_due(day("2025-01-20"))
    runner.run(Job.objects.get().pk)
    notice = Notice.objects.get()
    tasks.build_notices.gather([notice])
    assert tasks.build_notices.report_built(notice) is None
