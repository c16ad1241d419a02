import datetime
import json

import jsonschema
import pytest

from metropolis.accounts.models import User
from monitoring.models import IndicatorValue, ReportSection
from monitoring.reports import snapshot

from .conftest import measure

pytestmark = pytest.mark.django_db


def indicator(frozen, code):
    return next(row for row in frozen["indicators"] if row["code"] == code)


def test_the_same_data_give_the_same_bytes(content, report):
    assert snapshot.canonical(snapshot.freeze(report)) == snapshot.canonical(snapshot.freeze(report))


def test_it_fits_the_published_schema(content, report, settings):
    schema = json.loads((settings.BASE_DIR / "docs" / "report-snapshot.schema.json").read_text())
    jsonschema.validate(json.loads(snapshot.canonical(snapshot.freeze(report))), schema)


def test_it_ends_with_the_period_of_the_report(content, report):
    frozen = indicator(snapshot.freeze(report), "4.2")
    assert [figure["period"] for figure in frozen["figures"]] == ["2021", "2022", "2023", "2024"]
    assert "99999" not in json.dumps(frozen)


def test_it_knows_only_what_was_published_by_its_day(content, report, yesterday):
    IndicatorValue.objects.update(published_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    late = measure(content["each"], 2023, "9.9")
    report.as_of = yesterday
    assert late.pk not in [value["id"] for value in indicator(snapshot.freeze(report), "4.4")["values"]]


def test_values_carry_their_origin_and_the_function_of_their_author(content, report, team):
    value = indicator(snapshot.freeze(report), "4.4")["values"][0]
    assert value["author"] == f"team:{team.slug}"
    assert value["explanation"] == "Zamknięto zakład."
    assert (value["source"], value["revision"], value["municipality"]) == ("Example source", 1, "skawina")


def test_no_name_or_address_of_a_person_is_in_it(content, report):
    text = snapshot.canonical(snapshot.freeze(report)).decode()
    assert "Przykładowy" not in text
    assert not [user.email for user in User.objects.all() if user.email in text]


def test_it_holds_status_thresholds_and_coverage(content, report, settings):
    frozen = snapshot.freeze(report)
    assert frozen["rules"]["on_track_from"] == settings.STATUS_ON_TRACK_FROM
    assert indicator(frozen, "4.2")["status"]["code"] == "at_risk"
    assert indicator(frozen, "4.4")["coverage"] == {"present": 1, "expected": 2, "missing": ["wieliczka"]}
    assert frozen["summary"]["strategy"]["with_data"] == 2


def test_plans_that_are_not_adopted_stay_with_the_forums(content, report):
    assert [plan["name"]["pl"] for plan in snapshot.freeze(report)["plans"]] == ["Plan gospodarczy"]


def test_comments_are_frozen_with_the_data(content, report):
    ReportSection.objects.create(report=report, chapter="summary", text_pl="Słowo Biura")
    assert snapshot.freeze(report)["narrative"] == {"summary": {"pl": "Słowo Biura", "en": "", "forum": None}}


def test_it_costs_a_constant_number_of_queries(content, report, django_assert_max_num_queries, municipality):
    with django_assert_max_num_queries(29):
        snapshot.freeze(report)
    for year in range(2000, 2020):
        measure(content["each"], year, "1", municipality)
    with django_assert_max_num_queries(29):
        snapshot.freeze(report)
