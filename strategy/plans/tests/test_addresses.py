"""A plan gets a readable, permanent address from its name."""

import pytest

from strategy.factories import ActionPlanFactory
from strategy.plans.models import SLUG_LENGTH, address_from

LONG = "Plan rozwoju współpracy i inwestycji w zakresie przechodzenia na gospodarkę o obiegu zamkniętym"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Łąki i Źródła", "laki-i-zrodla"),
        ("Plan (nazwa niepełna w źródle)", "plan"),
        (LONG, "plan-rozwoju-wspolpracy-i-inwestycji-w-zakresie-przechodzenia-na-gospodarke"),
        ("?!", ""),
    ],
)
def test_an_address_is_made_from_the_name(name, address):
    assert address_from(name) == address
    assert len(address) <= SLUG_LENGTH


@pytest.mark.django_db
def test_plans_of_one_name_have_different_addresses():
    first, second, nameless = (
        ActionPlanFactory(name_pl=name, code=code)
        for name, code in [("Plan", "A.1"), ("Plan", "A.2"), ("?", "A.3")]
    )
    assert (first.slug, second.slug, nameless.slug) == ("plan", "plan-a-2", "a-3")


@pytest.mark.django_db
def test_an_address_stays_when_the_name_changes():
    plan = ActionPlanFactory(name_pl="Plan wody")
    plan.name_pl = "Plan powietrza"
    plan.save()
    assert plan.slug == "plan-wody"
