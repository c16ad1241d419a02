"""From a file of statistics to the municipality's answer, as people do it."""

import pytest

from metropolis.accounts.factories import PASSWORD
from metropolis.jobs import runner
from monitoring.models import OfficialFigure, StatisticsRun

from .conftest import SKAWINA

pytestmark = pytest.mark.browser

FILE = f"variable_id;unit_id;year;value\n72305;{SKAWINA};2023;43000\n72305;{SKAWINA};2024;43500\n"


def test_figures_of_a_file_are_imported_and_answered_on_a_phone_without_scripts(
    visit, people, members, indicator
):
    office = visit()
    office.sign_in(people.office, PASSWORD)
    page = office.open("/statystyka/")
    office.check_accessibility()
    page.get_by_role("link", name="Zamiast tego wczytaj plik").click()
    office.check_accessibility()
    page.locator("[name=file]").set_input_files(
        {"name": "dane.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    )
    page.get_by_role("button", name="Wczytaj plik").click()
    page.get_by_role("heading", name="Co wniesie plik").wait_for()
    office.check_accessibility()
    page.get_by_role("button", name="Zaimportuj te wartości").click()
    page.get_by_role("heading", name="Co przyszło").wait_for()
    runner.run(StatisticsRun.objects.get().job_id)

    team = visit(width=390, scripts=False)
    page = team.sign_in(people.member, PASSWORD)
    page.get_by_role("link", name="Sprawdź wartości ze statystyki publicznej: Skawina").click()
    item = page.locator(".queue-item").first
    item.locator("summary").click()
    item.get_by_role("button", name="Zakwestionuj wartość").click()
    page.get_by_role("heading", name="Popraw błędy w formularzu").wait_for()
    item = page.locator(".queue-item").first
    item.locator("textarea").fill("W rejestrze mamy inną liczbę.")
    item.get_by_role("button", name="Zakwestionuj wartość").click()
    page.get_by_role("button", name="Potwierdź 1 wartość").click()
    page.get_by_text("Potwierdzono: 1 wartość.").wait_for()
    opinions = OfficialFigure.objects.order_by("-value__observation__period").values_list(
        "opinion", flat=True
    )
    assert list(opinions) == ["contested", "confirmed"]

    page = office.open("/weryfikacja/")
    page.get_by_text("W rejestrze mamy inną liczbę.").wait_for()
    office.check_accessibility()


def test_the_page_of_figures_is_accessible_and_narrow(visit, people, filled, indicator, import_all):
    import_all(indicator)
    team = visit(width=390)
    team.sign_in(people.member, PASSWORD)
    team.open("/statystyka/gminy/skawina/")
    team.check_accessibility()
    team.check_width()
