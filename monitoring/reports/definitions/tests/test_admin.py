import datetime
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from metropolis.jobs.models import Job
from monitoring.models import ProgressReport, ReportDefinition
from monitoring.reports.definitions.opening import open_due

from .test_opening import define

pytestmark = pytest.mark.django_db

LIST, ADD = "/admin/monitoring/reportdefinition/", "/admin/monitoring/reportdefinition/add/"


def filled(**fields):
    row = {
        "name": "Raport roczny", "is_active": "on", "kind": "annual", "area": "", "municipality": "",
        "frequency": "year", "lead_days": "60", "starts_on": timezone.localdate().isoformat(),
        "title_pl": "Raport za {period}", "title_en": "Report on {period}", "languages": ["pl", "en"],
        "emails": "Zarzad@example.org\n\n zarzad@example.org \nkomisja@example.org",
        "chapters-summary": "2", "chapters-plans": "1",
    }  # fmt: skip
    return row | fields


def test_the_office_defines_a_report(client_of, people):
    browser = client_of("office")
    assert "Liczba dni po końcu okresu" in browser.get(ADD).content.decode()
    answer = browser.post(ADD, filled(recipients=[people.office.pk]))
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    definition = ReportDefinition.objects.get()
    assert definition.chapters == ["plans", "summary"]
    assert definition.emails == ["zarzad@example.org", "komisja@example.org"]
    assert list(definition.recipients.all()) == [people.office]
    page = browser.get(f"{LIST}{definition.pk}/change/").content.decode()
    assert "zarzad@example.org\nkomisja@example.org" in page
    assert 'name="chapters-plans" id="id_chapters-plans" value="1"' in page


@pytest.mark.parametrize("page", [ADD, "/admin/monitoring/progressreport/add/"])
def test_a_new_one_is_in_both_languages_unless_somebody_says_otherwise(page, client_of):
    text = client_of("office").get(page).content.decode()
    chosen = re.findall(r'name="languages" value="(..)"[^>]* checked', text)
    assert chosen == ["pl", "en"]


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("kind", "area", "Wybierz obszar"),
        ("kind", "municipality", "Wybierz gminę"),
        ("kind", "quarterly_note", "nie obejmuje takich okresów"),
        ("lead_days", "0", "1"),
        ("lead_days", "367", "366"),
        ("title_pl", "Raport roczny", "{period}"),
        ("title_en", "Report on {period} {0.__class__}", "{0.__class__}"),
        ("languages", [], "wymagane"),
        ("emails", "nie adres", "nie adres"),
        ("starts_on", "1990-01-01", "ponad rok temu"),
        ("chapters-summary", "x", "nie jest miejscem"),
        ("recipients", ["999999"], "999999"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(client_of, field, value, word):
    page = client_of("office").post(ADD, filled(**{field: value}))
    assert page.status_code == 200
    errors = page.context["adminform"].form.errors
    assert word in str(errors), errors
    assert not ReportDefinition.objects.exists()


def test_an_area_of_a_report_on_everything_is_refused_at_its_field(client_of, area):
    page = client_of("office").post(ADD, filled(area=area.pk))
    assert page.context["adminform"].form.errors["area"]


def test_only_people_of_the_office_can_be_chosen(client_of, people):
    page = client_of("office").post(ADD, filled(recipients=[people.member.pk]))
    assert page.context["adminform"].form.errors["recipients"]


def test_switching_on_again_does_not_bring_the_past(client_of):
    definition = define(is_active=False, kind="annual", frequency="year")
    answer = client_of("office").post(
        f"{LIST}{definition.pk}/change/", filled(name=definition.name, starts_on="2025-01-01")
    )
    assert answer.status_code == 302
    definition.refresh_from_db()
    assert definition.starts_on == timezone.localdate()


def test_run_now_makes_a_report_and_a_double_click_no_second(client_of, people):
    browser = client_of("office")
    answer = browser.post(ADD, filled(_run="1"))
    report = ProgressReport.objects.get()
    assert answer["Location"] == report.get_working_url()
    definition = ReportDefinition.objects.get()
    again = browser.post(f"{LIST}{definition.pk}/change/", filled(_run="1"))
    assert again["Location"] == report.get_working_url()
    browser.post(LIST, {"action": "run_selected", "_selected_action": [definition.pk]})
    assert (ProgressReport.objects.count(), Job.objects.count()) == (1, 1)
    assert (report.created_by, Job.objects.get().created_by) == (people.office, people.office)


def test_the_list_says_what_comes_and_what_became_of_the_last(client_of):
    define()
    open_due(datetime.date(2025, 1, 20))
    with time_machine.travel("2025-02-01 10:00 +01:00"):
        page = client_of("office").get(LIST).content.decode()
    assert "20.04.2025, za: I kwartał 2025" in page
    assert "Notatka za IV kwartał 2024" in page
    assert "w budowie" in page
    Job.objects.update(state="failed")
    assert "ostatnia budowa się nie udała" in client_of("office").get(LIST).content.decode()


def test_a_list_costs_the_same_for_one_definition_and_for_many(client_of):
    browser = client_of("office")
    define()
    open_due(datetime.date(2025, 1, 20))
    browser.get(LIST)
    with CaptureQueriesContext(connection) as one:
        assert browser.get(LIST).status_code == 200
    for number in range(8):
        define(name=f"Notatka {number}")
    open_due(datetime.date(2025, 8, 20))
    with CaptureQueriesContext(connection) as many:
        assert browser.get(LIST).status_code == 200
    assert len(many) <= len(one) <= 15


def test_a_definition_that_has_opened_a_report_cannot_be_deleted(client_of):
    definition = define()
    open_due(datetime.date(2025, 1, 20))
    browser = client_of("office")
    browser.post(f"{LIST}{definition.pk}/delete/", {"post": "yes"})
    assert ReportDefinition.objects.exists()
