"""Where pages end: no caption, heading or words that lead to a table stay behind at the foot of one."""

import datetime
import re

import pytest

from metropolis.ui import vega
from monitoring.reports import blocks, pdf
from monitoring.reports.blocks import cell, column
from monitoring.reports.chapters.chapter import Chapter
from monitoring.reports.document import Document
from monitoring.reports.typography import no_widow

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


def test_a_row_of_several_lines_is_not_cut_by_the_end_of_a_page(pages):
    def row(number):
        return [cell(str(number)), cell(f"początek{number} {'słowo ' * 50} koniec{number}")]

    columns = [column("Kolumna"), column("Druga", width=1)]
    _path, texts = pages([[blocks.table("Podpis", columns, (row(number) for number in range(60)))]])
    for number in range(60):
        [own] = [text for text in texts if f"początek{number} " in text]
        assert f"koniec{number}\n" in own


def test_notes_are_never_alone_on_a_page(pages):
    ending = (blocks.quiet("Nie ma działań."), blocks.notes(["Przypis."]))
    _path, texts = pages(filled(count, *ending) for count in FILLERS)
    assert [text for text in texts if "Przypis." in text and "Nie ma działań." not in text] == []


def test_a_chapter_of_few_words_stands_below_the_one_before_in_one_piece(pages):
    few = [blocks.lead("Nic nie wiadomo."), blocks.bullets(["Ostatnia linia."])]
    _path, texts = pages([filled(4), few, [*few, table(2)]])
    [first] = [text for text in texts if "Wiersz 3." in text]
    assert "Nic nie wiadomo." in first
    assert "wiersz1" not in first
    for count in FILLERS:
        _path, texts = pages([filled(count), few])
        assert any("Nic nie wiadomo." in text and "Ostatnia linia." in text for text in texts)


CHART = vega.specification(
    {"width": 600, "height": 270, "data": {"values": [{"a": 1}]}, "mark": "point"},
    title="Wykres", description="Opis", language="pl",
)  # fmt: skip


def ranked(name, rows, *, charted=True):
    """An indicator as the report has it: its chart, where it has one, and the ranking of municipalities."""
    cells = [{"name": f"{name}gmina{n}.", "value": "1", "share": 0.5, "marks": []} for n in range(rows)]
    chart = blocks.figure("Wykres", alt="Opis", spec=CHART, narrow=CHART)
    return [
        blocks.indicator("1.1", name, status="no_data", status_label="brak", facts="%", marks=[]),
        blocks.paragraph("Zdanie."),
        *([chart] if charted else []),
        blocks.ranking("Gminy", ["Gmina", "%"], cells),
    ]


@pytest.mark.parametrize("charted", [True, False])
def test_an_indicator_stands_on_one_page_with_its_ranking(pages, charted):
    names = ("Pierwszy", "Drugi", "Trzeci")
    parts = [
        blocks.heading("Wskaźniki"),
        *(part for name in names for part in ranked(name, 15, charted=charted)),
    ]
    for count in FILLERS:
        _path, texts = pages([filled(count, *parts)])
        for name in names:
            [own] = [text for text in texts if f"{name}gmina0." in text]
            assert f"1.1 {name}" in re.sub(" +", " ", own)
            assert f"{name}gmina14." in own
            if charted:
                assert ("Wskaźniki" in own) == (name == "Pierwszy")


def test_a_chapter_of_few_lines_keeps_its_first_indicator(pages):
    _path, texts = pages([filled(5, blocks.heading("Wskaźniki"), *ranked("Pierwszy", 15))])
    [first] = [text for text in texts if "Wiersz 0." in text]
    assert "1.1 Pierwszy" in re.sub(" +", " ", first)


@pytest.mark.parametrize("rows", [3, 15])
def test_an_indicator_without_chart_and_long_ranking_begins_no_page(pages, rows):
    two = [part for name in ("Pierwszy", "Drugi") for part in ranked(name, rows, charted=False)]
    _path, texts = pages([[blocks.heading("Wskaźniki"), *two]])
    assert any("Pierwszygmina0." in text and "Drugigmina0." in text for text in texts)


def test_the_head_of_a_page_names_the_chapter_that_begins_first_on_it(pages):
    few = [blocks.lead("Nic nie wiadomo.")]
    _path, texts = pages([filled(4), few, filled(60)])
    [both] = [text for text in texts if "Nic nie wiadomo." in text]
    assert re.match(r"\s*Raport\s+Rozdział 0\n", both)
    [later] = [text for text in texts if "Wiersz 59." in text]
    assert re.match(r"\s*Raport\s+Rozdział 2\n", later)


def test_a_title_does_not_end_with_a_short_word_on_its_own():
    assert no_widow("Raport strategii za 2025 rok") == "Raport strategii za\u00a02025\u00a0rok"
    assert no_widow("Ocena strategii") == "Ocena strategii"


def test_a_short_table_with_long_texts_goes_on_on_the_next_page(pages):
    path, _texts = pages([filled(30, table(10, text="rok " * 350))])
    boxes = re.findall(r'<page [^>]*height="([\d.]+)"|<word [^>]*yMax="([\d.]+)"', pdf_text(path, "-bbox"))
    height = float(boxes[0][0])
    assert max(float(bottom) for _page, bottom in boxes if bottom) < height
    assert pdf_text(path).count("rok") == 3500
