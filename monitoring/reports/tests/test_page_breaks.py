"""Where pages end: no caption, heading or words that lead to a table stay behind at the foot of one."""

import datetime
import re

import pytest

from monitoring.reports import blocks, pdf
from monitoring.reports.blocks import cell, column
from monitoring.reports.chapters.chapter import Chapter
from monitoring.reports.document import Document

from .readback import pdf_text

# From a page that is nearly empty to one that is nearly full, a line at a time.
FILLERS = range(20, 46)
HEADINGS = re.compile(r"^Wskaźnik", re.MULTILINE)


@pytest.fixture
def pages(tmp_path):
    """`pages(blocks)`: the texts of the pages, each block list a chapter of its own."""

    def made(chapters):
        document = Document(
            language="pl",
            title="Raport",
            period="2024",
            as_of="31 marca 2026",
            association="",
            metropolis="",
            edition="",
            chapters=[Chapter(f"c{n}", f"Rozdział {n}", parts) for n, parts in enumerate(chapters)],
        )
        path = tmp_path / "a.pdf"
        pdf.write(document, path, as_of=datetime.date(2026, 3, 31), checksum="0" * 64)
        return path, pdf_text(path, "-layout").split("\f")

    return made


def filled(lines, *parts):
    return [*(blocks.paragraph(f"Wiersz {n}.") for n in range(lines)), *parts]


def table(rows, text="komórka"):
    cells = ([cell(f"wiersz{n}"), cell(text)] for n in range(rows))
    return blocks.table("Podpis tabeli", [column("Kolumna"), column("Druga", width=1)], cells)


@pytest.mark.parametrize("rows", [3, 40])
def test_a_caption_is_on_the_page_of_the_first_row_of_its_table(pages, rows):
    _path, texts = pages(filled(count, table(rows)) for count in FILLERS)
    captioned = [text for text in texts if "Podpis tabeli" in text]
    assert len(captioned) == len(FILLERS)
    assert [text for text in captioned if "wiersz0" not in text] == []


def test_a_heading_is_never_the_last_line_of_a_page(pages):
    parts = (
        blocks.heading("Wskaźniki"),
        blocks.indicator("1.1", "Wskaźnik", status="no_data", status_label="brak", facts="%", marks=[]),
        blocks.quiet("Nie ma prognozy."),
        table(40),
    )
    _path, texts = pages(filled(count, *parts) for count in FILLERS)
    headed = [text for text in texts if HEADINGS.search(text)]
    assert len(headed) == len(FILLERS)
    assert [text for text in headed if "wiersz0" not in text] == []


def test_a_short_table_with_long_texts_goes_on_on_the_next_page(pages):
    path, _texts = pages([filled(30, table(10, text="rok " * 350))])
    boxes = re.findall(r'<page [^>]*height="([\d.]+)"|<word [^>]*yMax="([\d.]+)"', pdf_text(path, "-bbox"))
    height = float(boxes[0][0])
    assert max(float(bottom) for _page, bottom in boxes if bottom) < height
    assert pdf_text(path).count("rok") == 3500
