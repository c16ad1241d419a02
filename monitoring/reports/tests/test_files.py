import re
import shutil
import subprocess
import unicodedata
from itertools import pairwise

import openpyxl
import pikepdf
import pytest

from metropolis.ui.tests.browser import missing
from monitoring.models import ReportSection
from monitoring.reports import files, snapshot
from monitoring.reports.document import compose
from strategy.factories import IndicatorFactory

pytestmark = pytest.mark.django_db

NASTY = [
    "=1+1",
    "@SUM(A1)",
    "+48 12 000",
    "-5",
    '#strong[x] #eval("1+1")',
    "*gwiazdka* _podkreślenie_ `kod` $x$ <etykieta> @ref \\ // /*",
    "<b>html</b> <script>alert(1)</script> &amp; {{ 7 }} {% now %}",
    "עברית عربى 😀👩‍👩‍👧",
]


def file_of(report, name):
    return files.path_of(next(file for file in report.files.all() if file.name == name))


def words(text):
    """Text without the ways in which lines are broken."""
    text = unicodedata.normalize("NFKC", text).replace("\u200b", "").replace("\u00ad", "")
    return re.sub(r"\s+", " ", text)


def pdf_text(path):
    if shutil.which("pdftotext") is None:
        missing("pdftotext is not installed: it reads the made PDFs back (apt install poppler-utils).")
    made = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return words(made.stdout)


def sheet(path, title):
    rows = openpyxl.load_workbook(path)[title].iter_rows(values_only=True)
    head = next(rows)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_all_formats_are_made_in_both_languages(built):
    names = sorted(file.name for file in built.files.all())
    assert names == ["docx-en", "docx-pl", "json", "pdf-en", "pdf-pl", "xlsx-en", "xlsx-pl", "zip"]
    assert all(files.path_of(file).stat().st_size == file.size for file in built.files.all())


def test_the_pdf_is_tagged_polish_titled_and_says_that_it_is_accessible(built):
    with pikepdf.open(file_of(built, "pdf-pl")) as pdf:
        assert str(pdf.Root.Lang) == "pl"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Raport z\u00a0postępów za 2024 rok"
            assert metadata["pdfuaid:part"] == "1"
            assert "Związek przykładowy" in str(metadata["dc:creator"])


def structure(node, kinds):
    """The kinds of all elements of a tagged PDF."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            structure(child, kinds)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            kinds.append((str(node.S), str(node.get("/Alt", ""))))
        if "/K" in node:
            structure(node.K, kinds)
    return kinds


def test_headings_tables_and_charts_are_marked_and_every_chart_has_its_words(built):
    with pikepdf.open(file_of(built, "pdf-pl")) as pdf:
        kinds = structure(pdf.Root.StructTreeRoot.K, [])
    names = {name for name, _alt in kinds}
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/TOC"} <= names
    figures = [alt for name, alt in kinds if name == "/Figure"]
    assert figures
    assert all(figures)
    assert any("18" in alt for alt in figures)


def test_the_pdf_leaves_out_no_level_of_headings_and_every_head_of_a_table_has_a_scope(built):
    with pikepdf.open(file_of(built, "pdf-pl")) as pdf:
        kinds = [name for name, _alt in structure(pdf.Root.StructTreeRoot.K, [])]
        scopes = scopes_of(pdf.Root.StructTreeRoot.K, [])
        tabs = {str(page.get("/Tabs", "")) for page in pdf.pages if "/Annots" in page}
        outline = pdf.open_outline()
        titles = [item.title for item in outline.root]
    levels = [int(name[2:]) for name in kinds if re.fullmatch(r"/H\d", name)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert kinds.count("/TH") == len(scopes) > 0
    assert tabs == {"/S"}
    assert "Podsumowanie" in titles
    assert {"/Caption", "/Link", "/L", "/LI"} <= set(kinds)


def test_no_person_is_named_in_the_properties_of_the_pdf(built):
    with pikepdf.open(file_of(built, "pdf-pl")) as pdf:
        told = {key: str(value) for key, value in pdf.docinfo.items()}
        with pdf.open_metadata() as metadata:
            told |= {key: str(value) for key, value in metadata.items()}
            assert "Związek przykładowy" in str(metadata["dc:creator"])
    assert "Przykładowy" not in str(told)
    assert "Biur" not in told.get("/Author", "")


def scopes_of(node, found):
    """The scopes of all heads of tables."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            scopes_of(child, found)
    elif isinstance(node, pikepdf.Dictionary):
        if str(node.get("/S", "")) == "/TH":
            marks = node.get("/A", [])
            marks = marks if isinstance(marks, pikepdf.Array) else [marks]
            found += [str(mark.Scope) for mark in marks if "/Scope" in mark]
        if "/K" in node:
            scopes_of(node.K, found)
    return found


def test_the_fonts_are_in_the_file_and_are_ours(built):
    with pikepdf.open(file_of(built, "pdf-pl")) as pdf:
        fonts = {
            str(font.BaseFont)
            for page in pdf.pages
            for font in page.get("/Resources", {}).get("/Font", {}).values()
        }
    assert fonts
    assert all("SourceS" in name for name in fonts)


def test_the_same_snapshot_gives_the_same_bytes(built, build):
    before = {file.name: file.sha256 for file in built.files.all()}
    assert build(built).state == "succeeded"
    assert {file.name: file.sha256 for file in built.files.all()} == before


def test_the_snapshot_can_be_downloaded_and_has_its_checksum(built):
    file = next(file for file in built.files.all() if file.name == "json")
    assert file.sha256 == built.snapshot.sha256 == snapshot.digest(built.snapshot.content)


def test_numbers_are_equal_on_the_web_in_the_pdf_in_the_workbook_and_in_the_snapshot(built, client_of):
    frozen = next(row for row in built.snapshot.content["indicators"] if row["code"] == "4.2")
    printed = ["16 486", "18 859", "18 929", "18 745"]
    assert [figure["value"] for figure in frozen["figures"]] == [text.replace(" ", "") for text in printed]
    page = words(client_of("office").get(f"/raporty/{built.slug}/calosc/").content.decode())
    paper = pdf_text(file_of(built, "pdf-pl"))
    for text in [*printed, "2,8", "+13,7 %"]:
        assert text in page
        assert text in paper
    metropolis = [row for row in sheet(file_of(built, "xlsx-pl"), "Metropolia") if row["Kod"] == "4.2"]
    assert [row["Wartość"] for row in metropolis] == [16486, 18859, 18929, 18745]
    values = sheet(file_of(built, "xlsx-pl"), "Wszystkie wartości")
    assert [row["Wartość"] for row in values if row["Kod"] == "4.4"] == [2.8]


def test_the_workbook_begins_with_how_to_read_it_and_can_be_filtered(built):
    book = openpyxl.load_workbook(file_of(built, "xlsx-pl"))
    assert book.sheetnames == [
        "Jak czytać", "Wykresy", "Wskaźniki", "Metropolia", "Wszystkie wartości", "Obszary",
        "Plany działania",
    ]  # fmt: skip
    data = book["Wszystkie wartości"]
    assert data.freeze_panes == "D2"
    assert data.auto_filter.ref
    assert data["H2"].number_format.startswith("#,##0")
    assert data["G2"].is_date
    assert data["A2"].number_format == "0"
    areas = book["Obszary"]
    assert areas["D1"].value == "Z wartością docelową"  # two lines in its column
    assert areas.row_dimensions[1].height == 30
    explained = {row[0] for row in book["Jak czytać"].iter_rows(values_only=True)}
    assert "   Kod" in explained


def test_what_people_write_stays_text(content, report, build, client_of):
    for number, nasty in enumerate(NASTY):
        IndicatorFactory(area=content["each"].area, code=f"8.{number}", name_pl=nasty, name_en=nasty)
    everything = "\n\n".join(NASTY)
    ReportSection.objects.create(report=report, chapter="summary", text_pl=everything, text_en=everything)
    assert build(report).state == "succeeded", build(report).reason
    page = client_of("office").get(f"/raporty/{report.slug}/calosc/").content.decode()
    assert "<script>alert" not in page
    assert "<b>html" not in page
    book = openpyxl.load_workbook(file_of(report, "xlsx-pl"))
    assert not [cell for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    paper = pdf_text(file_of(report, "pdf-pl")).replace(" ", "")
    for nasty in filter(str.isascii, NASTY):
        assert words(nasty).replace(" ", "") in paper, nasty


def test_characters_that_no_font_has_become_squares_and_the_pdf_says_so(content, report, build):
    ReportSection.objects.create(report=report, chapter="summary", text_pl="Uśmiech 😀 i 中", text_en="")
    assert build(report).state == "succeeded"
    paper = pdf_text(file_of(report, "pdf-pl"))
    assert "Uśmiech □ i □" in paper
    assert "zastąpiono kwadratem" in paper


def test_a_word_of_five_thousand_letters_is_broken_not_cut(content, report, build):
    ReportSection.objects.create(report=report, chapter="summary", text_pl="x" * 5000, text_en="")
    assert build(report).state == "succeeded"
    assert pdf_text(file_of(report, "pdf-pl")).count("x") >= 5000


def test_paragraphs_of_the_office_stay_paragraphs(content, report):
    ReportSection.objects.create(report=report, chapter="summary", text_pl="Raz\ndwa\n\nTrzy", text_en="")
    document = compose(snapshot.freeze(report), "pl")
    block = next(block for block in document.chapters[0].blocks if block["kind"] == "narrative")
    assert [part["runs"][0]["text"] for part in block["parts"]] == ["Raz\ndwa", "Trzy"]


def test_the_workbook_has_charts_of_its_own_cells(built):
    book = openpyxl.load_workbook(file_of(built, "xlsx-pl"))
    charts = book["Wykresy"]._charts
    kinds = [type(chart).__name__ for chart in charts]
    assert kinds == ["BarChart", "BarChart", "LineChart"]
    line = charts[2].series[0]
    sheet_name, cells = line.val.numRef.f.replace("$", "").split("!")
    assert [cell.value for (cell,) in book[sheet_name][cells]] == [16486, 18859, 18929, 18745]


def test_a_report_on_nothing_is_built_and_says_so(report, build, client_of):
    job = build(report)
    assert job.state == "succeeded", job.reason
    assert "Nie ma jeszcze zweryfikowanych wartości" in pdf_text(file_of(report, "pdf-pl"))
    assert "no verified values" in pdf_text(file_of(report, "pdf-en"))
    assert client_of("office").get(f"/raporty/{report.slug}/").status_code == 200


def test_polish_lines_do_not_end_with_a_single_letter(content, report):
    document = compose(snapshot.freeze(report), "pl")
    lead = document.chapters[0].blocks[0]["text"]
    assert " i\u00a03 wskaźniki" in lead
