"""A reader goes back to an earlier day, walks around in it, and asks what has changed; also on a phone."""

import re

import pytest

from monitoring.factories import IndicatorValueFactory, ObservationFactory
from strategy.factories import IndicatorFactory, MunicipalityFactory, TargetFactory, ThematicAreaFactory

from .test_past_pages import days_ago, moment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def corrected(transactional_db):
    """A value of 100 days ago, corrected 10 days ago."""
    area = ThematicAreaFactory(code="4", slug="gospodarka", name_pl="Gospodarka")
    indicator = IndicatorFactory(code="9.1", area=area, aggregation="mean", unit_pl="km", precision=1)
    TargetFactory(indicator=indicator)
    place = MunicipalityFactory(slug="skawina", name_pl="Skawina")
    observation = ObservationFactory(indicator=indicator, municipality=place, period="2024")
    for amount, ago in (("111.1", 100), ("222.2", 10)):
        IndicatorValueFactory(observation=observation, value=amount, published_at=moment(days_ago(ago)))
    return observation


@pytest.mark.parametrize("width", [1280, 390])
def test_back_to_an_earlier_day_and_what_has_changed_since(visit, corrected, width):
    visitor = visit(width=width)
    page = visitor.open("/wskazniki/")
    page.get_by_label("Dzień", exact=True).fill(days_ago(50).isoformat())
    page.get_by_role("button", name="Pokaż stan na dzień").click()
    page.get_by_text("Widzisz stan na").wait_for()
    visitor.check_accessibility()
    visitor.check_width()
    page.get_by_role("link", name=corrected.indicator.name, exact=True).click()
    page.get_by_text("Widzisz stan na").wait_for()
    page.get_by_text(re.compile("111,1")).first.wait_for()
    page.get_by_role("link", name="Co się zmieniło od tego dnia").click()
    page.get_by_text("poprawiono 1 wartość").wait_for()
    visitor.check_accessibility()
    visitor.check_width()
