"""Tables of indicators are kept with the overview, and never after something in them has changed."""

import pytest

from monitoring.factories import IndicatorValueFactory, ObservationFactory
from strategy.factories import GoalFactory, IndicatorFactory


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_a_kept_table_of_indicators_follows_every_change(client, area, municipality):
    goal = GoalFactory(area=area, level="specific", code="4.S1")
    indicator = IndicatorFactory(area=area, code="4.1", name_pl="Pasażerowie", name_en="Passengers")
    indicator.goals.add(goal)
    for address in (f"/obszary/{area.slug}/", "/cele/4.S1/"):
        assert "Pasażerowie" in page(client, address)
        assert "Passengers" in page(client, f"/en{address}")
    seen = ObservationFactory(indicator=indicator, municipality=municipality, period="2024")
    IndicatorValueFactory(observation=seen, value=987_654)
    indicator.name_pl = "Podróżni"
    indicator.save()
    for address in (f"/obszary/{area.slug}/", "/cele/4.S1/"):
        assert "Podróżni" in page(client, address)
        assert "Pasażerowie" not in page(client, address)
    indicator.goals.remove(goal)
    assert "Podróżni" not in page(client, "/cele/4.S1/")
