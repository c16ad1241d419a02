"""The main job in a real browser, as people do it."""

import re

import pytest

from metropolis.accounts.factories import PASSWORD
from monitoring.campaigns.opening import open_campaign
from monitoring.factories import CampaignFactory, IndicatorValueFactory, ObservationFactory
from monitoring.models import Campaign, IndicatorValue, Submission

pytestmark = pytest.mark.browser


@pytest.fixture
def last_year(indicators, team):
    """Of the first indicator 12 km were verified for the year before."""
    observation = ObservationFactory(indicator=indicators[0], municipality=team.municipality, period="2024")
    return IndicatorValueFactory(observation=observation, value=12)


@pytest.fixture
def asked(indicators, people, last_year, submission_of):
    """An open campaign; the submission of the team of the cast."""
    campaign = CampaignFactory(slug="2025", indicators=indicators)
    open_campaign(campaign, by=people.office)
    return submission_of(campaign)


@pytest.fixture
def submission_of(team):
    return lambda campaign: Submission.objects.with_supplier().get(campaign=campaign, team=team)


def _ids(submission):
    return list(submission.rows.order_by("observation__indicator__order").values_list("pk", flat=True))


def _open_campaign(office):
    page = office.open("/admin/monitoring/campaign/add/")
    page.locator("[name=period]").fill("2025")
    page.locator("[name=slug]").fill("2025")
    page.locator("[name=_open]").click()
    page.get_by_role("heading", level=1, name=re.compile("Kampania za 2025 rok")).wait_for()
    office.check_accessibility()


def _type_values(team, page, first, second):
    page.get_by_role("link", name=re.compile("Dane za 2025 rok: Skawina")).click()
    page.locator(f"#value-{first}").fill("120")
    page.locator(f"#value-{second}").fill("41,5")
    page.locator(f"#row-{first}").get_by_text("Czy chodzi o 12?").wait_for()
    page.locator(f"#explanation-{first}").fill("Otwarto nową trasę.")
    page.locator(f"#explanation-{first}").blur()
    page.get_by_text("Gotowe: 2 z 2 odpowiedzi").wait_for()
    team.check_accessibility()
    team.check_width()
    page.get_by_role("button", name="Sprawdź i wyślij").click()
    page.get_by_text("Daj znać, że odpowiedzi są gotowe").wait_for()
    team.check_accessibility()


def _send(coordinator):
    page = coordinator.open("/kampanie/2025/skawina/sprawdz/")
    page.get_by_role("button", name="Wyślij do Biura Stowarzyszenia").click()
    page.get_by_role("heading", name="Co dalej").wait_for()
    coordinator.check_accessibility()
    coordinator.check_width()


def _return_the_odd_one(office):
    """And verify the other."""
    page = office.open("/weryfikacja/")
    office.check_accessibility()
    odd = page.locator(".queue-item").first
    assert "Otwarto nową trasę." in odd.inner_text()
    odd.locator("summary").click()
    odd.locator("textarea").fill("Sprawdź jednostkę.")
    odd.get_by_role("button", name="Zwróć do poprawy").click()
    odd.get_by_text("Zwrócono do poprawy.").wait_for()
    page.get_by_role("button", name=re.compile("^Zweryfikuj ?:")).click()
    page.locator("#queue-said").get_by_text("Zweryfikowano 1 wartość").wait_for()


def _correct(team, row):
    page = team.open("/kampanie/2025/skawina/")
    page.get_by_text("„Sprawdź jednostkę.”").wait_for()
    team.check_accessibility()
    page.locator(f"#value-{row}").fill("12,6")
    page.locator(f"#value-{row}").blur()
    page.get_by_text("Gotowe: 2 z 2 odpowiedzi").wait_for()


def _verify_the_last(office):
    page = office.open("/weryfikacja/")
    page.locator("input[type=checkbox]").check()
    page.get_by_role("button", name="Zweryfikuj zaznaczone").click()
    page.get_by_text("Żadna wartość nie czeka na weryfikację").wait_for()


def test_the_whole_job_from_the_admin_to_the_verified_value(
    visit, people, indicators, last_year, submission_of
):
    office, team, coordinator = visit(), visit(width=390), visit(width=390)
    office.sign_in(people.office, PASSWORD)
    _open_campaign(office)
    first, second = _ids(submission_of(Campaign.objects.get()))
    _type_values(team, team.sign_in(people.member, PASSWORD), first, second)
    coordinator.sign_in(people.coordinator, PASSWORD)
    _send(coordinator)
    _return_the_odd_one(office)
    _correct(team, first)
    _send(coordinator)
    _verify_the_last(office)
    page = office.open("/kampanie/2025/")
    assert page.locator(".cell--verified").count() == 3  # with the one in the legend
    assert IndicatorValue.objects.filter(state="verified", author=people.member).count() == 2


def test_the_job_of_a_team_without_scripts(visit, people, asked):
    first, second = _ids(asked)
    team = visit(width=390, scripts=False)
    page = team.sign_in(people.coordinator, PASSWORD)
    page.get_by_role("link", name=re.compile("Dane za 2025 rok")).click()
    page.locator(f"[name=same][value='{first}']").click()
    page.get_by_text("Zapisano 1 odpowiedź").wait_for()
    page.locator(f"#value-{second}").fill("12x")
    page.locator(f"#value-{second}").press("Enter")
    page.locator(".error-summary a").wait_for()
    assert page.locator(f"#value-{second}").input_value() == "12x"
    page.locator(f"#value-{second}").fill("12,5")
    page.get_by_role("button", name="Sprawdź i wyślij").click()
    page.get_by_role("button", name="Wyślij do Biura Stowarzyszenia").click()
    page.get_by_role("heading", name="Co dalej").wait_for()
    assert IndicatorValue.objects.filter(state="submitted").count() == 2


def test_what_is_typed_without_a_connection_is_kept_and_saved_later(visit, people, asked):
    first, _second = _ids(asked)
    team = visit()
    team.sign_in(people.member, PASSWORD)
    page = team.open(asked.address())
    team.context.set_offline(True)
    page.locator(f"#value-{first}").fill("13")
    page.locator(f"#value-{first}").blur()
    page.get_by_text("Brak połączenia.").wait_for()
    page.goto("about:blank")  # the browser was closed before the connection came back
    team.context.set_offline(False)
    page = team.open(asked.address())
    page.get_by_text("Gotowe: 1 z 2 odpowiedzi").wait_for()
    assert IndicatorValue.objects.get(state="draft").value == 13


def test_two_people_type_into_one_row_and_both_see_it(visit, people, asked):
    first, _second = _ids(asked)
    one, two = visit(), visit()
    one.sign_in(people.member, PASSWORD)
    two.sign_in(people.coordinator, PASSWORD)
    pages = [one.open(asked.address()), two.open(asked.address())]
    for page, number in zip(pages, ("12,1", "12,2"), strict=True):
        page.locator(f"#value-{first}").fill(number)
        page.locator(f"#value-{first}").blur()
        page.locator(f"#row-{first}").get_by_text(re.compile("Zapisano|Nie zapisano")).first.wait_for()
    pages[1].get_by_text("W międzyczasie zapisano tu 12,1").first.wait_for()
    assert pages[1].locator(f"#value-{first}").input_value() == "12,2"
    assert str(IndicatorValue.objects.get(state="draft").value) == "12.100000"


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_of_the_job_is_accessible_and_never_scrolls_sideways(visit, people, asked, width, prefix):
    person = visit(width=width)
    person.sign_in(people.office, PASSWORD)
    pages = ["/moje-zadania/", "/kampanie/", "/kampanie/2025/", "/weryfikacja/", asked.address()]
    for path in [*pages, asked.address("campaign_check")]:
        person.open(f"{prefix}{path}")
        person.check_accessibility()
        person.check_width()
