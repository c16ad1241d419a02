"""A number on actions or money leads to the actions that it is made of, and they give the same number."""

import pytest
from lxml import html

from metropolis.ui.dates import long_date
from monitoring.models import Snapshot
from monitoring.reports import snapshot
from strategy.models import Action, ActionPlan

from .test_freeze_actions import LONG_AGO
from .world import accept, adopted_plan, spent

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(content, report, area, people):
    """A draft on a plan with three actions, two of them with money, one with a report."""
    adopted_plan(area, people, made_at=LONG_AGO)
    spent(accept("4.P9.1", by=people.member, decided_by=people.office, stage="delayed"), "OWN", "250000")
    frozen = snapshot.freeze(report)
    report.snapshot = Snapshot.objects.create(content=frozen, sha256=snapshot.digest(frozen))
    report.state = "built"
    report.save()
    return report


@pytest.fixture
def read(client_of):
    def page(url):
        answer = client_of("office").get(url)
        assert answer.status_code == 200, url
        return html.fromstring(answer.content.decode())

    return page


def words(node):
    return " ".join(node.text_content().replace("\u00a0", " ").split())


def linked(page, caption):
    """Column and text of each number of such tables that leads to actions, with its address."""
    tables = [one for one in page.iter("table") if caption in words(one.find("caption"))]
    return [
        (number, words(link), link.get("href"))
        for table in tables
        for row in table.findall("tbody/tr")
        for number, cell in enumerate(row)
        for link in cell.findall("a")
        if "/dzialania/" in link.get("href")
    ]


@pytest.mark.parametrize("caption", ["według źródeł, wszystkie lata", "według obszarów, wszystkie lata"])
def test_an_amount_is_the_sum_of_the_actions_behind_it(told, read, caption):
    found = linked(read(f"/raporty/{told.slug}/calosc/"), caption)
    assert len(found) >= 4
    for column, text, url in found:
        total = read(url).find(".//tfoot/tr")
        assert words(total.findall("td")[column - 1]) == text, url


def test_a_count_is_the_number_of_the_actions_behind_it(told, read):
    found = linked(read(f"/raporty/{told.slug}/calosc/"), "Działania przyjętych planów według obszarów")
    assert [text for _column, text, _url in found] == ["3", "2"]
    for _column, text, url in found:
        assert len(read(url).findall(".//tbody/tr")) == int(text), url


def test_what_a_report_says_of_an_action_leads_to_who_said_it(told, read, team):
    [(_column, percent, url)] = linked(read(f"/raporty/{told.slug}/calosc/"), "Działania opóźnione")
    assert percent == "40 %"
    [row] = read(url).findall(".//tbody/tr")
    assert f"2024: 40 %; podaje: {team.name}; przyjmuje: " in words(row)
    assert row.find("th/a").get("href").endswith("/dzialania/4.P9.1/?wersja=1")


def test_an_action_leads_to_the_version_that_was_read_though_it_was_taken_out_since(told, read):
    before = read(f"/raporty/{told.slug}/dzialania/")
    Action.objects.filter(code="4.P9.1").update(withdrawn_at="2026-01-01T00:00Z")
    after = read(f"/raporty/{told.slug}/dzialania/")
    assert html.tostring(before.find(".//tbody")) == html.tostring(after.find(".//tbody"))
    link = after.findall(".//tbody//th/a")[0]
    assert words(link.getparent()).endswith(f"wersja 1, przyjęta {long_date(LONG_AGO)}")
    assert "4.P9.1" in words(read(link.get("href")).find(".//main"))


def test_a_snapshot_that_names_no_version_leads_to_the_plan(told, read):
    for action in told.snapshot.content["actions"]:
        del action["version"]
    Snapshot.objects.filter(pk=told.snapshot_id).update(content=told.snapshot.content)
    links = read(f"/raporty/{told.slug}/dzialania/").findall(".//tbody//th/a")
    plan = ActionPlan.objects.get(code="4.P9")
    assert {link.get("href") for link in links} == {f"/plany/{plan.slug}/"}


@pytest.mark.parametrize(
    "query", ["obszar=99", "zrodlo=NIKT", "stan=nigdzie", "dzialanie=0", "prowadzi=x%00"]
)
def test_a_number_that_the_report_does_not_hold_has_no_page(told, client_of, query):
    assert client_of("office").get(f"/raporty/{told.slug}/dzialania/?{query}").status_code == 404


def test_the_page_costs_a_constant_number_of_queries(told, client_of, django_assert_max_num_queries):
    client = client_of("office")
    with django_assert_max_num_queries(12):
        client.get(f"/raporty/{told.slug}/dzialania/")
