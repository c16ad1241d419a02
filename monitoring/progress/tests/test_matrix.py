"""The Office sees in a campaign who is late with reports on actions, beside who is late with values."""

import datetime

from django.utils import timezone

from monitoring.campaigns.actions import action_lines, fill_action
from monitoring.campaigns.opening import close_campaign
from monitoring.campaigns.progress import tasks_of
from monitoring.campaigns.submitting import submit
from monitoring.models import Campaign, DueValue, ProgressRevision, Submission
from monitoring.progress.deciding import accept, return_report

from .world import IN_PROGRESS

MATRIX = "/kampanie/2025/"


def page_of(client_of):
    return client_of("office").get(MATRIX).content.decode()


def report(submission, people):
    [line] = action_lines(submission)
    fill_action(line, IN_PROGRESS, token="", by=people.member)
    submit(submission, by=people.coordinator)


def test_the_matrix_counts_reports_due_sent_and_accepted(client_of, people, submission):
    assert "wysłano 0 z 1, przyjęto 0" in page_of(client_of)
    report(submission, people)
    assert "wysłano 1 z 1, przyjęto 0" in page_of(client_of)
    accept(ProgressRevision.objects.get(), by=people.office)
    page = page_of(client_of)
    assert "wysłano 1 z 1, przyjęto 1" in page
    assert f'href="{submission.address()}#actions"' in page


def test_late_is_said_of_values_and_of_reports_each_by_itself(
    client_of, people, campaign, submission, other_team
):
    Campaign.objects.update(deadline=timezone.localdate() - datetime.timedelta(days=1))
    late = page_of(client_of)
    [row] = [part for part in late.split("<tr>") if "wysłano 0 z 1" in part]
    assert row.count("matrix-late") == 2
    report(submission, people)
    only_late = client_of("office").get(f"{MATRIX}?tylko=spoznione").content.decode()
    assert "wysłano 1 z 1" not in only_late
    assert other_team.municipality.name in only_late


def test_a_team_that_owes_reports_only_has_its_line(client_of, submission):
    DueValue.objects.all().delete()
    page = page_of(client_of)
    assert f'<a href="{submission.address()}">Skawina</a>' in page
    assert "wysłano 0 z 1" in page


def test_after_the_closing_a_report_that_came_back_is_still_to_correct(people, campaign, submission):
    report(submission, people)
    close_campaign(campaign, by=people.office)
    return_report(ProgressRevision.objects.get(), "Popraw kwotę.", by=people.office)
    [task] = tasks_of(Submission.objects.filter(pk=submission.pk))
    assert (task.state, task.returned) == ("problem", 1)


def test_the_matrix_with_reports_costs_fifteen_queries_at_most(
    client_of, submission, django_assert_max_num_queries
):
    browser = client_of("office")
    browser.get(MATRIX)
    with django_assert_max_num_queries(15):
        assert browser.get(MATRIX).status_code == 200
