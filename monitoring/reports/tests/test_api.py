"""`reports/`: what is published, with its files; drafts do not exist."""

import datetime

import pytest
from django.utils import timezone

from monitoring.models import ProgressReport, ReportFile, Snapshot

pytestmark = pytest.mark.django_db
REPORTS = "/api/v1/reports/"


def report(slug, state="published"):
    made = ProgressReport.objects.create(
        slug=slug,
        title_pl="Raport przykładowy",
        title_en="Example report",
        period="2025",
        as_of=datetime.date(2026, 3, 1),
        state="built",
        snapshot=Snapshot.objects.create(content={"secret": "large"}, sha256="a" * 64),
    )
    ReportFile.objects.create(
        report=made, format="pdf", language="pl", path="x.pdf", size=12, sha256="b" * 64
    )
    if state == "published":
        made.state, made.published_at = state, timezone.now()
        made.save()
    return made


@pytest.mark.parametrize("role", ["public", "member", "office"])
def test_only_published_reports_exist(client_of, role):
    report("published")
    report("built", state="built")
    browser = client_of(role)
    assert [row["slug"] for row in browser.get(REPORTS).json()["results"]] == ["published"]
    assert browser.get(f"{REPORTS}published/").status_code == 200
    assert browser.get(f"{REPORTS}built/").status_code == 404


def test_a_report_links_its_files_and_tells_its_snapshot(client):
    report("r2025")
    row = client.get(REPORTS, headers={"accept-language": "en"}).json()["results"][0]
    assert (row["title"], row["period"], row["as_of"]) == ("Example report", "2025", "2026-03-01")
    assert row["snapshot_sha256"] == "a" * 64
    assert row["files"] == [
        {
            "format": "pdf",
            "language": "pl",
            "size": 12,
            "sha256": "b" * 64,
            "url": "http://testserver/en/raporty/r2025/pliki/pdf-pl/",
        }
    ]


def test_publishing_changes_the_etag(client):
    made = report("r2025", state="built")
    before = client.get(REPORTS)["ETag"]
    made.state, made.published_at = "published", timezone.now()
    made.save()
    answer = client.get(REPORTS, headers={"if-none-match": before})
    assert (answer.status_code, answer.json()["count"]) == (200, 1)


def test_a_list_costs_the_same_for_one_report_and_thirty(client, django_assert_num_queries):
    report("r-0")
    with django_assert_num_queries(4):
        client.get(REPORTS)
    for number in range(1, 31):
        report(f"r-{number}")
    with django_assert_num_queries(4):
        client.get(REPORTS)
    text = b"".join(client.get(f"{REPORTS}?format=csv").streaming_content).decode()
    assert text.count("\n") == 32


def test_reports_are_found_by_period_and_title(client):
    report("r2025")
    assert client.get(f"{REPORTS}?period=2025&search=przykladowy").json()["count"] == 1
    assert client.get(f"{REPORTS}?period=2024").json()["count"] == 0
