"""The pages of a campaign: who gets them, what they accept, what they cost."""

import datetime

import pytest
from django.utils import timezone

from conftest import ROLES
from forums.factories import TeamFactory
from monitoring.campaigns.opening import open_campaign
from monitoring.campaigns.views import PAGE_SIZE
from monitoring.factories import CampaignFactory
from monitoring.models import Campaign, IndicatorValue, Submission
from monitoring.values.verification import verify_many
from strategy.factories import IndicatorFactory

ENTRY = "/kampanie/2025/skawina/"
JSON = {"HTTP_ACCEPT": "application/json"}


def _fields(rows, **texts):
    """A posted page: the same texts in every row."""
    names = ("value", "source", "note", "explanation", "reason", "token")
    return {f"{name}-{row.pk}": texts.get(name, "") for row in rows for name in names}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("part", ["", "sprawdz/", "wyslano/"])
def test_only_the_team_and_the_office_find_the_pages_of_a_submission(submission, client_of, role, part):
    answer = client_of(role).get(f"{ENTRY}{part}")
    if role == "public":
        assert answer.status_code == 302
    elif role in ("member", "coordinator", "office", "office2"):
        assert answer.status_code == (302 if part == "wyslano/" else 200)
    else:
        assert answer.status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_only_the_office_finds_the_matrix(campaign, client_of, role):
    expected = {"public": 302, "office": 200, "office2": 200}.get(role, 404)
    assert client_of(role).get("/kampanie/2025/").status_code == expected


def test_the_whole_page_is_saved_without_a_script(submission, rows, client_of):
    answer = client_of("member").post(ENTRY, _fields(rows, value="1 234,5") | {"save": "1"})
    assert (answer.status_code, answer.url) == (302, ENTRY)
    assert IndicatorValue.objects.filter(state="draft").count() == len(rows)


def test_check_and_send_saves_and_goes_to_the_check(submission, rows, client_of):
    answer = client_of("member").post(ENTRY, _fields(rows, value="5") | {"check": "1"})
    assert answer.url == f"{ENTRY}sprawdz/"
    assert IndicatorValue.objects.count() == len(rows)


def test_a_malformed_number_keeps_what_was_typed_and_says_how_to_write_it(submission, rows, client_of):
    fields = _fields(rows, note="kept") | {f"value-{rows[0].pk}": "12x", f"value-{rows[1].pk}": "7"}
    answer = client_of("member").post(ENTRY, fields)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="12x"' in page
    assert "kept" in page
    assert "Wpisz wartość wskaźnika jako liczbę, na przykład 12,5" in page
    assert "<title>Błąd: " in page
    assert IndicatorValue.objects.get().value == 7


def test_a_stale_page_shows_theirs_keeps_mine_and_the_next_save_wins(submission, rows, client_of):
    client_of("coordinator").post(ENTRY, _fields(rows[:1], value="7,5"))
    member = client_of("member")
    answer = member.post(ENTRY, _fields(rows[:1], value="8,25"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "7,5" in page
    assert 'value="8,25"' in page
    token = f"{IndicatorValue.objects.get().pk}.1"
    assert token in page
    member.post(ENTRY, _fields(rows[:1], value="8,25", token=token))
    assert str(IndicatorValue.objects.get().value) == "8.250000"


@pytest.mark.parametrize("row", ["999999", "x", "-1", "9" * 30, "٣"])
def test_an_unknown_row_changes_nothing_and_says_so(submission, rows, client_of, row):
    fields = _fields(rows, value="5") | {f"token-{row}": "", f"value-{row}": "5"}
    answer = client_of("member").post(ENTRY, fields)
    assert answer.status_code == 422
    assert "Odśwież stronę" in answer.content.decode()
    assert not IndicatorValue.objects.exists()


def test_a_row_is_saved_by_the_script_and_told_its_state(submission, rows, client_of):
    answer = client_of("member").post(ENTRY, _fields(rows[:1], value="5"), **JSON).json()
    row = answer["rows"][str(rows[0].pk)]
    assert (row["code"], row["errors"], row["unsaved"]) == ("saved", {}, False)
    assert "Zapisano" in row["badge"]
    assert (answer["done"], answer["total"]) == (1, 2)


def test_the_script_gets_the_sentence_for_a_malformed_number(submission, rows, client_of):
    answer = client_of("member").post(ENTRY, _fields(rows[:1], value="abc"), **JSON).json()
    row = answer["rows"][str(rows[0].pk)]
    assert row["unsaved"]
    assert "12,5" in row["errors"]["value"]


def test_the_script_is_refused_for_a_foreign_row(submission, campaign, other_team, client_of):
    foreign = campaign.submissions.get(team=other_team).rows.all()
    answer = client_of("member").post(ENTRY, _fields(foreign, value="5"), **JSON)
    assert answer.status_code == 409
    assert not IndicatorValue.objects.exists()


def test_the_coordinator_sends_from_the_check_page(submission, rows, client_of):
    coordinator = client_of("coordinator")
    coordinator.post(ENTRY, _fields(rows, value="5"))
    assert "Wyślij do Biura" in coordinator.get(f"{ENTRY}sprawdz/").content.decode()
    answer = coordinator.post(f"{ENTRY}sprawdz/", follow=True)
    assert answer.redirect_chain[-1][0] == f"{ENTRY}wyslano/"
    assert "Co dalej" in answer.content.decode()


def test_a_second_click_says_that_it_was_sent(submission, rows, client_of):
    coordinator = client_of("coordinator")
    coordinator.post(ENTRY, _fields(rows, value="5"))
    coordinator.post(f"{ENTRY}sprawdz/")
    answer = coordinator.post(f"{ENTRY}sprawdz/", follow=True)
    assert "już wysłane" in answer.content.decode()
    assert IndicatorValue.objects.filter(revision=2).count() == 0


def test_what_was_sent_says_whether_the_office_is_still_checking(submission, rows, client_of, people):
    coordinator = client_of("coordinator")
    coordinator.post(ENTRY, _fields(rows, value="5"))
    coordinator.post(f"{ENTRY}sprawdz/")
    assert "Sprawdza je Biuro" in coordinator.get(ENTRY).content.decode()
    verify_many(list(IndicatorValue.objects.all()), by=people.office)
    for part in ("", "sprawdz/"):
        assert (
            "Biuro Stowarzyszenia sprawdziło już wszystkie" in coordinator.get(ENTRY + part).content.decode()
        )


def test_a_member_is_told_who_sends_and_cannot(submission, rows, client_of, people):
    member = client_of("member")
    member.post(ENTRY, _fields(rows, value="5"))
    page = member.get(f"{ENTRY}sprawdz/").content.decode()
    assert people.coordinator.name in page
    assert "Wyślij do Biura" not in page
    assert member.post(f"{ENTRY}sprawdz/").status_code == 403
    submission.refresh_from_db()
    assert submission.state == Submission.State.OPEN


def test_sending_too_early_lists_what_is_missing(submission, rows, client_of):
    answer = client_of("coordinator").post(f"{ENTRY}sprawdz/")
    assert answer.status_code == 422
    assert f"#row-{rows[0].pk}" in answer.content.decode()


def test_htmx_is_given_the_matrix_alone(campaign, client_of):
    office = client_of("office")
    partial = office.get("/kampanie/2025/", HTTP_HX_REQUEST="true").content.decode()
    assert "<html" not in partial
    assert "Skawina" in partial
    assert (
        "<html"
        in office.get("/kampanie/2025/", HTTP_HX_REQUEST="true", HTTP_HX_BOOSTED="true").content.decode()
    )


def test_the_office_closes_and_reopens_from_the_matrix(campaign, client_of):
    office = client_of("office")
    for deed, state in (("close", "closed"), ("open", "open")):
        office.post("/kampanie/2025/", {"deed": deed})
        campaign.refresh_from_db()
        assert campaign.state == state
    assert office.post("/kampanie/2025/", {"deed": "burn"}).status_code == 404


@pytest.mark.parametrize(
    "path", [ENTRY, f"{ENTRY}sprawdz/", "/kampanie/2025/", "/kampanie/", "/moje-zadania/"]
)
def test_a_page_costs_the_same_for_one_row_and_thirty(
    people, team, area, client_of, django_assert_max_num_queries, path
):
    small = CampaignFactory(slug="2025", indicators=[IndicatorFactory(area=area)])
    open_campaign(small, by=people.office)
    browser = client_of("office")
    browser.get(path)
    with django_assert_max_num_queries(15) as few:
        assert browser.get(path).status_code == 200
    small.indicators.add(*[IndicatorFactory(area=area) for _number in range(29)])
    for _number in range(5):
        TeamFactory()
    small.state = "planned"
    small.save()
    open_campaign(small, by=people.office)
    browser.get(path)  # indicators have changed: the overview is counted anew, once
    with django_assert_max_num_queries(15) as many:
        assert browser.get(path).status_code == 200
    assert len(many) == len(few)


def test_saving_thirty_rows_costs_as_much_as_saving_two(
    people, team, area, client_of, django_assert_max_num_queries
):
    counts, client = [], client_of("member")
    for number in (2, 30):
        campaign = CampaignFactory(
            slug=f"c{number}", indicators=[IndicatorFactory(area=area) for _row in range(number)]
        )
        open_campaign(campaign, by=people.office)
        fields = _fields(campaign.submissions.get(team=team).rows.all(), value="5")
        with django_assert_max_num_queries(26) as queries:
            client.post(f"/kampanie/c{number}/skawina/", fields)
        counts.append(len(queries))
    assert counts[1] <= counts[0]


def test_a_full_page_of_two_hundred_rows_is_saved(people, team, area, client_of):
    campaign = CampaignFactory(slug="2025", indicators=[IndicatorFactory(area=area) for _row in range(200)])
    open_campaign(campaign, by=people.office)
    rows = campaign.submissions.get(team=team).rows.all()
    answer = client_of("member").post(ENTRY, _fields(rows, value="5", source="x", note="y"))
    assert answer.status_code == 302
    assert IndicatorValue.objects.count() == 200


@pytest.fixture
def long_form(people, team, area):
    """The rows of a form that has more than one page, in the order of the form."""
    indicators = [IndicatorFactory(area=area, order=number) for number in range(PAGE_SIZE + 1)]
    campaign = CampaignFactory(slug="2025", indicators=indicators)
    open_campaign(campaign, by=people.office)
    return list(campaign.submissions.get(team=team).rows.order_by("observation__indicator__order"))


def test_a_link_to_a_row_opens_the_page_of_the_form_that_holds_it(long_form, client_of):
    last = f'id="row-{long_form[-1].pk}"'
    member = client_of("member")
    assert last not in member.get(ENTRY).content.decode()
    assert last in member.get(f"{ENTRY}?row={long_form[-1].pk}").content.decode()
    assert (
        f"{ENTRY}?row={long_form[-1].pk}#row-" in client_of("office").get("/kampanie/2025/").content.decode()
    )


@pytest.mark.parametrize("asked", ["x", "", "0", "99999999", "²"])
def test_a_row_that_is_not_there_opens_the_first_page(long_form, client_of, asked):
    page = client_of("member").get(ENTRY, {"row": asked})
    assert page.status_code == 200
    assert f'id="row-{long_form[0].pk}"' in page.content.decode()


def test_saving_keeps_the_place_in_a_long_form(long_form, client_of):
    address = f"{ENTRY}?row={long_form[-1].pk}"
    answer = client_of("member").post(address, _fields(long_form[-1:], value="5"))
    assert answer.url == address


def test_the_matrix_shows_states_and_numbers_and_escapes_codes(people, team, area, client_of):
    indicators = [IndicatorFactory(area=area, code=code, order=n) for n, code in enumerate(["A&B", "2"])]
    campaign = CampaignFactory(slug="2025", indicators=indicators)
    open_campaign(campaign, by=people.office)
    first, second = campaign.submissions.get(team=team).rows.order_by("observation__indicator__order")
    client_of("member").post(
        ENTRY, _fields([first], value="1 234,5") | _fields([second], reason="100 % nie wiemy")
    )
    page = client_of("office").get("/kampanie/2025/").content.decode()
    assert f'<a class="cell cell--saved" id="cell-{first.pk}"' in page
    assert f'<a class="cell cell--no_data" id="cell-{second.pk}"' in page
    assert '<span class="cell-code" aria-hidden="true">A&amp;B</span>' in page
    assert '<span class="cell-number">1\xa0234,5</span>' in page


def test_a_place_that_is_not_asked_for_an_indicator_has_an_empty_cell(
    people, team, other_team, area, client_of
):
    campaign = CampaignFactory(slug="2025", indicators=[IndicatorFactory(area=area) for _number in range(2)])
    open_campaign(campaign, by=people.office)
    campaign.submissions.get(team=other_team).rows.first().delete()
    assert client_of("office").get("/kampanie/2025/").content.decode().count("nie pytano") == 1


def test_the_matrix_can_show_only_those_who_are_late(client_of, people, campaign, submission):
    office = client_of("office")
    assert "Wieliczka" in office.get("/kampanie/2025/").content.decode()
    Campaign.objects.update(deadline=timezone.localdate() - datetime.timedelta(days=1))
    Submission.objects.exclude(pk=submission.pk).update(state="submitted", submitted_at=timezone.now())
    late = office.get("/kampanie/2025/?od=teams&tylko=spoznione").content.decode()
    assert people.member.name in late
    assert people.other_coordinator.name not in late
    Campaign.objects.update(deadline=timezone.localdate())
    assert "Nikt się nie spóźnia" in office.get("/kampanie/2025/?tylko=spoznione").content.decode()


def test_a_refresh_of_the_matrix_says_politely_how_far_it_is(client_of, campaign):
    partial = client_of("office").get("/kampanie/2025/", HTTP_HX_REQUEST="true").content.decode()
    assert 'id="matrix-said" class="visually-hidden" role="status" hx-swap-oob="innerHTML"' in partial
