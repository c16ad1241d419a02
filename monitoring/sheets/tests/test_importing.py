"""From the upload to the confirmation: all or nothing, through the same doors as typing."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from metropolis.jobs import runner
from metropolis.jobs.models import Job
from monitoring.campaigns.filling import fill
from monitoring.campaigns.opening import close_campaign
from monitoring.models import DueValue, IndicatorValue, SheetUpload
from monitoring.sheets import tasks
from monitoring.values.forms import Answer
from monitoring.values.verification import return_value

from .conftest import HOME, column, put, read, saved

pytestmark = pytest.mark.django_db
CHECK = "/kampanie/2025/skawina/sprawdz/"


def _drafts():
    rows = IndicatorValue.objects.filter(state="draft").order_by("observation__indicator__code")
    return [(value.observation.indicator.code, str(value.value.normalize())) for value in rows]


def _address() -> str:
    return f"{HOME}{SheetUpload.objects.latest('made_at').pk}/"


@pytest.fixture
def filled_in(template):
    """The workbook with an answer in every row."""
    put(template, 2, value=12.5, note="Nowa trasa")
    put(template, 3, value="41,5")
    put(template, 4, numerator=120, denominator=800)
    put(template, 5, reason="Dane będą znane później.")
    return template


def test_nothing_is_saved_before_the_confirmation(filled_in, send, member):
    answer = send(saved(filled_in))
    assert "Nic nie jest jeszcze zapisane" in answer.content.decode()
    assert _drafts() == []
    member.post(_address(), {"save": "1"})
    assert _drafts() == [("4.1", "12.5"), ("4.2", "41.5"), ("4.3", "15")]
    assert DueValue.objects.get(
        observation__indicator__code="4.4",
        submission__team__isnull=False,
        observation__municipality__slug="skawina",
    ).no_data_reason


def test_after_the_confirmation_the_way_leads_to_sending(filled_in, send, member):
    send(saved(filled_in))
    answer = member.post(_address(), {"save": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == CHECK
    assert "Zapisano z pliku: 4 wiersze" in answer.content.decode()


def test_the_author_is_who_sent_the_file(filled_in, send, member, people):
    send(saved(filled_in))
    member.post(_address(), {"save": "1"})
    assert {value.author for value in IndicatorValue.objects.filter(state="draft")} == {people.member}


def test_a_second_click_saves_nothing_more(filled_in, send, member):
    send(saved(filled_in))
    address = _address()
    for _time in range(2):
        member.post(address, {"save": "1"})
    assert IndicatorValue.objects.filter(state="draft").count() == 3


def test_what_was_sent_is_forgotten_once_it_is_saved(filled_in, send, member):
    send(saved(filled_in))
    member.post(_address(), {"save": "1"})
    upload = SheetUpload.objects.get()
    assert (bytes(upload.data), upload.table, upload.plan) == (b"", {}, {})


def test_one_error_keeps_all_from_being_saved(filled_in, send, member):
    put(filled_in, 3, value="dużo")
    send(saved(filled_in))
    answer = member.post(_address(), {"save": "1"})
    assert answer.status_code == 422
    assert _drafts() == []


def test_an_odd_value_is_asked_about_as_if_it_were_typed(filled_in, send, plan_of):
    put(filled_in, 2, value=1200)
    [question] = [change["question"] for change in plan_of(saved(filled_in))["changes"] if change["question"]]
    assert question.startswith("Sto razy więcej niż poprzednio")
    put(filled_in, 2, explanation="Otwarto nowe trasy.")
    assert not any(change["question"] for change in plan_of(saved(filled_in))["changes"])


# --- two people in the same cell ---


def test_a_row_changed_after_the_preview_stays(filled_in, send, member, submission, rows, people):
    send(saved(filled_in))
    fill(submission, {rows[0].pk: Answer(value="13")}, by=people.coordinator)
    answer = member.post(_address(), {"save": "1"})
    assert answer.status_code == 409
    assert "ktoś zmienił te dane: 4.1" in answer.content.decode()
    assert _drafts() == [("4.1", "13")]
    assert len(answer.context["conflicts"]) == 1


def test_a_row_changed_after_the_download_is_asked_about(filled_in, send, member, submission, rows, people):
    fill(submission, {rows[0].pk: Answer(value="13")}, by=people.coordinator)
    answer = send(saved(filled_in))
    [conflict] = answer.context["conflicts"]
    assert str(people.coordinator) in conflict["theirs"]
    member.post(_address(), {"save": "1"})
    assert _drafts()[0] == ("4.1", "13")


def test_the_person_may_take_the_value_of_the_file(filled_in, send, member, submission, rows, people):
    fill(submission, {rows[0].pk: Answer(value="13")}, by=people.coordinator)
    send(saved(filled_in))
    member.post(_address(), {"save": "1", "take": [str(rows[0].pk)]})
    assert _drafts()[0] == ("4.1", "12.5")


def test_an_old_empty_file_wipes_nothing(template, plan_of, submission, rows, people):
    fill(submission, {rows[0].pk: Answer(value="13")}, by=people.coordinator)
    plan = plan_of(saved(template))
    assert (plan["changes"], plan["conflicts"], plan["left"]) == ([], [], 1)


def test_a_value_that_was_emptied_on_purpose_is_removed(member, send, submission, rows, people):
    fill(submission, {rows[0].pk: Answer(value="13")}, by=people.member)
    book = openpyxl.load_workbook(io.BytesIO(read(member.get(f"{HOME}pobierz/xlsx/"))))
    put(book, 2, value=None)
    answer = send(saved(book))
    assert answer.context["plan"]["changes"][0]["fields"][0] == {"label": "Wartość", "old": "13", "new": ""}
    member.post(_address(), {"save": "1"})
    assert _drafts() == []


def test_a_value_that_was_sent_cannot_be_changed(filled_in, send, member, client_of, plan_of):
    send(saved(filled_in))
    member.post(_address(), {"save": "1"})
    book = openpyxl.load_workbook(io.BytesIO(read(member.get(f"{HOME}pobierz/xlsx/"))))
    client_of("coordinator").post(CHECK)
    put(book, 2, value=99)
    assert "jest już wysłana" in plan_of(saved(book))["faults"][0]["message"]


# --- other tables ---


def test_ones_own_table_with_two_columns(plan_of, rows):
    plan = plan_of("kod\twartość\tUwagi własne\n4.1\t12,5\tx\n".encode(), "moje.txt")
    assert [change["code"] for change in plan["changes"]] == ["4.1"]


def test_columns_that_are_not_known_are_listed(send, rows):
    page = send("Kod;Wartość;Kto to liczył\n4.1;12,5;Anna\n".encode(), "moje.csv").content.decode()
    assert "1 kolumna jest nieznana" in page
    assert "C: Kto to liczył" in page


def test_the_person_says_which_column_is_which(send, member, rows):
    answer = send(b"Numer;Ile\n4.1;12,5\n", "moje.csv")
    assert "Wskaż niżej, która to kolumna" in answer.content.decode()
    answer = member.post(_address(), {"map": "1", "column-0": "code", "column-1": "value"}, follow=True)
    assert len(answer.context["page"].object_list) == 1
    answer = member.post(_address(), {"map": "1", "column-0": "code", "column-1": "code"})
    assert answer.status_code == 422


def test_an_english_heading_above_a_title(plan_of, rows):
    plan = plan_of(b"Our cycle paths\n\nCode,Value\n4.1,12.5\n", "own.csv")
    assert plan["changes"][0]["row"] == 4


# --- remarks ---


def test_ones_own_workbook_comes_back_with_remarks(filled_in, send, member):
    filled_in.worksheets[1].cell(3, column("value")).number_format = "0.000"
    put(filled_in, 3, value="dużo", note="=1+1 to nie formuła")
    filled_in.worksheets[1].cell(3, column("note")).data_type = "s"
    send(saved(filled_in))
    answer = member.get(f"{_address()}uwagi/")
    page = openpyxl.load_workbook(io.BytesIO(read(answer))).worksheets[1]
    last = page.max_column
    assert page.cell(1, last).value == "Uwagi portalu"
    assert "„dużo” nie jest liczbą" in page.cell(3, last).value
    assert page.cell(2, last).value is None
    assert page.cell(3, column("value")).number_format == "0.000"
    assert page.cell(3, column("note")).data_type == "s"
    assert "dane - uwagi portalu.xlsx" in answer.headers["Content-Disposition"]


def test_remarks_stand_once_however_often_the_file_goes_round(filled_in, send, member):
    put(filled_in, 3, value="dużo")
    send(saved(filled_in))
    again = read(member.get(f"{_address()}uwagi/"))
    send(again)
    page = openpyxl.load_workbook(io.BytesIO(read(member.get(f"{_address()}uwagi/")))).worksheets[1]
    assert [cell.value for cell in page[1]].count("Uwagi portalu") == 1


def test_a_csv_comes_back_in_its_dialect(send, member, rows):
    send("Kod;Wartość\r\n4.1;dużo\r\n4.2;41,5\r\n".encode("cp1250"), "dane.csv")
    lines = read(member.get(f"{_address()}uwagi/")).decode("cp1250").split("\r\n")
    assert lines[0] == "Kod;Wartość;Uwagi portalu"
    assert lines[1].startswith("4.1;dużo;Błąd (Wartość): „dużo” nie jest liczbą")
    assert lines[2] == "4.2;41,5"


# --- whose ---


def test_a_file_is_seen_by_nobody_else(filled_in, send, client_of):
    send(saved(filled_in))
    for role in ("coordinator", "office", "other_coordinator"):
        assert client_of(role).get(_address()).status_code == 404
        assert client_of(role).post(_address(), {"save": "1"}).status_code == 404
        assert client_of(role).get(f"{_address()}uwagi/").status_code == 404


def test_the_page_of_another_team_does_not_exist(client_of, campaign):
    assert client_of("other_coordinator").get(HOME).status_code == 404
    assert client_of("member").get("/kampanie/2025/wszyscy/plik/").status_code == 404


def test_a_file_is_kept_for_a_week(filled_in, send, member):
    send(saved(filled_in))
    tasks.prune()
    assert SheetUpload.objects.count() == 1
    SheetUpload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert member.get(_address() if SheetUpload.objects.exists() else HOME).status_code == 404
    tasks.prune()
    assert SheetUpload.objects.count() == 0


def test_the_office_fills_in_for_all(client_of, campaign, people, send):
    office = client_of("office")
    home = "/kampanie/2025/wszyscy/plik/"
    book = openpyxl.load_workbook(io.BytesIO(read(office.get(f"{home}pobierz/xlsx/"))))
    put(book, 2, value=1)
    put(book, 6, value=2)
    send(saved(book), home=home, browser=office)
    upload = SheetUpload.objects.get()
    assert [change["place"] for change in upload.plan["changes"]] == ["Skawina", "Wieliczka"]
    office.post(f"{home}{upload.pk}/", {"save": "1"})
    assert _drafts() == [("4.1", "1"), ("4.1", "2")]


# --- large files ---


@pytest.fixture
def all_large(monkeypatch):
    monkeypatch.setattr("monitoring.sheets.importing.LARGE_BYTES", 1)
    monkeypatch.setattr("monitoring.sheets.views.SAVED_AT_ONCE", 0)


def test_a_large_file_is_read_and_saved_by_jobs(all_large, filled_in, member, send):
    answer = send(saved(filled_in))
    assert answer.redirect_chain[-1][0].startswith("/zadania-w-tle/")
    assert member.get(_address(), follow=True).redirect_chain[-1][0].startswith("/zadania-w-tle/")
    runner.run(Job.objects.get().pk)
    assert Job.objects.get().result_url == _address()
    member.post(_address(), {"save": "1"})
    assert _drafts() == []
    runner.run(Job.objects.get(kind="sheet_save").pk)
    assert len(_drafts()) == 3
    assert member.get(_address(), follow=True).redirect_chain[-1][0] == CHECK


def test_a_large_file_that_cannot_be_read_says_why(all_large, member):
    member.post(HOME, {"file": SimpleUploadedFile("x.csv", b"Kod;Wartosc\n")})
    job = Job.objects.get()
    runner.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.reason) == ("failed", "Arkusz nie ma wierszy poniżej nagłówków.")
    assert "Arkusz nie ma wierszy" in member.get(_address(), follow=True).content.decode()


def test_a_late_job_saves_nothing(all_large, filled_in, member, send, submission, rows, people):
    send(saved(filled_in))
    runner.run(Job.objects.get().pk)
    member.post(_address(), {"save": "1"})
    fill(submission, {rows[0].pk: Answer(value="13")}, by=people.coordinator)
    job = Job.objects.get(kind="sheet_save")
    runner.run(job.pk)
    job.refresh_from_db()
    assert job.state == "failed"
    assert _drafts() == [("4.1", "13")]
    assert len(member.get(_address()).context["conflicts"]) == 1


def test_pages_cost_the_same_for_one_row_and_for_four(filled_in, send, member, django_assert_max_num_queries):
    send(saved(filled_in))
    with django_assert_max_num_queries(15):
        member.get(_address())
    with django_assert_max_num_queries(15):
        member.get(HOME)


def test_a_closed_campaign_takes_nothing_more(filled_in, plan_of, campaign, people):
    close_campaign(campaign, by=people.office)
    faults = plan_of(saved(filled_in))["faults"]
    assert len(faults) == 4
    assert "Kampania jest zamknięta" in faults[0]["message"]


def test_a_returned_value_is_corrected_by_file(filled_in, send, member, client_of, people):
    send(saved(filled_in))
    member.post(_address(), {"save": "1"})
    client_of("coordinator").post(CHECK)
    value = IndicatorValue.objects.get(observation__indicator__code="4.1", state="submitted")
    return_value(value, "Sprawdź jednostkę.", by=people.office)
    book = openpyxl.load_workbook(io.BytesIO(read(member.get(f"{HOME}pobierz/xlsx/"))))
    put(book, 2, value=13)
    send(saved(book))
    member.post(_address(), {"save": "1"})
    assert _drafts() == [("4.1", "13")]
