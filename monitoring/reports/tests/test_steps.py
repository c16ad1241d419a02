"""From draft to publication: nobody skips a step, each is written down, what is published stands still."""

import datetime

import pytest
from django.utils import timezone

from conftest import ROLES
from metropolis.jobs.models import Job
from metropolis.notifications.models import Notice
from metropolis.ui.written_once import Immutable
from monitoring.models import ProgressReport, ReportEvent, ReportFile, Snapshot
from monitoring.reports import narrative
from monitoring.reports.approval.commenting import answer, comment
from monitoring.reports.approval.steps import take_step
from monitoring.reports.approval.table import STEPS
from monitoring.reports.publishing import start_build
from monitoring.values.refusals import ReasonMissing, Refused, WrongState

from .conftest import freeze_into, publish

pytestmark = pytest.mark.django_db
State = ProgressReport.State
TOMORROW = timezone.localdate() + datetime.timedelta(days=1)
WAY = {
    State.NEW: [],
    State.BUILT: [],
    State.COMMENTS: ["open_comments"],
    State.APPROVED: ["open_comments", "approve"],
    State.PUBLISHED: ["open_comments", "approve", "publish"],
}


def bring_to(report, state, by):
    for name in WAY[state]:
        take_step(report, name, by=by, reason="Bo tak.", deadline=TOMORROW)
    report.refresh_from_db()
    return report


@pytest.mark.parametrize("state", [state for state in State if state != State.NEW])
@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_taken_from_its_own_states_only(drafted, people, state, name):
    bring_to(drafted, state, people.office)
    count = ReportEvent.objects.count()
    if state in STEPS[name].sources:
        event = take_step(drafted, name, by=people.office, reason="Powód.", deadline=TOMORROW)
        assert (event.source, event.target, event.by) == (state, STEPS[name].target, people.office)
    else:
        with pytest.raises(WrongState):
            take_step(drafted, name, by=people.office, reason="Powód.", deadline=TOMORROW)
        assert ReportEvent.objects.count() == count
        drafted.refresh_from_db()
        assert drafted.state == state


@pytest.mark.parametrize("role", [role for role in ROLES if not role.startswith("office")])
def test_only_the_office_takes_steps(drafted, people, role):
    for state in (State.BUILT, State.COMMENTS, State.APPROVED):
        for name in WAY[state][-1:]:
            take_step(drafted, name, by=people.office, reason="x", deadline=TOMORROW)
        for name in STEPS:
            with pytest.raises(Refused):
                take_step(drafted, name, by=people.by_role(role), reason="x", deadline=TOMORROW)
    assert ReportEvent.objects.count() == 2


def test_a_report_that_was_never_built_goes_nowhere(report, people):
    for name in STEPS:
        with pytest.raises(WrongState):
            take_step(report, name, by=people.office, reason="x", deadline=TOMORROW)


def test_going_back_needs_a_reason_and_takes_the_approval_away(drafted, people):
    bring_to(drafted, State.APPROVED, people.office)
    with pytest.raises(ReasonMissing):
        take_step(drafted, "return_to_draft", by=people.office2, reason="  ")
    event = take_step(drafted, "return_to_draft", by=people.office2, reason="Zła tabela.")
    drafted.refresh_from_db()
    assert (drafted.state, drafted.approved_at, drafted.approved_by) == (State.BUILT, None, None)
    assert (event.reason, event.by, event.source) == ("Zła tabela.", people.office2, State.APPROVED)


def test_approving_before_the_last_day_has_passed_needs_a_reason(drafted, people):
    take_step(drafted, "open_comments", by=people.office, deadline=timezone.localdate())
    with pytest.raises(ReasonMissing):
        take_step(drafted, "approve", by=people.office)
    ProgressReport.objects.filter(pk=drafted.pk).update(comments_until=TOMORROW - datetime.timedelta(days=2))
    event = take_step(drafted, "approve", by=people.office)
    drafted.refresh_from_db()
    assert (drafted.approved_by, drafted.approved_at) == (people.office, event.at)


def test_comments_last_at_least_until_today(drafted, people):
    for day in (None, timezone.localdate() - datetime.timedelta(days=1)):
        with pytest.raises(Refused):
            take_step(drafted, "open_comments", by=people.office, deadline=day)
    drafted.refresh_from_db()
    assert drafted.state == State.BUILT


def test_unanswered_comments_hold_the_approval_up(drafted, people):
    bring_to(drafted, State.COMMENTS, people.office)
    row = comment(drafted, "summary", text="Brakuje Skawiny.", by=people.member)
    with pytest.raises(WrongState, match="nie ma jeszcze odpowiedzi"):
        take_step(drafted, "approve", by=people.office, reason="x")
    answer(row, verdict="taken", text="", by=people.office)
    assert take_step(drafted, "approve", by=people.office, reason="x").target == State.APPROVED


def test_two_people_at_once_take_one_step(drafted, people):
    take_step(drafted, "open_comments", by=people.office, deadline=TOMORROW, seen="built")
    with pytest.raises(WrongState):
        take_step(drafted, "open_comments", by=people.office2, deadline=TOMORROW, seen="built")
    assert ReportEvent.objects.count() == 1


def test_no_step_is_taken_while_the_report_is_being_built(drafted, people):
    bring_to(drafted, State.COMMENTS, people.office)
    start_build(drafted, by=people.office)
    for name in ("approve", "return_to_draft"):
        with pytest.raises(WrongState, match="Trwa budowanie raportu"):
            take_step(drafted, name, by=people.office, reason="x")


def test_a_report_is_built_again_during_comments_and_stays_there(drafted, people):
    bring_to(drafted, State.COMMENTS, people.office)
    start_build(drafted, by=people.office)
    assert freeze_into(drafted).state == State.COMMENTS


def test_an_approved_report_is_neither_built_nor_written(drafted, people):
    bring_to(drafted, State.APPROVED, people.office)
    with pytest.raises(WrongState, match="najpierw cofnij go do projektu"):
        start_build(drafted, by=people.office)
    with pytest.raises(WrongState, match="najpierw cofnij go do projektu"):
        narrative.save_section(drafted, "summary", text_pl="x", text_en="", version=0, by=people.office)
    assert not Job.objects.exists()


def test_each_text_must_be_in_the_files_before_the_next_step(drafted, people):
    narrative.save_section(drafted, "summary", text_pl="x", text_en="", version=0, by=people.office)
    with pytest.raises(WrongState, match="zmieniły się teksty"):
        take_step(drafted, "open_comments", by=people.office, deadline=TOMORROW)
    take_step(freeze_into(drafted), "open_comments", by=people.office, deadline=TOMORROW)


def test_teams_and_forums_are_told_of_comments_and_of_the_publication(drafted, people):
    publish(drafted, by=people.office)
    told = set(Notice.objects.filter(context__event__isnull=False).values_list("user", flat=True))
    assert told >= {people.member.pk, people.forum_member.pk, people.office2.pk}
    assert not told & {people.office.pk, people.former_member.pk, people.board_member.pk}


def test_a_published_report_cannot_be_changed_by_any_way_of_the_models(drafted, people):
    narrative.save_section(drafted, "summary", text_pl="x", text_en="", version=0, by=people.office)
    stale = ProgressReport.objects.get(pk=drafted.pk)
    report = publish(freeze_into(drafted), by=people.office)
    section, file = report.sections.get(), report.files.get()
    for deed in (
        report.save,
        stale.save,
        report.delete,
        ProgressReport.objects.filter(pk=report.pk).delete,
        lambda: ProgressReport.objects.update(title_pl="Inny"),
        section.save,
        section.delete,
        lambda: report.sections.update(text_pl="y"),
        file.save,
        file.delete,
        report.files.all().delete,
        lambda: ReportFile.objects.filter(report=report).update(sha256="0" * 64),
        lambda: ReportFile.objects.create(report=report, format="pdf", language="pl", path="x", size=1),
        report.snapshot.save,
        section.revisions.get().save,
        section.revisions.all().delete,
        report.events.first().delete,
        lambda: report.events.update(reason=""),
    ):
        with pytest.raises(Immutable):
            deed()
    report.refresh_from_db()
    assert (report.state, report.title_pl) == ("published", "Raport z postępów za 2024 rok")
    assert Snapshot.objects.filter(report=report).exists()


def test_reports_that_are_not_published_are_still_changed(drafted, people):
    ProgressReport.objects.filter(pk=drafted.pk).update(title_pl="Inny")
    drafted.refresh_from_db()
    assert drafted.title_pl == "Inny"


def test_the_working_page_leads_through_the_steps(drafted, people, client_of):
    browser, work = client_of("office"), f"/raporty/{drafted.slug}/praca/"
    assert "Przekaż do uwag" in browser.get(work).content.decode()
    day = TOMORROW.strftime("%d.%m.%Y")
    browser.post(f"{work}krok/otworz-uwagi/", {"seen": "built", "deadline": day})
    page = browser.get(work).content.decode()
    assert "Zatwierdź raport" in page
    assert "Przekazano do uwag" in page
    answer = browser.post(f"{work}krok/zatwierdz/", {"seen": "comments", "reason": ""})
    assert answer.status_code == 422
    assert "Napisz powód." in answer.content.decode()
    browser.post(f"{work}krok/zatwierdz/", {"seen": "comments", "reason": "Pilne."})
    assert "Pilne." in browser.get(work).content.decode()
    browser.post(f"{work}krok/opublikuj/", {"seen": "approved"})
    drafted.refresh_from_db()
    assert drafted.state == "published"
    assert "Popraw w nowym wydaniu" in browser.get(work).content.decode()


@pytest.mark.parametrize("day", ["", "wczoraj", "01.01.2020", "31.02.2999"])
def test_a_wrong_last_day_is_told_in_words(drafted, client_of, day):
    address = f"/raporty/{drafted.slug}/praca/krok/otworz-uwagi/"
    answer = client_of("office").post(address, {"seen": "built", "deadline": day})
    assert answer.status_code == 422
    assert "Błąd:" in answer.content.decode()
    drafted.refresh_from_db()
    assert drafted.state == "built"


def test_the_working_page_costs_few_queries_however_much_was_said(
    drafted, people, client_of, django_assert_max_num_queries
):
    bring_to(drafted, State.COMMENTS, people.office)
    for number in range(12):
        comment(drafted, "summary", text=str(number), by=people.member)
    for chapter in ("summary", "general", "plans"):
        narrative.save_section(drafted, chapter, text_pl="x", text_en="", version=0, by=people.office)
    browser = client_of("office")
    with django_assert_max_num_queries(15):
        browser.get(f"/raporty/{drafted.slug}/praca/")
    with django_assert_max_num_queries(15):
        browser.get(f"/raporty/{drafted.slug}/uwagi/")
