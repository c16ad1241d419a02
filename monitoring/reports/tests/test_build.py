import errno
from pathlib import Path

import pytest

from metropolis.jobs import runner
from metropolis.jobs.lease import JobContext
from metropolis.jobs.models import Job
from monitoring.models import ReportFile, Snapshot
from monitoring.reports import build as building
from monitoring.reports import charts, files, formats, narrative, pdf, readback, snapshot, xlsx
from monitoring.reports.publishing import last_job, start_build
from monitoring.values.refusals import Refused, Stale, WrongState

from .conftest import publish

pytestmark = pytest.mark.django_db


def on_disk():
    return sorted(path.name for path in files.root().rglob("*") if path.is_file())


def told(monkeypatch):
    """What the job says of its progress: the steps with their texts, and the shares of the time."""
    said, shares = [], []
    real = JobContext.progress

    def remember(self, done, total, text="", share=None):
        if total > 1:  # before the data are known nobody knows the steps
            said.append((done, total, str(text)))
            shares.append(share)
        real(self, done, total, text, share)

    monkeypatch.setattr(JobContext, "progress", remember)
    return said, shares


def test_a_second_click_does_not_build_twice(content, report, people):
    first, second = start_build(report, by=people.office), start_build(report, by=people.office2)
    assert first == second
    assert Job.objects.count() == 1


def test_progress_tells_what_is_really_done(content, report, build, monkeypatch):
    said, shares = told(monkeypatch)
    build(report)
    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[-1] <= 1
    done, total, text = said[-1]
    assert (done, text) == (total - 1, "Odkładanie plików na miejsce")
    assert total == len(formats_of(report)) + 4
    assert f"Rysowanie wykresu 1 z {len(charts_of(report))}" in [text for _done, _total, text in said]


def test_the_log_of_a_build_has_each_step_with_its_time(built):
    steps = list(last_job(built).steps.all())
    names = ["freeze", "charts", *formats_of(built), "check", "keep"]
    assert [step.name for step in steps] == names
    assert {step.state for step in steps} == {"done"}
    assert all(step.took for step in steps)


def test_the_share_of_a_step_is_the_time_that_it_took_the_last_time(built, build):
    last_job(built).steps.filter(name="pdf-pl").update(
        started_at="2026-01-01T08:00Z", finished_at="2026-01-01T09:00Z"
    )
    build(built)
    assert last_job(built).steps.get(name="pdf-pl").share == 3600


def charts_of(report):
    documents = [building.compose(report.snapshot.content, language) for language in report.languages]
    return [spec for document in documents for spec in document.specs]


def formats_of(report):
    """The files that a build makes, in their order."""
    content = report.snapshot.content
    documents = [building.compose(content, language) for language in report.languages]
    return [building._name(file) for file in formats.planned(content, documents, Path(), report.slug)]


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (snapshot, "freeze"),
        (charts, "drawn"),
        (pdf, "write"),
        (xlsx, "write"),
        (readback, "check"),
        (files.Workshop, "move_in"),
        (building, "_replace"),
    ],
)
def test_a_build_that_breaks_at_any_step_leaves_the_last_report_whole(
    built, build, monkeypatch, module, name, client_of
):
    before = {file.name: file.sha256 for file in built.files.all()}
    kept, frozen = on_disk(), built.snapshot_id

    def broken(*_args, **_kwargs):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(module, name, broken)
    job = build(built)
    assert job.state == "failed"
    assert job.why
    assert {file.name: file.sha256 for file in built.files.all()} == before
    assert (on_disk(), built.snapshot_id) == (kept, frozen)
    assert client_of("office").get(f"/raporty/{built.slug}/pliki/pdf-pl/").status_code == 200


def test_what_a_killed_build_left_behind_is_gone_after_the_next(content, report, build):
    dead = files.root() / ".building" / "999999-1"
    moved = files.root() / str(report.pk) / "999999-2"
    for folder in (dead, moved):
        folder.mkdir(parents=True)
        (folder / "half.pdf").write_bytes(b"%PDF")
    build(report)
    assert len(on_disk()) == 8
    assert "half.pdf" not in on_disk()


def test_building_again_keeps_one_set_of_files_and_one_snapshot(built, build):
    build(built)
    assert len(on_disk()) == 8
    assert (ReportFile.objects.count(), Snapshot.objects.count()) == (8, 1)


def test_a_build_whose_job_was_given_to_another_worker_writes_nothing(content, report, people, monkeypatch):
    job = start_build(report, by=people.office)
    real = files.Workshop.move_in

    def robbed(shop):
        Job.objects.update(lease_token="somebody else")
        return real(shop)

    monkeypatch.setattr(files.Workshop, "move_in", robbed)
    runner.run(job.pk)
    report.refresh_from_db()
    assert (report.state, report.snapshot) == ("new", None)
    assert on_disk() == []
    assert not ReportFile.objects.exists()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (snapshot, "canonical"),
        (charts, "drawn"),
        (pdf, "write"),
        (xlsx, "write"),
        (files.Workshop, "described"),
        (files.Workshop, "move_in"),
        (building, "_replace"),
    ],
)
def test_a_full_disk_is_named_at_whatever_step_and_nothing_stays(
    content, report, build, monkeypatch, module, name
):
    def full(*_args, **_kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, name, full)
    job = build(report)
    assert (job.state, job.why) == ("failed", "Na dysku nie ma już miejsca. Niczego nie zmieniono.")
    assert on_disk() == []
    assert "failed" in {step.state for step in job.steps.all()}


def test_a_disk_that_is_full_for_the_compiler_of_the_pdf_is_named_too(content, report, build, monkeypatch):
    compiler = Path(pdf.typesetting.__file__).with_name("compile.py")
    full = files.root().parent.parent / "full.py"
    full.parent.mkdir(parents=True, exist_ok=True)
    code = compiler.read_text().replace('request["output"]', '"/dev/full"')
    full.write_text(code)
    monkeypatch.setattr(pdf.typesetting, "COMPILER", full)
    assert build(report).why == "Na dysku nie ma już miejsca. Niczego nie zmieniono."


def test_a_pdf_that_takes_too_long_ends_the_build_with_a_reason(content, report, build, monkeypatch):
    monkeypatch.setattr(pdf, "TIME_LIMIT_SECONDS", 0.001)
    job = build(report)
    assert job.state == "failed"
    assert "PDF" in job.why


def test_a_pdf_that_needs_too_much_memory_ends_the_build_with_a_reason(content, report, build, monkeypatch):
    monkeypatch.setattr(pdf, "MEMORY_LIMIT_BYTES", 60 * 1024**2)
    assert "PDF" in build(report).reason


def comment(report, person, text="Słowo Biura", version=0):
    return narrative.save_section(report, "summary", text_pl=text, text_en="", version=version, by=person)


def test_comments_survive_a_build(built, build, people):
    comment(built, people.office)
    build(built)
    assert built.sections.get().text_pl == "<p>Słowo Biura</p>"
    assert built.snapshot.content["narrative"]["summary"]["pl"] == "<p>Słowo Biura</p>"


def test_a_stale_comment_is_refused_and_both_are_kept_apart(report, people):
    comment(report, people.office, "pierwszy")
    with pytest.raises(Stale):
        comment(report, people.office2, "drugi", version=0)
    assert report.sections.get().text_pl == "<p>pierwszy</p>"
    assert comment(report, people.office2, "drugi", version=1).version == 2


def test_an_unknown_chapter_has_no_comment(report, people):
    with pytest.raises(Refused):
        narrative.save_section(report, "annex-z", text_pl="x", text_en="", version=0, by=people.office)


def test_comments_changed_after_the_build_must_be_built_in_before_publication(built, build, people):
    comment(built, people.office)
    with pytest.raises(WrongState, match="zmieniły się teksty"):
        publish(built, by=people.office)
    build(built)
    publish(built, by=people.office)


def test_a_title_changed_after_the_build_must_be_built_in_before_publication(built, people):
    built.title_pl = "Inny tytuł"
    built.save()
    with pytest.raises(WrongState, match="Zmienił się tytuł"):
        publish(built, by=people.office)


def test_a_report_that_was_never_built_is_not_published(report, people):
    with pytest.raises(WrongState):
        publish(report, by=people.office)


def test_nothing_is_published_while_it_is_being_built(built, people):
    start_build(built, by=people.office)
    with pytest.raises(WrongState):
        publish(built, by=people.office)


def test_a_published_report_never_changes(built, people, build):
    waiting = start_build(built, by=people.office)
    Job.objects.filter(pk=waiting.pk).update(state="cancelled")
    publish(built, by=people.office)
    before = {file.name: file.sha256 for file in built.files.all()}
    with pytest.raises(WrongState):
        start_build(built, by=people.office)
    with pytest.raises(WrongState):
        comment(built, people.office)
    with pytest.raises(WrongState):
        publish(built, by=people.office)
    Job.objects.filter(pk=waiting.pk).update(state="queued")
    runner.run(waiting.pk)
    built.refresh_from_db()
    assert {file.name: file.sha256 for file in built.files.all()} == before
    assert built.state == "published"


@pytest.mark.parametrize(
    "role", ["public", "member", "coordinator", "forum_chair", "board_member", "administrator"]
)
def test_only_the_office_builds_comments_and_publishes(built, people, role):
    person = people.by_role(role)
    for deed in (
        lambda: start_build(built, by=person),
        lambda: publish(built, by=person),
        lambda: comment(built, person),
    ):
        with pytest.raises(Refused):
            deed()
