"""Evidence files: what is kept and what is refused, by content; who sees them; frozen when sent."""

import contextlib
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROLES
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.models import Evidence
from monitoring.values.evidence import add_file, evidence_of, freeze_files, remove_file
from monitoring.values.evidence_checks import NotEvidence, kind_of, safe_name
from monitoring.values.refusals import WrongState

PDF = b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n0\n%%EOF\n"


def packed(*names, **contents):
    """A zip with these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
        for name, text in contents.items():
            archive.writestr(name, text)
    return file.getvalue()


XLSX = packed("[Content_Types].xml", "xl/workbook.xml")
MANIFEST = "META-INF/manifest.xml"
ODS = packed(**{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", MANIFEST: "<m/>"})
LOCKED = packed(**{"mimetype": "application/vnd.oasis.opendocument.text", MANIFEST: "<encryption-data/>"})


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", PDF, "pdf"),
        ("a.jpg", PDF, "pdf"),
        ("a.xlsx", XLSX, "xlsx"),
        ("a.docx", packed("[Content_Types].xml", "word/document.xml"), "docx"),
        ("a.ods", ODS, "ods"),
        ("a.png", b"\x89PNG\r\n\x1a\n....", "png"),
        ("a.jpeg", b"\xff\xd8\xff\xe0....", "jpg"),
        ("a.csv", "gmina;wartość\n".encode("cp1250"), "csv"),
        ("a.txt", b"1;2", "csv"),
    ],
)
def test_the_kind_follows_from_the_content(name, data, kind):
    assert kind_of(name, data) == kind


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"", "empty"),
        ("a.pdf", b"MZ\x90\x00", "Send a PDF"),
        ("a.pdf", PDF[:20], "damaged"),
        ("a.pdf", PDF.replace(b"1 0", b"/JavaScript"), "program"),
        ("a.xlsx", packed("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "macros"),
        ("a.ods", packed("Basic/Standard/Module1.xml", "content.xml"), "macros"),
        ("a.odt", LOCKED, "password"),
        ("a.zip", packed("a.exe"), "Send a PDF"),
        ("a.xlsx", b"PK\x03\x04rubbish", "damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0....", "old Office"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.csv", b"<html><script>", "Send a PDF"),
        ("a.csv", b"1;\x00", "Send a PDF"),
        ("a.svg", b"<svg onload='x'/>", "Send a PDF"),
    ],
)
def test_what_is_refused_says_why(name, data, words, settings):
    with translation.override("en"), pytest.raises(NotEvidence, match=words):
        kind_of(name, data)


def test_what_would_unpack_to_a_bomb_is_refused_unopened(monkeypatch):
    monkeypatch.setattr("monitoring.values.evidence_checks.MAX_UNPACKED", 1)
    with pytest.raises(NotEvidence):
        kind_of("a.xlsx", XLSX)


@given(
    data=st.binary(max_size=200), head=st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0"])
)
def test_any_bytes_have_a_kind_or_are_refused(data, head):
    with contextlib.suppress(NotEvidence):
        assert kind_of("a.csv", head + data) in Evidence.Kind


@given(name=st.text(max_size=300))
def test_a_name_is_safe_whatever_was_sent(name):
    made = safe_name(name, Evidence.Kind.PDF)
    assert made.endswith(".pdf")
    assert len(made) <= 120
    assert not set(made) & set('/\\<>:"|?*%;\n\r\t\x00\u202e')
    assert not made.startswith(".")


def test_people_keep_their_words_in_a_name():
    assert (
        safe_name("C:\\dane\\Sprawozdanie  2025 (żółte).XLSM", Evidence.Kind.XLSX)
        == "Sprawozdanie 2025 (żółte).xlsx"
    )


@pytest.fixture
def observation(team, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return ObservationFactory(municipality=team.municipality, period="2025")


def upload(data=PDF, name="../raport.pdf"):
    return SimpleUploadedFile(name, data)


def test_a_file_lies_under_a_random_name(observation, people, tmp_path):
    evidence = add_file(observation, upload(), by=people.member)
    assert (evidence.name, evidence.kind, evidence.size) == ("raport.pdf", "pdf", len(PDF))
    [stored] = (tmp_path / "evidence").iterdir()
    assert stored.read_bytes() == PDF
    assert "raport" not in stored.name


def test_the_same_file_twice_and_too_large_ones_are_refused_and_leave_nothing(
    observation, people, settings, tmp_path
):
    add_file(observation, upload(), by=people.member)
    with pytest.raises(NotEvidence):
        add_file(observation, upload(), by=people.member)
    settings.EVIDENCE_MAX_MB = 0
    with pytest.raises(NotEvidence):
        add_file(observation, upload(PDF + b"\n"), by=people.member)
    assert len(list((tmp_path / "evidence").iterdir())) == 1


def test_a_draft_s_file_can_be_deleted_and_its_content_goes(
    observation, people, tmp_path, django_capture_on_commit_callbacks
):
    evidence = add_file(observation, upload(), by=people.member)
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(evidence)
    assert list((tmp_path / "evidence").iterdir()) == []


def test_what_was_sent_stays_and_a_later_file_does_not_join_it(observation, people):
    value = IndicatorValueFactory(observation=observation, state="submitted")
    sent = add_file(observation, upload(), by=people.member)
    freeze_files([value.pk])
    later = add_file(observation, upload(PDF + b"2"), by=people.member)
    with pytest.raises(WrongState):
        remove_file(sent)
    assert [one.is_sent for one in evidence_of([observation])[observation.pk]] == [True, False]
    remove_file(later)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("sent", [False, True])
def test_who_gets_the_file(observation, people, client_of, role, sent):
    evidence = add_file(observation, upload(), by=people.member)
    if sent:
        freeze_files([IndicatorValueFactory(observation=observation, state="submitted").pk])
    answer = client_of(role).get(f"/zalaczniki/{evidence.pk}/")
    own = role in ("member", "coordinator", "office", "office2")
    outside = role in ("former_member", "administrator")
    if role == "public":
        assert answer.status_code == 302
    else:
        assert answer.status_code == (200 if own or (sent and not outside) else 404)
    if answer.status_code == 200:
        assert b"".join(answer.streaming_content) == PDF
        assert answer["Content-Disposition"] == 'attachment; filename="raport.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, no-store"
