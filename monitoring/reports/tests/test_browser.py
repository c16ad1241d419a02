"""The main job of reports: defined once, made by the calendar, written, commented on, published, looked up.

Each person in a browser of one's own; the chair and the visitor hold a phone.
"""

import datetime
import re

import pytest
from django.utils import timezone

from metropolis.jobs import runner
from metropolis.jobs.models import Job
from monitoring.models import ProgressReport
from monitoring.reports import tasks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = 390
LAST_YEAR = timezone.localdate().year - 1
COMMENT = "Brakuje zdania o firmach, które przeniosły się do sąsiednich gmin."


def test_from_the_definition_to_the_number_that_a_councillor_looks_up(content, at_desk):
    the_office_defines_the_annual_report(at_desk)
    report = the_calendar_makes_it()
    the_office_asks_the_forum_for_its_chapter(at_desk, report)
    the_chair_writes_it_on_a_phone(at_desk, report)
    the_office_builds_again_and_sends_for_comments(at_desk, report)
    the_chair_comments_and_the_office_answers(at_desk, report)
    the_office_approves_and_publishes(at_desk, report)
    a_visitor_follows_a_number_to_its_origin(at_desk, report)


def looked_at(visitor):
    """Each page that a person comes to is readable for everybody, and fits."""
    visitor.check_accessibility()
    visitor.check_width()


def press(page, name, role="button"):
    """Press a button or follow a link by its name, as far as the next page."""
    with page.expect_navigation():
        page.get_by_role(role, name=name).first.click()


def write(page, text):
    """Type into the editor of the Polish text."""
    editor = page.locator(".ProseMirror").first
    editor.wait_for()
    editor.click()
    page.keyboard.type(text)


def the_office_defines_the_annual_report(at_desk):
    """Due today: the last year ended so many days ago."""
    office = at_desk("office")
    page = office.open("/admin/monitoring/reportdefinition/add/")
    page.get_by_label("Nazwa", exact=False).first.fill("Raport roczny")
    page.locator("[name=kind]").select_option("annual")
    page.locator("[name=frequency]").select_option("year")
    since = timezone.localdate() - datetime.date(LAST_YEAR, 12, 31)
    page.locator("[name=lead_days]").fill(str(since.days))
    page.locator("[name=chapters-summary]").fill("1")
    page.locator("[name=chapters-areas]").fill("2")
    page.locator("[name=chapters-values]").fill("3")
    press(page, "Zapisz")
    page.get_by_text("Raport roczny").first.wait_for()


def the_calendar_makes_it() -> ProgressReport:
    """The beat's task and the worker, in this process."""
    tasks.open_due()
    tasks.open_due()
    runner.run(Job.objects.get().pk)
    return ProgressReport.objects.get(period=str(LAST_YEAR))


def the_office_asks_the_forum_for_its_chapter(at_desk, report):
    office = at_desk("office")
    page = office.open(report.get_working_url())
    looked_at(office)
    press(page, re.compile("Kto pisze.*Gospodarka"), "link")
    page.get_by_label("Kto pisze").select_option(index=1)
    page.get_by_label("Termin").fill((timezone.localdate() + datetime.timedelta(7)).strftime("%d.%m.%Y"))
    looked_at(office)
    press(page, "Zapisz")


def the_chair_writes_it_on_a_phone(at_desk, report):
    chair = at_desk("forum_chair", width=PHONE)
    page = chair.open("/moje-zadania/")
    page.get_by_role("link", name="Gospodarka").first.click()
    write(page, "Nowe firmy powstają głównie w usługach.")
    page.get_by_label("Tekst jest gotowy").check()
    looked_at(chair)
    press(page, "Zapisz tekst")


def the_office_builds_again_and_sends_for_comments(at_desk, report):
    office = at_desk("office")
    page = office.open(report.get_working_url())
    press(page, "Zbuduj raport ponownie")
    runner.run(Job.objects.get(state="queued").pk)
    page = office.open(report.get_working_url())
    press(page, "Przekaż do uwag", "link")
    looked_at(office)
    press(page, "Przekaż do uwag")


def the_chair_comments_and_the_office_answers(at_desk, report):
    chair, office = at_desk("forum_chair"), at_desk("office")
    page = chair.open(f"{report.get_absolute_url()}uwagi/")
    looked_at(chair)
    press(page, re.compile("Dodaj uwagę do rozdziału.*Gospodarka"), "link")
    page.get_by_label("Uwaga").fill(COMMENT)
    looked_at(chair)
    press(page, "Dodaj uwagę")
    page = office.open(f"{report.get_absolute_url()}uwagi/")
    page.get_by_text(COMMENT).wait_for()
    press(page, "Odpowiedz", "link")
    page.get_by_label("uwzględniona").first.check()
    looked_at(office)
    press(page, "Zapisz odpowiedź")


def the_office_approves_and_publishes(at_desk, report):
    office = at_desk("office")
    page = office.open(report.get_working_url())
    press(page, "Zatwierdź raport", "link")
    page.get_by_label("Powód").fill("Wszyscy zgłosili już uwagi.")
    looked_at(office)
    press(page, "Zatwierdź raport")
    press(page, "Opublikuj raport", "link")
    looked_at(office)
    press(page, "Opublikuj raport")
    assert page.url.endswith(report.get_absolute_url())


def a_visitor_follows_a_number_to_its_origin(at_desk, report):
    visitor = at_desk("public", width=PHONE)
    page = visitor.open("/raporty/")
    press(page, f"Raport z postępów za {LAST_YEAR}", "link")
    looked_at(visitor)
    press(page, re.compile("Gospodarka"), "link")
    page.get_by_text("Nowe firmy powstają głównie w usługach.").wait_for()
    assert not page.get_by_text(COMMENT).is_visible()
    looked_at(visitor)
    press(page, "99 999", "link")
    looked_at(visitor)
    page.get_by_text("99 999").first.wait_for()
    assert "/raporty/" not in page.url
