"""The report for Word: what an office expects of a document, whatever people wrote in it."""

import datetime
import errno
import io
import zipfile
from dataclasses import replace
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn

from metropolis.ui import vega
from monitoring.models import ReportSection
from monitoring.reports import blocks, charts, files, pack, snapshot
from monitoring.reports import docx as writer
from monitoring.reports.chapters.chapter import Chapter
from monitoring.reports.document import compose

from .readback import word_text, words

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 31)


@pytest.fixture
def made(content, report, tmp_path):
    """`made(pl="comment")`: the file of the report, opened."""

    def write(language="pl", comment="", name="a"):
        ReportSection.objects.all().delete()
        ReportSection.objects.create(report=report, chapter="summary", text_pl=comment, text_en=comment)
        document = compose(snapshot.freeze(report), language)
        path = tmp_path / f"{name}.docx"
        writer.write(document, path, as_of=DAY, checksum="f" * 64)
        return path

    return write


def opened(path):
    return docx.Document(str(path))


def styles(document):
    return [paragraph.style.style_id for paragraph in document.paragraphs]


def test_its_contents_hold_chapters_and_sections_before_word_counts_them_anew(made, report):
    document = opened(made())
    [contents] = document.element.body.iter(qn("w:sdt"))
    listed = [
        (entry.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")), word_text(entry))
        for entry in contents.iter(qn("w:p"))
        if entry.find(qn("w:hyperlink")) is not None
    ]
    levels = {"Heading1": "TOC1", "Heading2": "TOC2"}
    written = [(one.style.style_id, one.text) for one in document.paragraphs]
    assert listed == [(levels[style], text) for style, text in written if style in levels]
    assert ("TOC1", "Podsumowanie") in listed
    assert ("TOC2", "Wskaźniki bez danych") in listed
    assert "".join(one.text for one in contents.iter(qn("w:instrText"))).split()[:3] == [
        "TOC",
        "\\o",
        '"1-2"',
    ]
    assert document.settings.element.find(qn("w:updateFields")).get(qn("w:val")) == "true"
    anchors = {link.get(qn("w:anchor")) for link in document.element.body.iter(qn("w:hyperlink"))} - {None}
    marked = {one.get(qn("w:name")) for one in document.element.body.iter(qn("w:bookmarkStart"))}
    assert anchors <= marked


def test_a_chapter_begins_a_page_unless_it_has_few_words(made):
    chapters = {
        words(one.text): one.paragraph_format.page_break_before
        for one in opened(made()).paragraphs
        if one.style.style_id == "Heading1"
    }
    assert chapters["Podsumowanie"]
    assert chapters["Plany działania"]
    assert not chapters["Działania i pieniądze"]


def test_a_chapter_of_few_words_is_not_parted_by_the_end_of_a_page(report, tmp_path):
    few = Chapter("b", "Czego brakuje", [blocks.lead("Wiele."), blocks.bullets(["Celów.", "Wartości."])])
    document = replace(compose(snapshot.freeze(report), "pl"), chapters=[few, few])
    path = tmp_path / "few.docx"
    writer.write(document, path, as_of=DAY, checksum="0" * 64)
    chapter = [one.paragraph_format.keep_with_next for one in opened(path).paragraphs[-4:]]
    assert chapter == [True, True, True, None]


def test_headings_captions_and_words_that_lead_to_a_table_stay_with_what_follows(made):
    document = opened(made())
    for one, following in pairwise(document.paragraphs):
        heads = one.style.style_id in ("Heading1", "Heading2", "Heading3", "Caption")
        leads = one.style.style_id in ("Normal", "SmallPrint") and following.style.style_id == "Caption"
        assert not (heads or leads) or one.paragraph_format.keep_with_next, one.text
    assert all(cell.paragraphs[0].paragraph_format.keep_with_next
               for table in document.tables for cell in table.rows[0].cells)  # fmt: skip


def test_captions_are_counted_by_word(made):
    document = opened(made())
    fields = [one.get(qn("w:instr")).split()[:2] for one in document.element.body.iter(qn("w:fldSimple"))]
    assert ["SEQ", "Tabela"] in fields
    assert ["SEQ", "Rysunek"] in fields
    numbers = [
        word_text(one)
        for one in document.element.body.iter(qn("w:fldSimple"))
        if "Tabela" in one.get(qn("w:instr"))
    ]
    assert numbers == [str(number) for number in range(1, len(document.tables) + 1)]


def test_every_table_repeats_its_head_and_fills_the_page(made):
    for table in opened(made()).tables:
        first, *others = table._tbl.findall(qn("w:tr"))
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None for row in others)
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.iter(qn("w:gridCol"))]
        assert sum(widths) == 9070
        assert min(widths) > 300


def test_charts_are_pictures_of_the_very_drawing_of_the_pdf_and_have_words(made, report, monkeypatch):
    path = made()
    document = opened(path)
    composed = compose(snapshot.freeze(report), "pl")
    [figure] = [block for one in composed.chapters for block in one.blocks if block["kind"] == "figure"]
    [picture] = list(document.element.body.iter(qn("wp:docPr")))
    assert (picture.get("title"), picture.get("descr")) == (figure["caption"], figure["alt"])
    drawing = charts.drawn(figure["spec"]).read_text(encoding="utf-8")
    pictures = [part.blob for part in document.part.package.iter_parts() if part.partname.endswith(".png")]
    assert pictures == [vega.draw_png(drawing)]
    monkeypatch.setattr(vega, "draw", lambda _spec: pytest.fail("drawn once more"))
    made(name="again")


def test_marks_of_notes_lead_to_the_notes(made):
    document = opened(made())
    notes = [one for one in document.paragraphs if one.style.style_id == "Note"]
    assert any("Zamknięto zakład." in one.text for one in notes)
    marks = [
        link.get(qn("w:anchor"))
        for link in document.element.body.iter(qn("w:hyperlink"))
        if (link.get(qn("w:anchor")) or "").startswith("note_")
    ]
    assert marks


def test_it_says_its_title_and_language_and_names_no_person(made, people, team):
    for language, code in (("pl", "pl-PL"), ("en", "en-GB")):
        path = made(language)
        document = opened(path)
        core = document.core_properties
        assert core.language == code
        assert core.title in [one.text for one in document.paragraphs if one.style.name == "Title"]
        assert (core.created.date(), core.modified.date()) == (DAY, DAY)
        assert core.author == core.last_modified_by != ""
        default = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
        assert default.get(qn("w:val")) == code
        everything = b"".join(zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist())
        assert "Przykładowy".encode() not in everything
        assert "python-docx" not in everything.decode("utf-8", "ignore")


def test_pages_have_running_words_and_numbers(made):
    section = opened(made()).sections[0]
    assert section.different_first_page_header_footer
    assert "Raport" in word_text(section.header._element)
    fields = [one.get(qn("w:instr")).strip() for one in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_same_document_gives_the_same_bytes(made):
    assert made(name="one").read_bytes() == made(name="two").read_bytes()


RICH = (
    '<p>Ważne: <strong>tak</strong>, <em>nie</em>, <a href="https://example.org/x">link</a>.</p>'
    "<h3>Dalej</h3><ol><li>raz</li><li>dwa<ul><li>pod</li></ul></li></ol><p>x</p><ol><li>od nowa</li></ol>"
)


def test_comments_keep_their_looks_lists_and_links(made):
    document = opened(made(comment=RICH))
    paragraph = next(one for one in document.paragraphs if one.text.startswith("Ważne"))
    looks = {run.text: (bool(run.bold), bool(run.italic)) for run in paragraph.runs}
    assert looks["tak"] == (True, False)
    assert looks["nie"] == (False, True)
    assert [link.address for link in paragraph.hyperlinks] == ["https://example.org/x"]
    items = {
        word_text(one._p): (one._p.pPr.numPr.numId.val, one._p.pPr.numPr.ilvl.val)
        for one in document.paragraphs
        if one._p.pPr is not None and one._p.pPr.numPr is not None
    }
    assert items["raz"][0] == items["dwa"][0] != items["od nowa"][0]
    assert items["pod"] == (1, 1)
    assert "CommentHeading" in styles(document)


@pytest.mark.parametrize(
    "odd",
    [
        "x" * 5000,
        "עברית عربى 😀👩‍👩‍👧",
        "<w:t>&amp; ]]> <!-- {{tresc}} {% now %} \x07\x00 \ud800",
        "=1+1\n@SUM(A1)",
        "a\tb",
    ],
)
def test_whatever_people_write_is_in_the_document_as_text(made, odd):
    text = word_text(opened(made(comment=odd.replace("\x00", "").replace("\ud800", ""))).element.body)
    for word in odd.replace("\x07", "").replace("\x00", "").replace("\ud800", "").split():
        assert word in text


def test_a_report_on_nothing_is_a_document_too(report, tmp_path):
    path = tmp_path / "empty.docx"
    writer.write(compose(snapshot.freeze(report), "pl"), path, as_of=DAY, checksum="0" * 64)
    text = words(word_text(opened(path).element.body))
    assert "Nie ma jeszcze zweryfikowanych wartości" in text


def test_the_package_is_what_word_opens(made):
    with zipfile.ZipFile(io.BytesIO(made(comment=RICH).read_bytes())) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name or "customXml" in name]


@pytest.mark.parametrize("module", [writer, pack])
def test_a_full_disk_ends_the_build_with_a_reason(content, report, build, monkeypatch, module):
    def full(*_args, **_kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, "write", full)
    job = build(report)
    assert (job.state, job.why) == ("failed", "Na dysku nie ma już miejsca. Niczego nie zmieniono.")
    assert not [path for path in files.root().rglob("*") if path.is_file()]
