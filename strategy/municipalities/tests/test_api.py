"""`municipalities/`: members by TERYT."""

import datetime
from decimal import Decimal

import pytest

from strategy.factories import MunicipalityFactory
from strategy.models import MunicipalityCode

pytestmark = pytest.mark.django_db


def test_a_member_has_population_and_position(client):
    MunicipalityFactory(
        teryt="9912345",
        population=1000,
        population_on=datetime.date(2024, 12, 31),
        lat=Decimal("50.06"),
        lon=20,
    )
    row = client.get("/api/v1/municipalities/9912345/").json()
    assert (row["population"], row["population_on"]) == (1000, "2024-12-31")
    assert row["position"] == {"lat": "50.06000", "lon": "20.00000"}


def test_what_is_not_known_is_null_and_not_zero(client):
    row = client.get(f"/api/v1/municipalities/{MunicipalityFactory().teryt}/").json()
    assert (row["population"], row["position"], row["area_km2"]) == (None, None, None)


def test_a_code_that_held_earlier_leads_to_the_same_municipality(client):
    town = MunicipalityFactory(teryt="9912343")
    MunicipalityCode.objects.create(municipality=town, teryt="9912342", valid_to=datetime.date(2023, 12, 31))
    row = client.get("/api/v1/municipalities/9912342/").json()
    assert row["teryt"] == "9912343"
    assert row["codes"] == [{"teryt": "9912342", "valid_from": None, "valid_to": "2023-12-31"}]


@pytest.mark.parametrize("teryt", ["9999999", "123", "skawina"])
def test_an_unknown_code_is_not_found(client, teryt):
    assert client.get(f"/api/v1/municipalities/{teryt}/").status_code == 404


def test_members_come_in_polish_order(client):
    for name in ("Zielonki", "Świątniki", "Skawina"):
        MunicipalityFactory(name_pl=name)
    rows = client.get("/api/v1/municipalities/").json()["results"]
    assert [row["name"] for row in rows] == ["Skawina", "Świątniki", "Zielonki"]
