"""Comments of teams and forums on a draft: who reads it, who says something, what the Office answers."""

import datetime

import pytest
from django.utils import timezone

from conftest import ROLES
from metropolis.notifications.models import Notice
from monitoring.models import ProgressReport, ReportComment
from monitoring.reports import narrative
from monitoring.reports.approval.commenting import answer, comment
from monitoring.reports.approval.steps import take_step
from monitoring.reports.todo import report_tasks
from monitoring.values.refusals import ReasonMissing, Refused, WrongState

from .conftest import freeze_into, publish

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
COMMENTING = ("member", "coordinator", "other_coordinator", "forum_member", "forum_chair")
READING = (*COMMENTING, "commission_member", "board_member", "administrator", "office", "office2")


@pytest.fixture
def out(drafted, people):
    """A draft that is out for comments until the end of today."""
    take_step(drafted, "open_comments", by=people.office, deadline=TODAY)
    drafted.refresh_from_db()
    return drafted


@pytest.mark.parametrize("role", ROLES)
def test_a_draft_for_comments_is_read_by_those_with_a_role(out, client_of, role):
    browser, expected = client_of(role), 200 if role in READING else 404
    assert browser.get(f"/raporty/{out.slug}/").status_code == expected
    assert (out.title_pl in browser.get("/raporty/").content.decode()) == (expected == 200)
    comments = browser.get(f"/raporty/{out.slug}/uwagi/").status_code
    assert comments == (302 if role == "public" else expected)
    assert browser.get("/api/v1/reports/").json()["count"] == 0


@pytest.mark.parametrize("role", ROLES)
def test_teams_and_forums_comment_and_nobody_else(out, people, role):
    if role in COMMENTING:
        assert comment(out, "area-4", text="Zgoda.", by=people.by_role(role)).author == people.by_role(role)
    else:
        with pytest.raises(WrongState):
            comment(out, "area-4", text="Zgoda.", by=people.by_role(role))


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("office", "office2")])
def test_only_the_office_answers(out, people, role):
    row = comment(out, "area-4", text="Zgoda.", by=people.member)
    with pytest.raises(Refused):
        answer(row, verdict="taken", text="", by=people.by_role(role))


def test_the_last_day_lasts_to_its_end_and_not_longer(out, people):
    comment(out, "summary", text="Jeszcze dziś.", by=people.member)
    ProgressReport.objects.filter(pk=out.pk).update(comments_until=TODAY - datetime.timedelta(days=1))
    with pytest.raises(WrongState):
        comment(out, "summary", text="Za późno.", by=people.member)


def test_what_was_typed_too_late_stays_on_the_page(out, people, client_of):
    take_step(out, "approve", by=people.office, reason="x")
    answer = client_of("member").post(f"/raporty/{out.slug}/uwagi/summary/", {"text": "Długa uwaga"})
    assert answer.status_code == 422
    assert "Długa uwaga" in answer.content.decode()
    assert not ReportComment.objects.exists()


@pytest.mark.parametrize("role", ["board_member", "commission_member", "administrator", "office"])
def test_whoever_is_not_asked_finds_no_form_even_to_post_to(out, client_of, role):
    address = f"/raporty/{out.slug}/uwagi/summary/"
    assert client_of(role).get(address).status_code == 404
    assert client_of(role).post(address, {"text": "x"}).status_code == 404


def test_a_draft_is_not_commented_before_it_is_sent_out(drafted, people, client_of):
    with pytest.raises(WrongState):
        comment(drafted, "summary", text="Za wcześnie.", by=people.member)
    assert client_of("member").get(f"/raporty/{drafted.slug}/").status_code == 404


def test_a_forum_that_writes_a_chapter_reads_the_draft_before(drafted, forum, people, client_of):
    narrative.assign(drafted, "area-4", forum=forum, deadline=None, by=people.office)
    codes = {role: client_of(role).get(f"/raporty/{drafted.slug}/").status_code for role in ROLES}
    assert [role for role, code in codes.items() if code == 200] == [
        "forum_member", "forum_chair", "office", "office2",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 5001])
def test_an_empty_or_too_long_comment_is_refused_in_words(out, client_of, text):
    answer = client_of("member").post(f"/raporty/{out.slug}/uwagi/summary/", {"text": text})
    assert answer.status_code == 422
    assert "Błąd:" in answer.content.decode()
    assert not ReportComment.objects.exists()


def test_an_unknown_chapter_has_no_comments(out, people, client_of):
    with pytest.raises(Refused):
        comment(out, "annex-z", text="x", by=people.member)
    assert client_of("member").get(f"/raporty/{out.slug}/uwagi/annex-z/").status_code == 404


def test_a_comment_is_answered_once_and_a_refusal_has_a_reason(out, people):
    row = comment(out, "area-4", text="Brakuje Skawiny.", by=people.member)
    wrong = [("", "x", Refused), ("maybe", "x", Refused), ("not_taken", " ", ReasonMissing)]
    for verdict, text, refusal in wrong:
        with pytest.raises(refusal):
            answer(row, verdict=verdict, text=text, by=people.office)
    answer(row, verdict="not_taken", text="Wartość jest w aneksie.", by=people.office)
    with pytest.raises(WrongState):
        answer(row, verdict="taken", text="", by=people.office2)
    row.refresh_from_db()
    assert (row.verdict, row.answered_by) == ("not_taken", people.office)


def test_the_office_and_the_author_are_told(out, forum, people):
    narrative.assign(out, "area-4", forum=forum, deadline=None, by=people.office)
    row = comment(out, "area-4", text="Brakuje Skawiny.", by=people.member)
    told = Notice.objects.filter(context__comment=row.pk)
    assert {one.user for one in told} == {people.office, people.office2, people.forum_chair}
    answer(row, verdict="taken", text="Dodano.", by=people.office)
    assert [one.user for one in told.filter(kind="report_answer")] == [people.member]


def test_comments_go_round_on_the_pages(out, people, client_of):
    member, office = client_of("member"), client_of("office")
    member.post(f"/raporty/{out.slug}/uwagi/area-4/", {"text": "Brakuje\r\n<b>Skawiny</b>."})
    row = ReportComment.objects.get()
    assert "&lt;b&gt;Skawiny" in office.get(f"/raporty/{out.slug}/uwagi/").content.decode()
    assert "bez odpowiedzi: 1" in office.get(f"/raporty/{out.slug}/praca/").content.decode()
    address = f"/raporty/{out.slug}/uwagi/{row.pk}/odpowiedz/"
    assert member.get(address).status_code == 404
    assert office.post(address, {"verdict": "not_taken", "text": ""}).status_code == 422
    office.post(address, {"verdict": "not_taken", "text": "Jest w aneksie."})
    assert "Jest w aneksie." in member.get(f"/raporty/{out.slug}/uwagi/").content.decode()


def test_readers_learn_that_the_draft_was_built_again(out, client_of):
    said = "Projekt zbudowano ponownie"
    assert said not in client_of("member").get(f"/raporty/{out.slug}/").content.decode()
    freeze_into(out)
    for path in ("", "uwagi/"):
        assert said in client_of("member").get(f"/raporty/{out.slug}/{path}").content.decode()


def test_the_draft_stands_in_the_tasks_of_teams_until_its_last_day(out, people):
    assert [task.state for task in report_tasks(people.member)] == ["todo"]
    assert report_tasks(people.board_member) == []
    comment(out, "summary", text="Zgoda.", by=people.member)
    assert [task.state for task in report_tasks(people.member)] == ["done"]
    ProgressReport.objects.filter(pk=out.pk).update(comments_until=TODAY - datetime.timedelta(days=1))
    assert report_tasks(people.member) == []


def test_comments_are_not_public_even_after_the_publication(drafted, people, client_of):
    report = publish(drafted, by=people.office)
    assert client_of("public").get(f"/raporty/{report.slug}/uwagi/").status_code == 302
    assert client_of("former_member").get(f"/raporty/{report.slug}/uwagi/").status_code == 404
    assert "/uwagi/" not in client_of("public").get(f"/raporty/{report.slug}/").content.decode()
