"""The grid made for typing, in a real browser: forty indicators by keyboard alone, by pasting, and undone."""

import time
from decimal import Decimal

import pytest

from metropolis.accounts.factories import PASSWORD
from monitoring.campaigns.opening import open_campaign
from monitoring.factories import CampaignFactory, IndicatorValueFactory, ObservationFactory
from monitoring.models import DueValue, IndicatorValue, Submission
from strategy.factories import IndicatorFactory

pytestmark = pytest.mark.browser

COUNT, RATIO, ODD = 40, 3, 7
"""The fourth indicator is a ratio; the eighth gets a value that is asked about."""
PASTE = """([selector, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const target = document.querySelector(selector);
  target.focus();
  target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def asked(area, people, team):
    """An open campaign of forty indicators, each with a last value; the submission of the cast's team."""
    indicators = [
        IndicatorFactory(
            area=area, code=f"4.{n}", order=n, aggregation="ratio" if n == RATIO else "sum",
            is_share=n == RATIO, unit_pl="%" if n == RATIO else "szt.",
        )
        for n in range(COUNT)
    ]  # fmt: skip
    for indicator in indicators:
        place = ObservationFactory(indicator=indicator, municipality=team.municipality, period="2024")
        parts = {"numerator": 30, "denominator": 120} if indicator.aggregation == "ratio" else {}
        IndicatorValueFactory(observation=place, value=25 if parts else 1200, **parts)
    campaign = CampaignFactory(slug="2025", indicators=indicators)
    open_campaign(campaign, by=people.office)
    return Submission.objects.with_supplier().get(campaign=campaign, team=team)


def _rows(submission):
    return list(submission.rows.order_by("observation__indicator__order").values_list("pk", flat=True))


def _drafts():
    """The drafts by the order of their indicators."""
    return _by_order(IndicatorValue.objects.filter(state="draft", proposed=False))


def _by_order(values):
    found = values.select_related("observation__indicator")
    return {value.observation.indicator.order: value for value in found}


def _is_saved(page, submission, done):
    page.get_by_text(f"Gotowe: {done} z {COUNT} odpowiedzi").wait_for()


def test_forty_indicators_by_keyboard_alone(visit, people, asked, record_property):
    team = visit()
    team.sign_in(people.coordinator, PASSWORD)
    page = team.open(asked.address())
    rows = _rows(asked)
    page.locator(f"#value-{rows[0]}").focus()
    start = time.monotonic()
    for n in range(COUNT):
        if n == RATIO:
            page.keyboard.type("33")
            page.keyboard.press("Enter")
            page.keyboard.type("132")
        else:
            page.keyboard.type("12 340" if n == ODD else f"1 2{n:02},5")
        page.keyboard.press("Enter")
    record_property("typing_seconds", time.monotonic() - start)
    assert page.evaluate("document.activeElement.name") == "check"
    _is_saved(page, asked, COUNT - 1)
    page.locator(f"#value-{rows[ODD - 1]}").focus()
    page.keyboard.press("F9")  # the row that has to be explained
    page.keyboard.type("Otwarto nowy oddział.")
    page.keyboard.press("Enter")
    _is_saved(page, asked, COUNT)
    page.keyboard.press("F2")
    page.keyboard.type("Rejestr gminy")
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.classList.contains('input-number')")
    page.get_by_role("button", name="Sprawdź i wyślij").press("Enter")
    page.get_by_role("button", name="Wyślij do Biura Stowarzyszenia").press("Enter")
    page.get_by_role("heading", name="Co dalej").wait_for()
    sent = _by_order(IndicatorValue.objects.filter(state="submitted"))
    usual = {n: Decimal(f"12{n:02}.5") for n in range(COUNT) if n not in (RATIO, ODD)}
    assert {n: value.value for n, value in sent.items()} == usual | {RATIO: 25, ODD: 12340}
    assert (sent[RATIO].numerator, sent[RATIO].denominator) == (33, 132)
    assert sent[ODD].explanation == "Otwarto nowy oddział."
    assert sent[ODD + 1].source == "Rejestr gminy"


@pytest.mark.parametrize("width", [1280, 390])
def test_forty_indicators_by_pasting_a_block_from_excel(visit, people, asked, width):
    team = visit(width=width)
    team.sign_in(people.member, PASSWORD)
    page = team.open(asked.address())
    first = _rows(asked)[0]
    lines = [f"1\u00a02{n:02},25" for n in range(COUNT)]
    lines[RATIO], lines[5], lines[6] = "33\t132", "dużo", "1 205,5\t17"
    page.evaluate(PASTE, [f"#value-{first}", "\r\n".join([*lines, "999"]) + "\r\n"])
    _is_saved(page, asked, COUNT - 1)
    notice = page.locator("[data-notice]").inner_text()
    assert f"Wklejone komórki: {COUNT + 1}." in notice
    assert "Nie było pola dla: 2 (4.6: 17; 999)." in notice
    fault = page.locator(f"#row-{_rows(asked)[5]} [data-error=value]").inner_text()
    assert fault == "Wpisz wartość wskaźnika jako liczbę, na przykład 12,5"
    saved = _drafts()
    assert saved.keys() == set(range(COUNT)) - {5}
    assert saved[0].value == Decimal("1200.25")
    assert (saved[RATIO].numerator, saved[RATIO].denominator) == (33, 132)
    team.check_accessibility()
    team.check_width()

    page.get_by_role("button", name="Cofnij").click()  # the whole block is one step
    page.get_by_text(f"Gotowe: 0 z {COUNT} odpowiedzi").wait_for()
    assert _drafts() == {}
    page.get_by_role("button", name="Ponów").click()
    _is_saved(page, asked, COUNT - 1)


def test_undo_goes_back_through_saved_changes_and_leaves_typing_to_the_browser(visit, people, asked):
    team = visit()
    team.sign_in(people.member, PASSWORD)
    page = team.open(asked.address())
    first, second, *_others = _rows(asked)
    page.locator(f"#value-{first}").fill("1 201")
    page.keyboard.press("Enter")
    page.keyboard.type("1 202")
    page.keyboard.press("Enter")
    _is_saved(page, asked, 2)
    page.keyboard.press("Control+z")
    _is_saved(page, asked, 1)
    assert page.locator(f"#value-{second}").input_value() == ""
    page.keyboard.press("Control+z")
    _is_saved(page, asked, 0)
    page.keyboard.press("Control+y")
    _is_saved(page, asked, 1)
    assert {n: value.value for n, value in _drafts().items()} == {0: 1201}
    assert DueValue.objects.exclude(no_data_reason="").count() == 0


def test_the_caret_keeps_its_keys_and_leaves_at_the_edge_of_the_text(visit, people, asked):
    team = visit()
    team.sign_in(people.member, PASSWORD)
    page = team.open(asked.address())
    rows = _rows(asked)
    numerator = page.locator(f"#numerator-{rows[RATIO]}")
    numerator.fill("123")
    focused = "document.activeElement.id"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(focused) == f"numerator-{rows[RATIO]}"
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(focused) == f"denominator-{rows[RATIO]}"
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == f"value-{rows[RATIO - 1]}"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == f"numerator-{rows[RATIO]}"
    page.keyboard.press("F4")
    assert page.evaluate(focused) == f"reason-{rows[RATIO]}"
    page.keyboard.press("Escape")
    assert page.evaluate(focused) == f"numerator-{rows[RATIO]}"


def test_last_values_are_proposed_and_confirmed_one_by_one(visit, people, asked):
    team = visit()
    team.sign_in(people.member, PASSWORD)
    page = team.open(asked.address())
    rows = _rows(asked)
    page.locator(f"#value-{rows[0]}").fill("1 250")
    page.get_by_text("wszystkie pozostałe wiersze naraz").click()
    page.get_by_role("button", name="Zaproponuj ostatnie wartości").click()
    page.get_by_text(f"Zaproponowano {COUNT - 1} wartości").wait_for()
    _is_saved(page, asked, 1)
    team.check_accessibility()
    page.locator(f"#value-{rows[1]}").focus()
    page.keyboard.press("Enter")  # confirms, and goes on
    page.keyboard.press("Enter")
    page.keyboard.press("F8")
    _is_saved(page, asked, 4)
    page.locator(f"#value-{rows[4]}").fill("1 100")
    page.keyboard.press("Tab")
    _is_saved(page, asked, 5)
    assert {n: value.value for n, value in _drafts().items()} == {0: 1250, 1: 1200, 2: 1200, 3: 25, 4: 1100}


def test_what_was_kept_in_the_browser_does_not_overwrite_what_a_colleague_saved_since(visit, people, asked):
    one, two = visit(), visit()
    one.sign_in(people.member, PASSWORD)
    two.sign_in(people.coordinator, PASSWORD)
    first = _rows(asked)[0]
    page = one.open(asked.address())
    one.context.set_offline(True)
    page.locator(f"#value-{first}").fill("1 111")
    page.keyboard.press("Tab")
    page.get_by_text("Brak połączenia.").wait_for()
    theirs = two.open(asked.address())
    theirs.locator(f"#value-{first}").fill("1 222")
    theirs.keyboard.press("Tab")
    _is_saved(theirs, asked, 1)
    page.goto("about:blank")
    one.context.set_offline(False)
    page = one.open(asked.address())
    page.locator(f"#row-{first}").get_by_text("W międzyczasie zapisano tu 1 222").wait_for()
    assert page.locator(f"#value-{first}").input_value() == "1 111"
    assert {n: value.value for n, value in _drafts().items()} == {0: 1222}
    one.check_accessibility()
    page.get_by_role("button", name="przyjmij tamte dane").click()
    page.locator(f"#row-{first} [data-clash]").wait_for(state="hidden")
    assert page.locator(f"#value-{first}").input_value().replace("\u00a0", " ") == "1 222"
    page.keyboard.press("Control+z")  # mine again, and saved: the clash was seen
    page.locator(f"#row-{first}").get_by_text("Zapisano").wait_for()
    page.get_by_text("Zapisano o").wait_for()
    assert {n: value.value for n, value in _drafts().items()} == {0: 1111}


def test_a_block_longer_than_the_page_says_how_many_rows_are_left_and_what_to_do(visit, people, asked, area):
    more = [
        IndicatorFactory(area=area, code=f"4.{n}", order=n, unit_pl="szt.") for n in range(COUNT, COUNT + 15)
    ]
    asked.campaign.indicators.add(*more)
    asked.campaign.state = "planned"
    asked.campaign.save()
    open_campaign(asked.campaign, by=people.office)
    team = visit()
    team.sign_in(people.member, PASSWORD)
    page = team.open(asked.address())
    last = page.locator("[data-row]").last.get_attribute("data-row")
    page.evaluate(PASTE, [f"#value-{last}", "7\n8\n9\n\n"])
    notice = page.locator("[data-notice]")
    notice.get_by_text("Wiersze, które nie zmieściły się na tej stronie: 2.").wait_for()
    assert notice.get_by_role("link", name="Następna strona").get_attribute("href") == "?page=2"
    assert "/plik/" in notice.get_by_role("link", name="pliku").get_attribute("href")
    team.check_width()


def test_an_evidence_file_is_added_on_a_phone_without_scripts(visit, people, asked, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    team = visit(width=390, scripts=False)
    team.sign_in(people.member, PASSWORD)
    page = team.open(asked.address())
    page.locator("[data-evidence]").first.click()
    file = {"name": "rejestr.csv", "mimeType": "text/csv", "buffer": b"gmina;liczba"}
    page.locator("#files").set_input_files([file])
    page.get_by_role("button", name="Dodaj te pliki").click()
    page.get_by_text("Dodano 1 plik.").wait_for()
    assert page.get_by_role("link", name="rejestr.csv").is_visible()
    team.check_width()
    page.get_by_role("link", name="Wróć do odpowiedzi").click()
    page.get_by_text("pliki źródłowe (1)").wait_for()


def test_the_page_of_evidence_files_is_accessible(visit, people, asked):
    team = visit()
    team.sign_in(people.member, PASSWORD)
    team.open(asked.evidence_address(_rows(asked)[0]))
    team.check_accessibility()
    team.check_width()
