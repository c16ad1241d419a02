import re
import shutil
import subprocess
import unicodedata

import pikepdf
import pytest

from forums.documents import pdf
from forums.documents.redline import compare
from metropolis.ui.tests.browser import missing

from .samples import NEW, OLD, ORIGIN, outline_of
from .test_docx import ODD, of_text


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pdf")
    redline = compare(outline_of(OLD), outline_of(NEW))
    for name, outline in {"plan": outline_of(NEW), "zmiany": redline}.items():
        (folder / f"{name}.pdf").write_bytes(pdf.write(outline, ORIGIN))
    return folder


def text_of(path):
    """The words of a PDF, without the ways in which lines are broken."""
    if shutil.which("pdftotext") is None:
        missing("pdftotext is not installed: it reads the made PDFs back (apt install poppler-utils).")
    made = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", made).replace("\u00ad", ""))


def kinds_of(node, found):
    """The kinds of all elements of a tagged PDF."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            kinds_of(child, found)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            found.add(str(node.S))
        if "/K" in node:
            kinds_of(node.K, found)
    return found


def test_the_plan_is_tagged_titled_polish_and_says_that_it_is_accessible(made):
    with pikepdf.open(made / "plan.pdf") as file:
        assert str(file.Root.Lang) == "pl"
        kinds = kinds_of(file.Root.StructTreeRoot.K, set())
        assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/TOC", "/L", "/Link", "/Caption"} <= kinds
        with file.open_metadata() as metadata:
            assert metadata["dc:title"] == "Plan gospodarczy"
            assert metadata["pdfuaid:part"] == "1"
            assert "Stowarzyszenie Przykładowe" in str(metadata["dc:creator"])


def test_the_plan_tells_texts_actions_schedule_and_money(made):
    text = text_of(made / "plan.pdf")
    for words in (
        "1. Diagnoza",
        "4.P1.3 Zupełnie nowe działanie",
        "60 kart",
        "1 250 000",
        "Fundusze Europejskie",
    ):
        assert words in text
    assert "Razem" in text
    assert "strona 2 / " in text


def test_the_redline_shows_old_and_new_words_with_a_legend(made):
    text = text_of(made / "zmiany.pdf")
    assert "z którego rezygnujemy" in text
    assert "szybciej niż w samym" in text
    assert "słowa dodane" in text
    assert "słowa usunięte" in text


def test_the_same_plan_gives_the_same_bytes(made):
    assert pdf.write(outline_of(NEW), ORIGIN) == (made / "plan.pdf").read_bytes()


def test_odd_content_makes_a_document(tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf.write(outline_of(of_text("".join(ODD))), ORIGIN))
    text = text_of(path)
    assert text.count("x") >= 5000
    assert "k79" in text
    assert "zastąpiono kwadratem" in text


def test_in_the_redline_too(tmp_path):
    old, new = outline_of(of_text("<p>Przed.</p>")), outline_of(of_text("".join(ODD)), "en")
    (tmp_path / "zmiany.pdf").write_bytes(pdf.write(compare(old, new), ORIGIN))
    assert "Przed." in text_of(tmp_path / "zmiany.pdf")
