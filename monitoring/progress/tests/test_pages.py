"""The pages: of the campaign, of one action, of the Office, and of the plan."""

import pytest

from monitoring.campaigns.actions import action_lines, fill_action
from monitoring.campaigns.submitting import submit
from monitoring.models import ProgressRevision
from monitoring.progress.answers import Answer
from monitoring.progress.deciding import accept
from monitoring.progress.entry import save_draft
from monitoring.progress.standing import counts_of
from strategy.models import Action

from .world import IN_PROGRESS, plan_with_action

ENTRY = "/kampanie/2025/skawina/"
FORM = f"{ENTRY}dzialania/4.P7.1/"
TYPED = {
    "token": "", "stage": "in_progress", "percent": "40 %", "done": "Kupiono autobusy.", "blocks": "",
    "explanation": "", "m-umowa-reached": "5.05.2025", "s-0": "1 234,50",
}  # fmt: skip


@pytest.fixture
def sent(submission, people):
    [line] = action_lines(submission)
    fill_action(line, IN_PROGRESS, token="", by=people.member)
    submit(submission, by=people.coordinator)
    return ProgressRevision.objects.get()


def test_the_campaign_lists_the_action_and_the_check_misses_it(submission, client_of):
    browser = client_of("coordinator")
    assert FORM in browser.get(ENTRY).content.decode()
    check = browser.get(f"{ENTRY}sprawdz/").content.decode()
    assert "podaj, jak idzie działanie" in check
    assert "Wyślij do Biura" not in check


def test_what_is_typed_as_people_type_is_understood(submission, client_of):
    answer = client_of("member").post(FORM, TYPED)
    assert answer.url == f"{ENTRY}#actions"
    report = ProgressRevision.objects.get()
    assert (report.percent, str(report.spending.get().amount)) == (40, "1234.50")
    assert report.milestones.get().reached_on.isoformat() == "2025-05-05"


def test_a_fault_keeps_everything_typed_and_stands_at_its_field(submission, client_of):
    page = client_of("member").post(FORM, TYPED | {"stage": "delayed", "m-start-reached": "1.01.2999"})
    text = page.content.decode()
    assert page.status_code == 422
    assert 'href="#f-blocks"' in text
    assert 'href="#f-m-start-reached"' in text
    assert "Kupiono autobusy." in text
    assert not ProgressRevision.objects.exists()


def test_a_stale_page_shows_theirs_and_keeps_mine(submission, people, client_of):
    [line] = action_lines(submission)
    fill_action(line, Answer("done", done="Ich słowa"), token="", by=people.coordinator)
    browser = client_of("member")
    page = browser.post(FORM, TYPED)
    text = page.content.decode()
    assert page.status_code == 409
    assert "Ich słowa" in text
    assert "Kupiono autobusy." in text
    token = page.context["form"]["token"].value()
    assert browser.post(FORM, TYPED | {"token": token}).status_code == 302
    assert ProgressRevision.objects.get().done == "Kupiono autobusy."


def test_what_is_odd_is_asked_once_and_does_not_hold_back(submission, client_of):
    browser = client_of("member")
    odd = TYPED | {"percent": "100"}
    asked = browser.post(FORM, odd)
    assert asked.url == f"{FORM}#questions"
    page = browser.get(FORM)
    assert "100%" in page.content.decode()
    token = page.context["form"]["token"].value()
    again = browser.post(FORM, odd | {"token": token, "asked": "1"})
    assert again.url == f"{ENTRY}#actions"
    assert "Wyślij do Biura" in client_of("coordinator").get(f"{ENTRY}sprawdz/").content.decode()


def test_no_change_is_one_click(submission, action, people, client_of):
    before = save_draft(action, "2024", IN_PROGRESS, token="", by=people.member).latest
    ProgressRevision.objects.update(state="submitted")
    accept(before, by=people.office)
    browser = client_of("member")
    assert "Bez zmian" in browser.get(ENTRY).content.decode()
    assert browser.post(FORM, {"same": "1", "token": ""}).url == f"{ENTRY}#actions"
    assert ProgressRevision.objects.latest("pk").percent == 40


def test_the_form_begins_with_the_report_before(submission, action, people, client_of):
    before = save_draft(action, "2024", IN_PROGRESS, token="", by=people.member).latest
    ProgressRevision.objects.update(state="submitted")
    accept(before, by=people.office)
    form = client_of("member").get(FORM).context["form"]
    assert (form["percent"].value(), form["done"].value()) == (40, "")


def test_the_office_accepts_several_and_returns_one(sent, client_of):
    browser = client_of("office")
    assert "Wspólny bilet" in browser.get("/weryfikacja/postepy/").content.decode()
    faulty = browser.post("/weryfikacja/postepy/", {"return": sent.pk, "reason": ""})
    assert faulty.status_code == 422
    browser.post("/weryfikacja/postepy/", {"report": [sent.pk]})
    sent.refresh_from_db()
    assert sent.state == "accepted"


def test_the_task_list_of_the_office_names_what_waits(sent, client_of):
    assert "1 sprawozdanie z działania czeka" in client_of("office").get("/moje-zadania/").content.decode()


def test_a_wrong_number_in_the_address_is_not_found(submission, client_of):
    assert client_of("member").get(f"{ENTRY}dzialania/4.P9.9/").status_code == 404
    assert client_of("office").post("/weryfikacja/postepy/", {"return": "x"}).status_code == 404


def test_the_entry_page_costs_the_same_for_one_action_and_many(
    submission, area, team, client_of, django_assert_max_num_queries
):
    browser = client_of("member")
    for number in range(5):
        plan_with_action(area, team, code=f"4.P{20 + number}.1", slug=f"plan-{number}")
    browser.get(ENTRY)
    with django_assert_max_num_queries(15):
        page = browser.get(ENTRY)
    assert len(page.context["actions"]) == 6


def test_the_queue_costs_the_same_for_one_report_and_many(
    sent, area, team, people, client_of, django_assert_max_num_queries
):
    for number in range(5):
        other = plan_with_action(area, team, code=f"4.P{20 + number}.1", slug=f"plan-{number}")
        save_draft(other, "2025", IN_PROGRESS, token="", by=people.member)
    ProgressRevision.objects.update(state="submitted")
    browser = client_of("office")
    browser.get("/weryfikacja/postepy/")
    with django_assert_max_num_queries(15):
        assert len(browser.get("/weryfikacja/postepy/").context["items"]) == 6


def test_actions_are_counted_done_late_going_and_soon(action, area, team, people):
    counts = counts_of(Action.objects.all())
    assert (counts.total, counts.reported, counts.late) == (1, 0, 0)
    report = save_draft(action, "2025", Answer("done"), token="", by=people.member).latest
    ProgressRevision.objects.update(state="submitted")
    accept(report, by=people.office)
    Action.objects.update(end="2025-06-30")
    late = plan_with_action(area, team, code="4.P8.1", slug="drugi-plan")
    Action.objects.filter(pk=late.pk).update(end="2025-06-30")
    counts = counts_of(Action.objects.all())
    assert (counts.done, counts.late, counts.reported, counts.total) == (1, 1, 1, 2)


def test_the_area_says_how_its_actions_go(action, client):
    page = client.get("/obszary/gospodarka/").content.decode()
    assert "Jak idą działania" in page
    assert "Przyjęte sprawozdania: 0 z 1 działania." in page.replace("\xa0", " ")
