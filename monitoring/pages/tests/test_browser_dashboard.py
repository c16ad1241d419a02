"""From the dashboard to a municipality, and a comparison to share: wide, narrow, without script."""

import json

import pytest
from django.core.management import call_command

from strategy.models import Municipality

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def content(transactional_db, tmp_path):
    """The real strategy with made-up boundaries: a row of squares."""
    call_command("load_strategy", "content/krakow.yaml", verbosity=0)
    features = [_square(place, one.teryt) for place, one in enumerate(Municipality.objects.all())]
    file = tmp_path / "boundaries.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    call_command("load_boundaries", file, source="Example register", verbosity=0)


def _square(place: int, teryt: str) -> dict:
    west, south = 19 + place % 5 / 10, 50 + place // 5 / 10
    east, north = west + 0.1, south + 0.1
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"teryt": teryt}, "geometry": geometry}


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, False)])
def test_a_cell_of_the_dashboard_leads_to_the_values_it_counts(visit, content, width, scripts):
    visitor = visit(width=width, scripts=scripts)
    page = visitor.open("/pulpit/")
    if scripts:
        visitor.check_width()
    page.get_by_role("link", name="Jak wypada na tle mediany?").click()
    page.locator(".heat tbody tr", has_text="Skawina").locator("td a").first.click()
    assert page.url.rpartition("#")[2].startswith("obszar-")
    assert page.locator("h1").inner_text() == "Skawina"


def test_the_map_has_a_list_for_the_keyboard_and_can_be_tiles(visit, content):
    visitor = visit()
    page = visitor.open("/pulpit/")
    assert page.locator(".map__picture").is_visible()
    visitor.check_accessibility()
    page.locator(".map__list a", has_text="Skawina").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/gminy/skawina/")
    page = visitor.open("/pulpit/")
    page.get_by_role("link", name="Kafelki").click()
    assert page.locator(".tiles").is_visible()


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, False)])
def test_a_comparison_is_chosen_seen_as_a_table_and_shared(visit, content, width, scripts):
    visitor = visit(width=width, scripts=scripts)
    page = visitor.open("/wskazniki/6.2/")
    page.get_by_role("link", name="Porównaj gminy uczciwie").click()
    page.get_by_label("Porównaj", exact=True).select_option("na-km2")
    page.get_by_role("button", name="Porównaj").click()
    assert "miara=na-km2" in page.url
    page.get_by_role("link", name="Tabela", exact=True).click()
    assert page.get_by_role("cell", name="Skawina").is_visible()
    assert "miara=na-km2" in page.url
    assert "widok=tabela" in page.url
    assert "Igołomia-Wawrzeńczyce" in page.get_by_text("powierzchni nie ma").first.inner_text()
