"""A reader clicks on a number of the web page and sees where it comes from."""

import re

import pytest
from lxml import html

from monitoring.reports.web import Origins

from .conftest import freeze_into, measure

pytestmark = pytest.mark.django_db

NUMBER = re.compile(r"\d")


@pytest.fixture
def page_of(client_of):
    """`page_of(report)`: all its chapters, as a tree of elements."""

    def read(report):
        return html.fromstring(client_of("office").get(f"/raporty/{report.slug}/calosc/").content.decode())

    return read


def numbers_of(table):
    """Text and address (None without one) of the cells with numbers, row by row under the first words."""
    return {
        row.find("th").text_content(): [
            (cell.text_content().strip(), cell.find("a").get("href") if cell.find("a") is not None else None)
            for cell in row.findall("td")
            if "num" in cell.get("class", "") and NUMBER.search(cell.text_content())
        ]
        for row in table.findall("tbody/tr")
    }


def test_every_count_of_an_area_and_every_change_leads_to_its_origin(drafted, page_of, client_of):
    [chapter] = page_of(drafted).xpath("//section[@id='overview']")
    areas, changes = (numbers_of(table) for table in chapter.iter("table"))
    day = f"?na-dzien={drafted.as_of}"
    [(_name, counts)] = areas.items()
    assert [text for text, _url in counts] == ["3", "2", "1", "1", "0"]
    own = "/obszary/gospodarka"
    assert [url for _text, url in counts] == [f"{own}/obliczenie/{day}"] * 3 + [f"{own}/{day}"] * 2
    assert [url for _text, url in changes["4.2 Nowe podmioty"]] == [
        f"/wskazniki/4.2/obliczenie/2021/{day}",
        f"/wskazniki/4.2/obliczenie/2024/{day}",
        f"/wskazniki/4.2/{day}",
    ]
    for _text, url in [*counts, *changes["4.2 Nowe podmioty"]]:
        assert client_of("public").get(url).status_code == 200, url


def test_a_baseline_that_was_never_measured_leads_to_its_indicator(content, report, page_of):
    indicator = content["whole"]
    indicator.baseline_period = "2020"
    indicator.save()
    [chapter] = page_of(freeze_into(report)).xpath("//section[@id='overview']")
    changes = numbers_of(list(chapter.iter("table"))[1])
    text, url = changes["4.2 Nowe podmioty"][0]
    assert text.endswith("(2020)")
    assert url == f"/wskazniki/4.2/?na-dzien={report.as_of}"


def test_the_large_numbers_of_the_summary_lead_to_the_counts(drafted, page_of, client_of):
    facts = page_of(drafted).xpath("//section[@id='summary']//dl/div")
    urls = [[link.get("href") for link in fact.iter("a")] for fact in facts]
    counted = f"/strategia/obliczenie/?na-dzien={drafted.as_of}"
    assert urls == [[counted], [counted], []]
    assert client_of("public").get(counted).status_code == 200


def test_in_a_report_on_an_area_they_lead_to_the_counts_of_the_area(content, report, area, page_of):
    report.kind, report.area = "area", area
    report.save()
    [first, *_others] = page_of(freeze_into(report)).xpath("//section[@id='summary']//dl/div")
    assert [link.get("href") for link in first.iter("a")] == [
        f"/obszary/gospodarka/obliczenie/?na-dzien={report.as_of}"
    ]


def test_values_of_a_municipality_lead_to_the_figures_of_their_periods(
    content, report, municipality, page_of, client_of
):
    measure(content["each"], 2023, "3.1", municipality)
    report.kind, report.municipality = "municipality", municipality
    report.save()
    [chapter] = page_of(freeze_into(report)).xpath("//section[@id='municipality']")
    values = numbers_of(next(chapter.iter("table")))["4.4 Bezrobotni"]
    urls = [f"/wskazniki/4.4/obliczenie/{year}/?na-dzien={report.as_of}" for year in (2024, 2023)]
    assert [url for _text, url in values[:2]] == urls
    assert all(client_of("public").get(url).status_code == 200 for url in urls)


def test_an_area_that_is_gone_leads_nowhere(report):
    assert Origins(report).counts("no-such-area") == ""
