"""The example plan goes through all steps, and is never taken for a real one."""

import pytest
from django.core.management import call_command

from forums.models import Proposal
from strategy.models import Action, ActionPlan


@pytest.fixture
def example(db, settings):
    settings.DEMO = True
    call_command("load_strategy", "content/krakow.yaml")
    call_command("load_demo")
    return ActionPlan.objects.get(is_example=True)


def test_the_example_is_in_force_and_being_amended(example):
    assert (example.state, example.amendment_state) == ("in_implementation", "draft")
    assert example.versions.filter(adopted_number=1).count() == 1
    assert Proposal.objects.get().state == "open"
    call_command("load_demo")
    assert ActionPlan.objects.filter(is_example=True).count() == 1


def test_the_example_is_marked_and_in_no_list_of_real_things(example, client):
    page = client.get(f"/plany/{example.slug}/").content.decode()
    assert "dane wymyślone" in page
    assert Action.objects.filter(plan=example).count() == 3
    assert not Action.objects.in_force().exists()
    assert client.get("/api/v1/actions/").json()["count"] == 0
    assert client.get(f"/api/v1/plans/{example.slug}/").json()["is_example"] is True
