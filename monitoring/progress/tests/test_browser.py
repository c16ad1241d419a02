"""A team reports on an action and sends it, the Office returns it and then accepts it: in a real browser."""

import re

import pytest

from metropolis.accounts.factories import PASSWORD
from monitoring.models import ProgressRevision

pytestmark = pytest.mark.browser

ENTRY = "/kampanie/2025/skawina/"


def test_from_an_empty_report_to_the_page_of_the_action(visit, people, submission, forum):
    team = visit(width=390)
    team.sign_in(people.member, PASSWORD)
    page = team.open(ENTRY)
    page.get_by_role("link", name=re.compile("^Uzupełnij")).click()
    page.get_by_label("opóźnione lub wstrzymane").check()
    page.get_by_label("Wykonanie w procentach").fill("35 %")
    page.get_by_role("button", name="Zapisz", exact=True).click()
    page.get_by_role("link", name="Wpisz, co blokuje działanie albo dlaczego je zaniechano.").wait_for()
    team.check_accessibility()
    team.check_width()
    page.get_by_label("Co blokuje działanie").fill("Brak umowy z przewoźnikiem.")
    page.get_by_label("Osiągnięty dnia").first.fill("5.05.2025")
    page.get_by_role("group", name=re.compile("^2025, Środki własne")).get_by_role("textbox").fill("140 000")
    page.get_by_role("button", name="Zapisz", exact=True).click()
    page.get_by_text("Wydano więcej, niż zapewniono: Środki własne.").wait_for()
    page.get_by_label("Wyjaśnienie tego, o co pyta portal").fill("Aneks podpisano w styczniu.")
    team.check_accessibility()
    page.get_by_role("button", name="Zapisz i sprawdź wszystko").click()
    page.get_by_role("heading", level=1, name="Sprawdź odpowiedzi").wait_for()
    team.check_accessibility()
    team.check_width()

    coordinator = visit()
    coordinator.sign_in(people.coordinator, PASSWORD)
    page = coordinator.open(f"{ENTRY}sprawdz/")
    page.get_by_role("button", name="Wyślij do Biura Stowarzyszenia").click()
    page.get_by_role("heading", name="Co dalej").wait_for()

    office = visit()
    office.sign_in(people.office, PASSWORD)
    page = office.open("/weryfikacja/postepy/")
    office.check_accessibility()
    page.locator("summary", has_text="zwróć, bo").click()
    page.get_by_label(re.compile("^Co trzeba poprawić")).fill("Podaj nowy termin.")
    page.get_by_role("button", name=re.compile("^Zwróć do poprawy")).click()
    page.get_by_text("Żadne sprawozdanie z działania nie czeka").wait_for()

    page = team.open(ENTRY)
    page.get_by_text("„Podaj nowy termin.”").wait_for()
    page.get_by_role("link", name=re.compile("^Zmień")).click()
    page.get_by_label("Teraz spodziewany dnia").last.fill("31.12.2030")
    page.get_by_role("button", name="Zapisz", exact=True).click()
    page.get_by_text("Zapisano: 4.P7.1 Wspólny bilet.").wait_for()
    page = coordinator.open(f"{ENTRY}sprawdz/")
    page.get_by_role("button", name="Wyślij do Biura Stowarzyszenia").click()
    page.get_by_role("heading", name="Co dalej").wait_for()

    page = office.open("/weryfikacja/postepy/")
    page.get_by_role("button", name=re.compile("^Przyjmij ?:")).click()
    page.get_by_text("Przyjęto 1 sprawozdanie.").wait_for()
    states = list(ProgressRevision.objects.order_by("revision").values_list("state", flat=True))
    assert states == ["returned", "accepted"]


def test_without_scripts_no_change_is_one_click_too(visit, people, submission, action):
    from monitoring.progress.deciding import accept
    from monitoring.progress.entry import save_draft

    from .world import IN_PROGRESS

    before = save_draft(action, "2024", IN_PROGRESS, token="", by=people.member).latest
    ProgressRevision.objects.update(state="submitted")
    accept(before, by=people.office)
    team = visit(width=390, scripts=False)
    team.sign_in(people.member, PASSWORD)
    page = team.open(ENTRY)
    page.get_by_role("button", name=re.compile("^Bez zmian")).click()
    page.get_by_text("Zapisano: bez zmian od ostatniego sprawozdania.").wait_for()
    assert ProgressRevision.objects.latest("pk").percent == 40
