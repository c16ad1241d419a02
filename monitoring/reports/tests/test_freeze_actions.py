import datetime
import json

import jsonschema
import pytest
from django.utils import timezone

from forums.factories import ForumFactory
from forums.models import Consultation
from monitoring.reports import snapshot
from strategy.models import ActionPlan

from .world import accept, adopted_plan, decide, reached, spent

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def plan(content, area, people):
    return adopted_plan(area, people, made_at=LONG_AGO)


@pytest.fixture
def told(plan, people):
    revision = accept(
        "4.P9.1", by=people.member, decided_by=people.office, at=timezone.now(), explanation="Za mało osób."
    )
    reached(revision, "a", datetime.date(2024, 4, 2))
    spent(revision, "OWN", "250000.10")
    return revision


def action(frozen, code):
    return next(row for row in frozen["actions"] if row["code"] == code)


def test_actions_stand_as_the_latest_accepted_report_says(told, report, team):
    first = action(snapshot.freeze(report), "4.P9.1")
    assert first["report"]["percent"] == 40
    assert first["report"]["done"] == "Podpisano umowę."
    assert first["report"]["author"] == f"team:{team.slug}"
    assert first["report"]["approver"].startswith("office:")
    assert [row["place"] for row in first["milestones"]] == ["reached_late", "late"]
    assert first["place"] == "late"  # its end has passed and nobody said that it is done


def test_an_action_without_a_report_is_late_only_by_the_calendar(plan, report):
    frozen = snapshot.freeze(report)
    assert [(row["code"], row["place"]) for row in frozen["actions"]] == [
        ("4.P9.1", "late"), ("4.P9.2", "late"), ("4.P9.3", "unknown"),
    ]  # fmt: skip
    assert action(frozen, "4.P9.3")["report"] is None


def test_money_is_that_of_the_plan_and_what_was_spent_is_not_guessed(told, report):
    frozen = snapshot.freeze(report)
    money = {row["source"]: row for row in action(frozen, "4.P9.1")["money"]}
    assert (money["OWN"]["planned"], money["OWN"]["secured"]) == ("1500000", "1000000.5")
    assert money["OWN"]["spent"] == "250000.1"
    assert money["EU"]["spent"] is None


def test_a_day_before_the_report_was_accepted_knows_nothing_of_it(told, report, yesterday):
    report.as_of = yesterday
    assert action(snapshot.freeze(report), "4.P9.1")["report"] is None


def test_a_day_before_the_adoption_has_no_actions(plan, report):
    report.as_of = datetime.date(2023, 12, 30)
    assert snapshot.freeze(report)["actions"] == []


def test_reports_on_later_periods_are_not_in_the_report(told, report, people):
    accept("4.P9.1", period="2025", by=people.member, decided_by=people.office, stage="done", percent=100)
    assert action(snapshot.freeze(report), "4.P9.1")["report"]["period"] == "2024"


def test_the_example_plan_is_in_no_report(plan, report):
    ActionPlan.objects.filter(pk=plan.pk).update(is_example=True)
    frozen = snapshot.freeze(report)
    assert frozen["actions"] == []
    assert plan.code not in [row["code"] for row in frozen["plans"]]


def test_work_of_forums_names_bodies_and_no_person_and_no_remark(plan, report, people):
    decide(plan, people)
    frozen = snapshot.freeze(report)
    assert [row["number"] for row in frozen["work"]["resolutions"]] == ["7/2024"]
    assert frozen["work"]["opinions"][0]["body"]["pl"] == "Komisja gospodarki"
    assert frozen["work"]["consultations"][0]["answers"] == 0
    assert [row["number"] for row in frozen["work"]["versions"]] == [1]
    text = snapshot.canonical(frozen).decode()
    assert "Tajne uwagi" not in text
    assert people.office.name not in text


def test_work_outside_the_period_is_not_told(plan, report, people):
    decide(plan, people, day=datetime.date(2025, 5, 20))
    assert not any(snapshot.freeze(report)["work"].values())


def test_a_consultation_on_a_text_that_was_never_adopted_stays_with_the_forum(plan, report, people):
    version = plan.versions.get()
    after = datetime.datetime(2024, 6, 1, tzinfo=datetime.UTC)
    Consultation.objects.create(
        plan=plan, version=version, deadline=after.date(), opened_by=people.office, opened_at=after
    )
    assert snapshot.freeze(report)["work"]["consultations"] == []


def test_with_everything_it_still_fits_the_schema_in_a_constant_number_of_queries(
    told, report, people, settings, area, django_assert_max_num_queries
):
    decide(told.progress.action.plan, people)
    with django_assert_max_num_queries(40):
        frozen = snapshot.freeze(report)
    for number in range(5):
        other = adopted_plan(area, people, code=f"4.Q{number}", made_at=LONG_AGO)
        accept(f"{other.code}.1", by=people.member, decided_by=people.office)
        ForumFactory(area=area)
    with django_assert_max_num_queries(40):
        snapshot.freeze(report)
    schema = json.loads((settings.BASE_DIR / "docs" / "report-snapshot.schema.json").read_text())
    jsonschema.validate(json.loads(snapshot.canonical(frozen)), schema)
