"""All formats say the same: what is read back from each is what the snapshot says, number by number."""

import datetime
from collections import Counter
from decimal import Decimal

import openpyxl
import pytest
from lxml import html

from forums.models import Consultation
from monitoring.models import ReportSection
from monitoring.reports.document import compose

from . import readback
from .readback import document_comments, document_tables, file_of, numbers, words
from .test_freeze_actions import LONG_AGO
from .world import adopted_plan, decide

pytestmark = pytest.mark.django_db
COMMENT = (
    "<p>W 2024 roku <strong>3 456,7 zł</strong> na osobę; zob. "
    '<a href="https://example.org/">stronę</a>.</p><h3>Dalej</h3>'
    "<ul><li>pierwsze 11<ol><li>drugie 22</li></ol></li><li>trzecie 33</li></ul>"
)


@pytest.fixture
def worked(content, area, people, team, other_team):
    """A plan on which two teams were heard, one with remarks, before it was adopted."""
    plan = adopted_plan(area, people, made_at=LONG_AGO)
    decide(plan, people)
    for one, verdict in ((team, "remarks"), (other_team, "no_remarks")):
        Consultation.objects.get().answers.create(team=one, verdict=verdict, by=people.office)


@pytest.fixture
def told(worked, report, build):
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
    page = client_of("office").get(f"/raporty/{report.slug}/calosc/").content.decode()
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
    # In the order of writing: in that of the page, a raised mark may be taken for the line above.
    text = words(readback.pdf_text(path, "-raw")).replace(" ", "")
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


def test_the_workbook_has_all_work_of_forums_and_bodies_as_dates_and_numbers(told):
    report, document = told
    book = openpyxl.load_workbook(file_of(report, "xlsx-pl"))
    sheet = book["Praca forów"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:L5")
    assert "Praca forów" in {row[0] for row in book["Jak czytać"].iter_rows(values_only=True)}
    head, *rows = sheet.iter_rows(values_only=True)
    read = [{name: value for name, value in zip(head, row, strict=True) if value is not None} for row in rows]
    work = report.snapshot.content["work"]
    assert len(read) == sum(len(rows) for rows in work.values()) == 4
    by_kind = {row.pop("Rodzaj"): row for row in read}
    consultation, resolution = work["consultations"][0], work["resolutions"][0]
    asked = by_kind["konsultacje"]
    assert (asked["Odpowiedzi"], asked["Odpowiedzi z uwagami"]) == (2, 1)
    assert (asked["Odpowiedzi"], asked["Odpowiedzi z uwagami"]) == (
        consultation["answers"], consultation["with_remarks"],
    )  # fmt: skip
    assert asked["Konsultacje do"].date().isoformat() == consultation["deadline"]
    assert by_kind["opinia"]["Opinia"] == "pozytywna z uwagami"
    assert by_kind["uchwała"]["Numer uchwały"] == resolution["number"] == "7/2024"
    assert by_kind["wersja przyjęta"]["Wersja planu"] == work["versions"][0]["number"]
    said = [row for _caption, rows in document_tables(document) for row in rows if "Plan wspólny" in row]
    assert [row["Dzień"].date() for row in read] == [day_of(row[0]) for row in said]
    assert [row["Plan"] for row in read] == [row[1] for row in said]
    assert "odpowiedzi, z uwagami: 1" in said[0][2]


def day_of(text):
    """A day of a Polish page."""
    return datetime.datetime.strptime(text, "%d.%m.%Y").date()


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
