"""What the page of a municipality keeps between requests follows every change, and has a language."""

import pytest

from monitoring.factories import IndicatorValueFactory, ObservationFactory
from strategy.factories import IndicatorFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db


def test_a_page_that_was_kept_shows_a_value_and_a_name_as_soon_as_they_change(client):
    indicator, place = IndicatorFactory(name_pl="Autobusy", name_en="Buses"), MunicipalityFactory()
    seen = ObservationFactory(indicator=indicator, municipality=place, period="2024")
    seen.current = IndicatorValueFactory(observation=seen, value=4711)
    seen.save()
    address = f"/gminy/{place.slug}/"
    for _number in range(2):
        assert "4711" in _digits(client.get(address))
    assert "Buses" in client.get(f"/en{address}").content.decode()
    seen.current = IndicatorValueFactory(observation=seen, value=815, revision=2)
    seen.save()
    indicator.name_pl = "Tramwaje"
    indicator.save()
    text = _digits(client.get(address))
    assert "<strong>815" in text
    assert "4711" not in text
    assert "Tramwaje" in text
    assert "Autobusy" not in text


def _digits(answer) -> str:
    return answer.content.decode().replace("\u00a0", "")
