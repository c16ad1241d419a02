"""All formats say the same: what is read back from each is what the snapshot says, number by number."""

from collections import Counter
from decimal import Decimal

import openpyxl
import pytest
from lxml import html

from monitoring.models import ReportSection
from monitoring.reports.document import compose

from . import readback
from .readback import document_comments, document_tables, file_of, numbers, words

pytestmark = pytest.mark.django_db
COMMENT = (
    "<p>W 2024 roku <strong>3 456,7 zł</strong> na osobę; zob. "
    '<a href="https://example.org/">stronę</a>.</p><h3>Dalej</h3>'
    "<ul><li>pierwsze 11<ol><li>drugie 22</li></ol></li><li>trzecie 33</li></ul>"
)


@pytest.fixture
def told(content, report, build):
    """A built report with comments, and what its snapshot makes in Polish."""
    ReportSection.objects.create(report=report, chapter="summary", text_pl=COMMENT, text_en="")
    ReportSection.objects.create(report=report, chapter="plans", text_pl="Zwykłe 44\nsłowa", text_en="")
    job = build(report)
    assert job.state == "succeeded", job.reason
    return report, compose(report.snapshot.content, "pl")


def test_the_word_document_has_every_cell_and_every_comment(told):
    report, document = told
    path = file_of(report, "docx-pl")
    assert readback.word_tables(path) == document_tables(document)
    text = words(readback.word_text(readback.docx.Document(str(path)).element.body))
    for line in document_comments(document):
        assert bare(line) in text, line


def test_the_web_page_has_every_cell_and_every_comment(told, client_of):
    report, document = told
    page = client_of("office").get(f"/raporty/{report.slug}/").content.decode()
    assert readback.page_tables(page) == document_tables(document)
    comments = html.fromstring(page).find_class("report-narrative")
    text = words(" ".join(" ".join(one.itertext()) for one in comments)).replace(" ", "")
    for line in document_comments(document):
        assert bare(line).replace(" ", "") in text, line


def test_the_pdf_has_every_number_as_often_as_the_document_and_every_comment(told):
    report, document = told
    path = file_of(report, "pdf-pl")
    printed = Counter(numbers(readback.pdf_text(path, "-layout")))
    plain = Counter(number for text, marks in cells_of(document) if not marks for number in numbers(text))
    for number, count in plain.items():
        assert printed[number] >= count, number
    text = words(readback.pdf_text(path)).replace(" ", "")
    for value, marks in cells_of(document):  # a mark stands close to its number
        assert words(value + ",".join(marks)).replace(" ", "") in text, value
    for line in document_comments(document):
        assert bare(line).replace(" ", "") in text, line


def test_the_workbook_has_every_figure_value_and_comment_of_the_snapshot(told):
    report, document = told
    book = openpyxl.load_workbook(file_of(report, "xlsx-pl"))
    indicators = report.snapshot.content["indicators"]
    figures = [
        (row["code"], figure["period"], Decimal(figure["counted"]))
        for row in indicators
        for figure in row["figures"]
    ]
    values = [
        (row["code"], value["period"], Decimal(value["value"]))
        for row in indicators
        for value in row["values"]
    ]
    assert rows_of(book["Metropolia"]) == figures
    assert rows_of(book["Wszystkie wartości"]) == values
    lines = [words(row[2]) for row in book["Komentarze"].iter_rows(min_row=2, values_only=True)]
    assert lines == document_comments(document)


def bare(line):
    """A line without the sign before an item, which the formats draw in their own way."""
    sign, _, rest = line.partition(" ")
    return rest if sign == "•" or (sign[:-1].isdigit() and sign.endswith(".")) else line


def rows_of(sheet):
    head, *rows = sheet.iter_rows(values_only=True)
    code, period, value = (head.index(name) for name in ("Kod", "Okres", "Wartość"))
    return [(row[code], row[period], Decimal(str(row[value]))) for row in rows]


def cells_of(document):
    """Texts of cells with the marks of their notes."""
    for chapter in document.chapters:
        for block in chapter.blocks:
            if block["kind"] == "table":
                yield from ((cell["text"], cell["marks"]) for row in block["rows"] for cell in row)
            if block["kind"] == "ranking":
                yield from ((row["value"], row["marks"]) for row in block["rows"])
