"""The example plan shows reports on actions, marked, and counts nowhere."""

import pytest
from django.core.management import call_command

from monitoring.models import ProgressRevision
from strategy.models import ActionPlan


@pytest.fixture
def example(db, settings):
    settings.DEMO = True
    call_command("load_strategy", "content/krakow.yaml")
    call_command("load_demo")
    return ActionPlan.objects.get(is_example=True)


def test_the_example_shows_how_its_actions_go_and_says_that_it_is_one(example, client):
    states = set(ProgressRevision.objects.values_list("state", flat=True))
    assert states == {"accepted", "submitted"}
    page = client.get(f"/plany/{example.slug}/dzialania/{example.code}.1/").content.decode()
    assert "opóźnione lub wstrzymane" in page.lower()
    assert "dane wymyślone" in page
    assert "96\xa0200\xa0zł" in page
    assert "1 działanie opóźnione" in client.get(f"/plany/{example.slug}/").content.decode().replace(
        "\xa0", " "
    )


def test_the_example_counts_in_no_area_and_not_in_the_api(example, client):
    assert "Jak idą działania" not in client.get("/obszary/gospodarka/").content.decode()
    assert client.get("/api/v1/actions/").json()["count"] == 0
