import io
import zipfile
from dataclasses import replace

import pytest
from docx.oxml.ns import qn

from forums.documents import docx
from forums.documents.redline import compare
from strategy.plans.content import PlanContent, SectionContent

from .samples import NEW, OLD, ORIGIN, outline_of
from .word_reading import after, lines, opened

ODD = [
    "",
    "<p>" + "x" * 5000 + "</p>",
    "<p>😀 עברית عربى 中</p>",
    "<p>znak \x0b\x01 i koniec</p>",
    '<p><a href="http://[zły">zły</a> <a href="https://żółw.pl/ą b?c=d e#f">żółw</a></p>',
    '<table><tr><td colspan="90" rowspan="50">a</td><td>b</td></tr><tr></tr><tr><td>c</td></tr></table>',
    "<table><tr>" + "".join(f"<td>k{i}</td>" for i in range(80)) + "</tr></table>",
    "<table><tr><th>sam</th><th>nagłówek</th></tr></table>",
    "<h4>Od czwartego</h4><h3>do trzeciego</h3><ol><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li></ol>",
]


def of_text(html):
    return PlanContent(OLD.head, (SectionContent("a", "Diagnoza", "Diagnosis", html),))


@pytest.fixture(scope="module")
def plan():
    return docx.write(outline_of(NEW), ORIGIN)


@pytest.fixture(scope="module")
def redline():
    return docx.write(compare(outline_of(OLD), outline_of(NEW)), ORIGIN)


def test_headings_tables_captions_and_lists_are_real_ones(plan):
    document = opened(plan)
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Heading 1", "Heading 2", "Heading 3", "Title", "List Paragraph", "Quote"} <= styles
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings[:3] == ["1. Diagnoza", "2. Ryzyka", "3. Działania"]
    heads = [table for table in document.tables if table._tbl.findall(f".//{qn('w:tblHeader')}")]
    captions = [one for one in document.paragraphs if one.style.name == "Caption"]
    assert len(heads) == len(captions) + 1  # the author's own table has no caption


def test_the_contents_are_a_field_that_names_the_headings(plan):
    text = zipfile.ZipFile(io.BytesIO(plan)).read("word/document.xml").decode()
    contents = text[text.index("<w:sdt>") : text.index("</w:sdt>")]
    assert 'TOC \\o "1-2"' in contents
    assert "4.P1.1 Wspólny katalog terenów" in contents


def test_the_file_is_titled_polish_metric_and_names_no_person(plan):
    document = opened(plan)
    properties = document.core_properties
    assert (properties.title, properties.author) == ("Plan gospodarczy", "Stowarzyszenie Przykładowe")
    assert properties.last_modified_by == "Stowarzyszenie Przykładowe"
    assert properties.language == "pl-PL"
    assert 'w:val="pl-PL"' in document.styles.element.xml
    assert round(document.sections[0].page_width.cm, 1) == 21.0
    assert "NUMPAGES" in document.sections[0].footer._element.xml


def test_in_an_english_document_the_plans_own_words_are_marked_as_polish():
    document = opened(docx.write(outline_of(NEW, "en"), ORIGIN))
    assert document.core_properties.language == "en-GB"
    [run] = [run for one in document.paragraphs for run in one.runs if "Potrzebujemy" in run.text]
    assert run._r.find(f".//{qn('w:lang')}").get(qn("w:val")) == "pl-PL"


def test_short_words_do_not_end_lines(plan):
    assert "przybywało szybciej niż w\u00a0samym" in "\n".join(lines(opened(plan).element.body))


def test_accepting_all_changes_in_word_gives_the_new_plan(redline, plan):
    assert after(redline, accept=True) == after(plan, accept=True)


def test_rejecting_all_changes_in_word_gives_the_old_plan(redline):
    assert after(redline, accept=False) == after(docx.write(outline_of(OLD), ORIGIN), accept=True)


def test_changes_have_numbers_of_their_own_and_no_persons_name(redline):
    changes = list(opened(redline).element.body.iter(qn("w:ins"), qn("w:del")))
    numbers = [change.get(qn("w:id")) for change in changes]
    assert len(numbers) == len(set(numbers)) > 20
    assert {change.get(qn("w:author")) for change in changes} == {"Zmiany"}


def test_struck_words_are_deleted_text_for_word(redline):
    for change in opened(redline).element.body.iter(qn("w:del")):
        assert not list(change.iter(qn("w:t")))


def test_every_cell_ends_with_a_paragraph_and_rows_are_as_wide_as_the_table(redline):
    for table in opened(redline).element.body.iter(qn("w:tbl")):
        columns = len(table.find(qn("w:tblGrid")))
        for row in table.findall(qn("w:tr")):
            spans = [cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in row.findall(qn("w:tc"))]
            assert sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans) == columns
            assert all(cell[-1].tag == qn("w:p") for cell in row.findall(qn("w:tc")))


@pytest.mark.parametrize("html", ODD)
def test_odd_content_makes_a_document_and_its_words_stay(html):
    made = docx.write(compare(outline_of(of_text("<p>Przed.</p>")), outline_of(of_text(html))), ORIGIN)
    assert after(made, accept=True) == after(docx.write(outline_of(of_text(html)), ORIGIN), accept=True)
    assert "Przed." in after(made, accept=False)


def test_words_beyond_the_last_column_are_not_lost():
    text = "\n".join(lines(opened(docx.write(outline_of(of_text(ODD[6])), ORIGIN)).element.body))
    assert all(f"k{i}" in text for i in range(80))


def test_an_empty_plan_says_what_is_not_there_yet():
    empty = PlanContent(replace(OLD.head, period_start=None, period_end=None))
    text = lines(opened(docx.write(outline_of(empty), ORIGIN)).element.body)
    assert "Plan nie ma jeszcze działań." in text


def test_the_same_plan_gives_the_same_bytes(plan):
    assert docx.write(outline_of(NEW), ORIGIN) == plan
