"""What is asked on the entry page about similar municipalities and totals, and what asking costs."""

import pytest

from monitoring.campaigns.actions import action_lines
from monitoring.campaigns.opening import open_campaign
from monitoring.campaigns.rows import RowState, load_rows
from monitoring.factories import CampaignFactory, IndicatorValueFactory, ObservationFactory
from monitoring.models import Submission
from monitoring.progress.entry import save_draft
from monitoring.progress.tests.world import IN_PROGRESS, plan_with_action
from strategy.factories import IndicatorFactory, MunicipalityFactory

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def team_of_twenty_thousand(team):
    team.municipality.population = 20_000
    team.municipality.save()
    return team


def _asked(indicators, people, team):
    campaign = CampaignFactory(slug="2025", indicators=indicators)
    open_campaign(campaign, by=people.office)
    return Submission.objects.with_supplier().get(campaign=campaign, team=team)


def _fields(rows, *values):
    pairs = list(zip(rows, values, strict=True))
    return {f"value-{row.due.pk}": text for row, text in pairs} | {
        f"token-{row.due.pk}": row.token for row, _text in pairs
    }


def test_a_value_unlike_those_of_similar_municipalities_is_saved_and_asked_about(
    team_of_twenty_thousand, people, area, client_of
):
    indicator = IndicatorFactory(area=area, aggregation="sum", unit_pl="szt.")
    for n in range(6):
        place = MunicipalityFactory(population=21_000 + n)
        seen = ObservationFactory(indicator=indicator, municipality=place, period="2024")
        IndicatorValueFactory(observation=seen, value=200 + n)
    submission = _asked([indicator], people, team_of_twenty_thousand)
    client_of("member").post(submission.address(), _fields(load_rows(submission), "2000"))
    [row] = load_rows(submission)
    assert (row.state, row.question.code) == (RowState.ODD, "peers")
    assert "Na 1000 mieszkańców to 100, a mediana podobnych gmin to 9,64" in row.question_text


def test_a_total_hears_of_the_part_that_was_typed_after_it(team, people, area, client_of):
    whole = IndicatorFactory(area=area, code="4.1", order=1)
    part = IndicatorFactory(area=area, code="4.2", order=2, part_of=whole)
    submission = _asked([whole, part], people, team)
    member, page = client_of("member"), submission.address()
    total, piece = load_rows(submission)
    member.post(page, _fields([total], "10"), **JSON)
    answer = member.post(page, _fields([piece], "12"), **JSON).json()
    [related] = answer["related"].values()
    assert (related["code"], answer["done"]) == ("odd", 0)
    assert "Części (4.2) dają razem 12" in related["question"]
    assert "część wskaźnika 4.1" in answer["rows"][str(piece.due.pk)]["question"]


def test_asking_about_thirty_drafts_keeps_the_page_within_fifteen_queries(
    team_of_twenty_thousand, people, area, client_of, django_assert_max_num_queries
):
    whole = IndicatorFactory(area=area)
    parts = [IndicatorFactory(area=area, part_of=whole, aggregation="sum") for _n in range(29)]
    submission = _asked([whole, *parts], people, team_of_twenty_thousand)
    member, rows = client_of("member"), load_rows(submission)
    member.post(submission.address(), _fields(rows, *["5"] * 30))
    member.get(submission.address())
    with django_assert_max_num_queries(15):
        text = member.get(submission.address()).content.decode()
    assert text.count("dają razem 145") == 1


@pytest.mark.parametrize("who", ["member", "coordinator", "office"])
def test_drafts_that_are_asked_about_beside_reports_on_actions_keep_within_fifteen_queries(
    who, team_of_twenty_thousand, people, area, client_of, django_assert_max_num_queries
):
    plan_with_action(area, team_of_twenty_thousand)
    whole = IndicatorFactory(area=area)
    parts = [IndicatorFactory(area=area, part_of=whole, aggregation="sum") for _n in range(3)]
    submission = _asked([whole, *parts], people, team_of_twenty_thousand)
    member, rows = client_of("member"), load_rows(submission)
    member.post(submission.address(), _fields(rows, *["5"] * 4))
    [line] = action_lines(submission)
    save_draft(line.action, "2025", IN_PROGRESS, token="", by=people.member)
    reader = client_of(who)
    reader.get(submission.address())
    with django_assert_max_num_queries(15):
        text = reader.get(submission.address()).content.decode()
    assert "dają razem 15" in text
    assert line.action.title in text
