"""One archive for document systems: everything in it, and everything can be checked."""

import hashlib
import re
import shutil
import subprocess
import zipfile

import pytest
from lxml import etree

from monitoring.reports import pack, snapshot
from monitoring.reports.document import compose

from .readback import file_of

pytestmark = pytest.mark.django_db
DC = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"


def test_it_holds_every_other_file_with_safe_names(built):
    with zipfile.ZipFile(file_of(built, "zip")) as archive:
        names = archive.namelist()
        for file in built.files.exclude(format="zip"):
            assert hashlib.sha256(archive.read(file.filename)).hexdigest() == file.sha256
    others = {file.filename for file in built.files.exclude(format="zip")}
    assert set(names) == others | {"metadata.xml", "SHA256SUMS"}
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name) for name in names)


def test_the_checksums_are_those_that_sha256sum_reads(built, tmp_path):
    with zipfile.ZipFile(file_of(built, "zip")) as archive:
        archive.extractall(tmp_path / "pack")
    lines = (tmp_path / "pack" / "SHA256SUMS").read_text().splitlines()
    assert len(lines) == built.files.count()  # all files but the pack, and the metadata
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / "pack" / name).read_bytes()).hexdigest() == digest
    if shutil.which("sha256sum"):
        command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
        checked = subprocess.run(command, cwd=tmp_path / "pack", capture_output=True, check=False)
        assert checked.returncode == 0


def test_the_metadata_tell_title_issuer_languages_and_snapshot(built):
    with zipfile.ZipFile(file_of(built, "zip")) as archive:
        root = etree.fromstring(archive.read("metadata.xml"))
    assert [one.text.replace("\u00a0", " ") for one in root.iter(f"{DC}title")] == [
        built.title_pl, built.title_en,
    ]  # fmt: skip
    assert [one.text for one in root.iter(f"{DC}language")] == ["pl", "en"]
    assert root.findtext(f"{DC}identifier") == f"urn:sha256:{built.snapshot.sha256}"
    assert "Związek" in root.findtext(f"{DC}creator")
    parts = {one.text for one in root.iter(f"{TERMS}hasPart")}
    assert parts == {file.filename for file in built.files.exclude(format="zip")}


def test_equal_files_give_equal_bytes(content, report, tmp_path):
    documents = [compose(snapshot.freeze(report), language) for language in ("pl", "en")]
    (tmp_path / "r.json").write_bytes(b"{}")
    for name in ("a.zip", "b.zip"):
        pack.write(documents, [tmp_path / "r.json"], tmp_path / name, as_of=report.as_of, checksum="a" * 64)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_the_pack_is_offered_with_the_other_files(built, client_of):
    page = client_of("office").get(f"/raporty/{built.slug}/").content.decode()
    assert f"/raporty/{built.slug}/pliki/zip/" in page
    answer = client_of("office").get(f"/raporty/{built.slug}/pliki/zip/")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == f'attachment; filename="{built.slug}.zip"'
