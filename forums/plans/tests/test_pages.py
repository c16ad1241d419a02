"""The pages of a plan: which text is shown to whom, and that they cost the same for one action and thirty."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from forums.tests.plan_world import ACTION, add_item, build_plan, draft_plan, version_of
from strategy.factories import (
    ActionPlanFactory,
    FundingSourceFactory,
    GoalFactory,
    IndicatorFactory,
    MunicipalityFactory,
    SectionTemplateFactory,
)
from strategy.models import ActionPlan
from strategy.municipalities.limits import MOST_MUNICIPALITIES

PAGES = ["", "dzialania/", "harmonogram/", "harmonogram/?widok=tabela", "finansowanie/", "gminy/"]
PAGES += ["gminy/skawina/", "dzialania/4.P{}.1/"]


@pytest.fixture
def world(people):
    return build_plan(people)


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def addresses(slug, number):
    return [f"/plany/{slug}/{page.format(number)}" for page in PAGES]


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_public_reads_the_adopted_text(world, client, language):
    for address in addresses("plan-przyjety", 2):
        page = text_of(client, language + address)
        assert "1/2026" in page  # the resolution stands in the head
        assert ("Plan jest napisany po polsku" in page) is False
        assert ("The text of the plan is in Polish." in page) == (language == "/en")


def test_a_draft_says_that_it_may_change(world, client_of):
    for address in addresses("plan-w-projekcie", 1):
        assert "Projekt – może się zmienić." in text_of(client_of("member"), address)


def test_a_plan_known_by_name_says_what_is_known(people, area, client):
    source = {"title": "Prasa", "url": "https://example.org/prasa"}
    ActionPlanFactory(area=area, slug="nieznany", name_pl="Plan nieznany", sources=[source], state="")
    page = text_of(client, "/plany/nieznany/")
    assert "Treści tego planu nie ma jeszcze w portalu" in page
    assert "https://example.org/prasa" in page
    assert "stan nieznany" in page
    assert client.get("/plany/nieznany/dzialania/").status_code == 404


def test_a_plan_under_work_is_not_called_missing(world, client):
    assert "Ten plan powstaje" in text_of(client, "/plany/plan-w-projekcie/")


@pytest.mark.parametrize("wanted", ["projekt", "1", "99", "x"])
def test_what_is_not_for_visitors_asks_them_to_sign_in(world, client, wanted):
    answer = client.get(f"/plany/plan-w-projekcie/?wersja={wanted}")
    assert answer.status_code == 302
    assert answer.url.startswith("/konto/login/")


def test_a_former_member_finds_nothing(world, client_of):
    assert client_of("former_member").get("/plany/plan-w-projekcie/?wersja=projekt").status_code == 404
    assert client_of("member").get("/plany/plan-w-projekcie/?wersja=99").status_code == 404


def test_older_and_working_versions_lead_to_the_one_in_force(world, people, client_of):
    plan = ActionPlan.objects.get(slug="plan-przyjety")
    version_of(plan, people.office)
    version_of(plan, people.office, adopted_number=2)
    member = client_of("member")
    assert "Wcześniejsza wersja przyjęta 1" in text_of(member, "/plany/plan-przyjety/?wersja=1")
    working = text_of(member, "/plany/plan-przyjety/dzialania/?wersja=2")
    assert "Wersja robocza 2" in working
    assert "/plany/plan-przyjety/harmonogram/?wersja=2" in working
    assert "Tekst przyjęty, wersja 2." in text_of(member, "/plany/plan-przyjety/?wersja=3")


def test_people_with_a_role_are_led_to_the_amendment(world, client, client_of):
    ActionPlan.objects.filter(slug="plan-przyjety").update(amendment_state="draft")
    assert "Przeczytaj projekt zmiany" not in text_of(client, "/plany/plan-przyjety/")
    assert "Przeczytaj projekt zmiany" in text_of(client_of("member"), "/plany/plan-przyjety/")
    page = text_of(client_of("member"), "/plany/plan-przyjety/?wersja=projekt")
    assert "Obowiązuje plan przyjęty." in page


def test_an_example_says_so_on_every_page(world, client):
    ActionPlan.objects.filter(slug="plan-przyjety").update(is_example=True)
    for address in addresses("plan-przyjety", 2):
        assert "Plan przykładowy: dane wymyślone do pokazu" in text_of(client, address)


def test_the_team_of_a_municipality_is_led_to_its_part(world, client, client_of):
    link = "/plany/plan-przyjety/gminy/skawina/"
    assert link in text_of(client_of("member"), "/plany/plan-przyjety/")
    assert link not in text_of(client, "/plany/plan-przyjety/")


def test_goals_that_no_action_serves_are_visible(people, area, client):
    GoalFactory(area=area, code="4.S1", text_pl="Cel pominięty", level="specific")
    GoalFactory(area=area, code="4.S2", text_pl="Cel wybrany", level="specific")
    plan = draft_plan(area, state="adopted")
    add_item(plan, "action", "4.P1.3", ACTION | {"goals": ["4.S2"]}, order=3)
    version_of(plan, people.office, adopted_number=1)
    page = text_of(client, f"/plany/{plan.slug}/")
    served, unserved = page.split("Cele obszaru, którym nie służy żadne działanie")
    assert "Cel wybrany" in served
    assert "Cel pominięty" in unserved


def test_the_draft_of_an_action_may_be_edited_by_its_forum(world, client_of):
    address = "/plany/plan-w-projekcie/dzialania/4.P1.1/"
    edit = "/plany/plan-w-projekcie/projekt/dzialania/4.P1.1/"
    assert f'href="{edit}"' in text_of(client_of("forum_member"), address)
    assert f'href="{edit}"' not in text_of(client_of("member"), address)


def test_an_unknown_filter_is_named_and_fifty_rows_make_a_page(people, area, client):
    plan = full_plan(area, people, 60)
    page = text_of(client, f"/plany/{plan.slug}/dzialania/?rodzaj=zamek&page=2")
    assert "zamek" in page
    assert page.count("data-label=") // 5 == 10
    assert "strona 2 z 2" in page


def test_the_workbook_holds_exactly_the_rows_of_the_filter(world, client):
    answer = client.get("/plany/plan-przyjety/dzialania/eksport/?q=bilet")
    assert "plan-przyjety_dzialania_" in answer["Content-Disposition"]
    book = load_workbook(BytesIO(answer.content), read_only=True)
    text = " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    assert "4.P2.1" in text
    assert "4.P2.2" not in text
    assert "eksport/?q=bilet" in text_of(client, "/plany/plan-przyjety/dzialania/?q=bilet")


@pytest.mark.parametrize("role", ["public", "member"])
def test_a_page_costs_the_same_for_one_action_and_thirty(
    people, area, client_of, django_assert_max_num_queries, role
):
    FundingSourceFactory(code="A")
    GoalFactory(area=area, code="4.S1", level="specific")
    IndicatorFactory(area=area, code="4.1")
    state = "adopted" if role == "public" else "draft"
    plans = [full_plan(area, people, number, state=state) for number in (1, 30)]
    browser = client_of(role)
    for page in PAGES:
        counts = []
        for plan in plans:
            with django_assert_max_num_queries(15) as queries:
                text_of(browser, f"/plany/{plan.slug}/{page.format(plan.code.partition('P')[2])}")
            counts.append(len(queries))
        assert counts[0] == counts[1], page


def full_plan(area, people, number, *, state="adopted") -> ActionPlan:
    """A plan whose actions say everything, adopted unless it is a draft."""
    code = f"4.P{70 + number}"
    fields = {"period_start": 2026, "period_end": 2030, "run_in_portal": True, "state": state}
    plan = ActionPlanFactory(area=area, slug=f"plan-{number}", code=code, **fields)
    SectionTemplateFactory(key="diagnoza", title_pl="Diagnoza", title_en="Diagnosis")
    add_item(plan, "section", "diagnoza", {"html": "<p>Tekst</p>"})
    content = ACTION | {
        "goals": ["4.S1"],
        "indicators": ["4.1"],
        "lead_municipality": "skawina",
        "responsible_team": "skawina",
        "start": "2026-01-01",
        "end": "2027-01-01",
        "milestones": [{"key": f"m{n}", "name": "Odbiór", "due": "2026-12-01"} for n in range(5)],
        "funding": [{"source": "A", "year": 2026, "planned": "100", "secured": "50"}],
    }
    for index in range(number):
        add_item(plan, "action", f"{code}.{index + 1}", content, order=index)
    if state == "adopted":
        version_of(plan, people.office, adopted_number=1)
    return plan


def test_of_a_country_only_the_municipalities_that_a_plan_names_are_listed(world, client):
    MunicipalityFactory(slug="obca", name_pl="Gmina Obca")
    few = text_of(client, "/plany/plan-przyjety/gminy/")
    assert "Gmina Obca" in few
    assert 'class="tiles"' in few
    MunicipalityFactory.create_batch(MOST_MUNICIPALITIES)
    many = text_of(client, "/plany/plan-przyjety/gminy/")
    assert "/gminy/skawina/" in many
    assert "Gmina Obca" not in many
    assert 'class="tiles"' not in many
