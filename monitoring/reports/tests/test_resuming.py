"""A build that was cut off goes on from its last finished step, and trusts nothing that has changed."""

import os
import time
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from metropolis.jobs import lease, queue, runner, sweeper
from metropolis.jobs.models import Job, JobStep
from monitoring.models import ReportFile
from monitoring.reports import build as building
from monitoring.reports import files, pdf, readback, snapshot, xlsx
from monitoring.reports.publishing import start_build

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls(monkeypatch):
    """How often the data were frozen, and which files were written, in order."""
    seen = {"frozen": 0, "written": []}
    freeze, write_pdf, write_xlsx = snapshot.freeze, pdf.write, xlsx.write

    def frozen(report):
        seen["frozen"] += 1
        return freeze(report)

    def pdf_written(document, path, **facts):
        seen["written"].append(path.name)
        write_pdf(document, path, **facts)

    def xlsx_written(content, document, path):
        seen["written"].append(path.name)
        write_xlsx(content, document, path)

    monkeypatch.setattr(snapshot, "freeze", frozen)
    monkeypatch.setattr(pdf, "write", pdf_written)
    monkeypatch.setattr(xlsx, "write", xlsx_written)
    return seen


@pytest.fixture
def report(report):
    """In one language: the chain is as long, the test half."""
    report.languages = ["pl"]
    report.save()
    return report


@pytest.fixture
def cut_off(content, report, people, monkeypatch, calls):
    """`cut_off(module, name)`: a build whose database went away when it came to that line."""

    def cut(module, name):
        job = start_build(report, by=people.office)

        def gone(*_args, **_kwargs):
            raise OperationalError("server closed the connection unexpectedly")

        with monkeypatch.context() as broken:
            broken.setattr(module, name, gone)
            runner.run(job.pk)
        job.refresh_from_db()
        assert job.state == "queued"
        return job

    return cut


def resumed(job):
    runner.run(job.pk)
    job.refresh_from_db()
    return job


def on_disk():
    return sorted(path.name for path in files.root().rglob("*") if path.is_file())


@pytest.mark.parametrize("line", [(readback, "check"), (files.Workshop, "move_in"), (building, "_replace")])
def test_what_is_finished_is_not_done_again(cut_off, calls, report, line):
    job = cut_off(*line)
    written = list(calls["written"])
    assert resumed(job).state == "succeeded"
    assert calls == {"frozen": 1, "written": written}
    made = ReportFile.objects.all()
    assert {file.sha256 for file in made} == {files.checksum(files.path_of(file)) for file in made}
    assert len(on_disk()) == len(made)


def test_values_that_come_in_between_are_not_in_half_of_the_report(cut_off, calls, report, content):
    job = cut_off(xlsx, "write")
    content["whole"].name_pl = "Inna nazwa"
    content["whole"].save()
    resumed(job)
    report.refresh_from_db()
    assert "Inna nazwa" not in str(report.snapshot.content)
    assert report.snapshot.sha256 == report.files.get(format="json").sha256


def test_a_finished_file_that_was_changed_is_written_anew(cut_off, calls, report):
    job = cut_off(readback, "check")
    [left] = files.root().glob(".building/*/files/*.pdf")
    left.write_bytes(b"%PDF-1.7 cut off")
    assert resumed(job).state == "succeeded"
    assert calls["written"].count(left.name) == 2
    assert report.files.get(format="pdf").size > 1000


def test_data_that_were_lost_are_frozen_anew_and_all_files_with_them(cut_off, calls, report, content):
    job = cut_off(readback, "check")
    [left] = files.root().glob(".building/*/frozen.json")
    left.unlink()
    content["whole"].name_pl = "Inna nazwa"
    content["whole"].save()
    first = list(calls["written"])
    assert resumed(job).state == "succeeded"
    assert calls == {"frozen": 2, "written": first * 2}
    report.refresh_from_db()
    assert "Inna nazwa" in str(report.snapshot.content)


def test_the_log_says_in_which_attempt_a_step_was_done(cut_off, report, client_of):
    job = resumed(cut_off(xlsx, "write"))
    attempts = dict(job.steps.values_list("name", "attempt"))
    assert (attempts["freeze"], attempts["pdf-pl"], attempts["xlsx-pl"]) == (1, 1, 2)
    page = client_of("office").get(job.get_absolute_url()).content.decode()
    assert "Przebieg pracy" in page
    assert "To próba 2." in page


def test_a_cancelled_build_stops_at_its_next_step_and_leaves_nothing(content, report, people, monkeypatch):
    job = start_build(report, by=people.office)
    real = pdf.write

    def cancelled(*args, **kwargs):
        real(*args, **kwargs)
        assert queue.cancel(Job.objects.get(pk=job.pk))

    monkeypatch.setattr(pdf, "write", cancelled)
    runner.run(job.pk)
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert job.steps.get(name="pdf-pl").state == JobStep.State.FAILED
    assert on_disk() == []
    assert not ReportFile.objects.exists()


def test_a_worker_that_lost_the_job_writes_no_step(content, report, people):
    job = start_build(report, by=people.office)
    slow = building.Chain(lease.take(job.pk))
    slow.expect([building.Step("freeze", "x")])
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    lease.take(job.pk)
    with pytest.raises(lease.LeaseLost):
        slow.begin("freeze")
    assert job.steps.get().state == JobStep.State.WAITING


def leftovers(report):
    """What killed builds leave: a workshop, a folder that no row names, half a picture of an hour ago."""
    for folder in (files.root() / ".building" / "999-1" / "files", files.root() / str(report.pk) / "999-1"):
        folder.mkdir(parents=True)
        (folder / "half.pdf").write_bytes(b"%PDF")
    pictures = files.root().parent.parent / "charts" / "reports"
    pictures.mkdir(parents=True, exist_ok=True)
    old, new = pictures / ".old.part", pictures / ".new.part"
    for piece in (old, new):
        piece.write_text("<svg")
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    return old, new


def test_tidying_removes_what_nobody_speaks_of_and_nothing_else(built):
    kept = on_disk()
    old, new = leftovers(built)
    assert files.tidy() == 3
    assert on_disk() == kept
    assert (old.exists(), new.exists()) == (False, True)
    assert files.tidy() == 0


def test_tidying_leaves_a_build_that_will_be_resumed(cut_off, calls, report):
    job = cut_off(readback, "check")
    assert files.tidy() == 0
    resumed(job)
    assert calls["frozen"] == 1


def test_what_an_open_build_left_goes_once_it_is_given_up(cut_off, report):
    job = cut_off(readback, "check")
    Job.objects.update(
        state="running", lease_until=timezone.now() - timedelta(seconds=1), attempts=lease.MAX_ATTEMPTS
    )
    sweeper.sweep()
    job.refresh_from_db()
    assert job.state == "failed"
    assert files.tidy() == 1
    assert on_disk() == []


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("pdf-pl", lambda data: data[:-200]),
        ("pdf-pl", lambda data: b"%PDF-1.7 no end"),
        ("xlsx-pl", lambda data: data[: len(data) // 2]),
        ("json", lambda data: b"{}"),
    ],
)
def test_a_file_that_cannot_be_read_back_is_not_given_to_anybody(
    content, report, build, monkeypatch, name, spoil
):
    real = files.Workshop.described

    def spoilt(shop, path):
        if path.suffix == f".{name.partition('-')[0]}" and path.parent == shop.files:
            path.write_bytes(spoil(path.read_bytes()))
        return real(shop, path)

    monkeypatch.setattr(files.Workshop, "described", spoilt)
    job = build(report)
    assert job.state == "failed"
    assert "nie udało się odczytać" in job.why
    assert on_disk() == []


def test_a_workbook_that_lacks_rows_is_noticed(content, report, build, monkeypatch):
    real = xlsx._Book._row

    def lazy(book, page, number, values):
        if number < 3:
            real(book, page, number, values)

    monkeypatch.setattr(xlsx._Book, "_row", lazy)
    assert build(report).state == "failed"
