"""The Association's own letterhead: what is taken, what is refused and why, what reports look like in it."""

import datetime
import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.oxml.ns import qn
from docx.shared import Cm

from monitoring.models import ReportTemplate
from monitoring.reports import docx as writer
from monitoring.reports import snapshot, template_check
from monitoring.reports.document import compose
from monitoring.reports.template_models import template_of

from .readback import document_tables, file_of, word_tables, word_text, words

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 31)
ADD = "/admin/monitoring/reporttemplate/add/"


def letterhead(*lines, header="Stowarzyszenie Przykładowe, ul. Długa 1", change=None):
    """A template as an office makes it: a header, some lines, styles of its own."""
    document = docx.Document()
    document.core_properties.author = "Jan Tajny"
    document.sections[0].header.paragraphs[0].text = header
    for line in lines:
        document.add_paragraph(line)
    if change:
        change(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_part(data, name, content=b"x"):
    """The package with one more part."""
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


@pytest.fixture
def filled(content, report, tmp_path):
    """`filled(template)`: the composed document and the path of its file in the template."""

    def write(template, name="a"):
        document, path = compose(snapshot.freeze(report), "pl"), tmp_path / f"{name}.docx"
        template_check.check(template)
        writer.write(document, path, as_of=DAY, checksum="f" * 64, template=template)
        return document, path

    return write


def test_a_report_in_the_letterhead_says_the_same(filled):
    document, path = filled(letterhead())
    assert word_tables(path) == document_tables(document)
    made = docx.Document(str(path))
    assert "ul. Długa 1" in made.sections[0].header.paragraphs[0].text


def test_placeholders_are_filled_also_when_word_cut_them_in_pieces(filled):
    def cut(document):
        paragraph = document.add_paragraph()
        for piece in ("Okres: {", "{ok", "res}} i {{stan_na}}", "!"):
            paragraph.add_run(piece)

    template = letterhead("{{tytul}}", header="{{zwiazek}} · {{tytul}}", change=cut)
    document, path = filled(template)
    made = docx.Document(str(path))
    texts = [words(one.text) for one in made.paragraphs]
    assert texts[0] == words(document.title)
    assert f"Okres: 2024 i {words(document.as_of)}!" in texts
    assert words(made.sections[0].header.paragraphs[0].text).endswith(words(document.title))
    assert "{{" not in word_text(made.element.body)


def test_the_report_goes_where_its_placeholder_stands(filled):
    _document, path = filled(
        letterhead("Przed", "{{tytul}}", "{{spis_tresci}}", "{{tresc}}", "Podpis: ......")
    )
    texts = [one.text for one in docx.Document(str(path)).paragraphs]
    assert texts[0] == "Przed"
    assert texts[-1] == "Podpis: ......"
    assert "Podsumowanie" in texts


def test_styles_of_the_template_are_used_and_missing_ones_added(filled):
    def restyle(document):
        style = document.styles["Heading 1"]
        style.element.set(qn("w:styleId"), "Nagwek1")  # as a Polish Word names it

    _document, path = filled(letterhead("{{tresc}}", change=restyle))
    made = docx.Document(str(path))
    known = {one.get(qn("w:styleId")) for one in made.styles.element.iter(qn("w:style"))}
    used = {
        one.get(qn("w:val"))
        for one in made.element.body.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
    }
    assert used <= known
    assert "Nagwek1" in used
    assert "Heading1" not in known
    numbers = {one.get(qn("w:val")) for one in made.element.body.iter(qn("w:numId"))}
    assert numbers <= {one.get(qn("w:numId")) for one in made.part.numbering_part.element.iter(qn("w:num"))}


def test_links_and_pictures_of_the_template_stay(filled):
    def link(document):
        paragraph = document.add_paragraph()
        number = document.part.relate_to(
            "https://example.org/", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        anchor = docx.oxml.OxmlElement("w:hyperlink")
        anchor.set(qn("r:id"), number)
        paragraph._p.append(anchor)

    _document, path = filled(letterhead(change=link))
    made = docx.Document(str(path))
    used = {one.get(qn("r:id")) for one in made.element.body.iter(qn("w:hyperlink"))} - {None}
    assert used
    assert used <= set(made.part.rels)


def test_nobody_is_named_by_the_template_and_bytes_stay_equal(filled):
    template = letterhead("{{tresc}}")
    _document, one = filled(template, "one")
    _document, two = filled(template, "two")
    assert one.read_bytes() == two.read_bytes()
    archive = zipfile.ZipFile(one)
    assert "Tajny" not in b"".join(archive.read(name) for name in archive.namelist()).decode(
        "utf-8", "ignore"
    )


def narrow(document):
    document.sections[0].left_margin = document.sections[0].right_margin = Cm(7)


def in_a_table(document):
    document.add_table(1, 1).cell(0, 0).text = "{{tresc}}"


def tracked(document):
    from docx.oxml import OxmlElement

    change = OxmlElement("w:ins")
    change.set(qn("w:author"), "Jan Tajny")
    document.add_paragraph()._p.append(change)


EXTERNAL = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://x/image" Target="https://evil.example/a.png" '
    b'TargetMode="External"/></Relationships>'
)
BAD = {
    "empty": (lambda: b"", "pusty"),
    "no document": (lambda: b"%PDF-1.7", "nie da się otworzyć"),
    "cut": (lambda: letterhead()[:2000], "nie da się otworzyć"),
    "too large": (lambda: b"x" * 5_000_001, "najwyżej 5 MB"),
    "macros": (lambda: with_part(letterhead(), "word/vbaProject.bin"), "makra"),
    "embedded": (lambda: with_part(letterhead(), "word/embeddings/a.bin"), "osadzony"),
    "foreign": (lambda: with_part(letterhead(), "word/_rels/header9.xml.rels", EXTERNAL), "z innego miejsca"),
    "entities": (lambda: with_part(letterhead(), "word/a.xml", b"<!DOCTYPE a><a/>"), "nie da się otworzyć"),
    "bomb": (lambda: with_part(letterhead(), "word/a.bin", b"0" * 50_000_001), "za duży"),
    "unknown": (lambda: letterhead("Raport {{tytół}}"), "{{tytół}}"),
    "unclosed": (lambda: letterhead("Raport {{tytul"), "Raport {{tytul"),
    "in the header": (lambda: letterhead(header="{{nazwa}}"), "{{nazwa}}"),
    "in a sentence": (lambda: letterhead("Oto {{tresc}}"), "w osobnym akapicie"),
    "in a table": (lambda: letterhead(change=in_a_table), "w osobnym akapicie"),
    "tracked": (lambda: letterhead(change=tracked), "śledzone zmiany"),
    "narrow": (lambda: letterhead(change=narrow), "mniej niż 10 cm"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_file_in_which_no_report_can_be_written_is_refused_in_words(client_of, case):
    data, reason = BAD[case][0](), BAD[case][1]
    upload = SimpleUploadedFile("szablon.docx", data)
    page = client_of("office").post(ADD, {"language": "pl", "file": upload}).content.decode()
    assert reason in page.replace("&nbsp;", " "), case
    assert not ReportTemplate.objects.exists()


def test_the_office_gives_replaces_gets_and_removes_a_template(client_of, people):
    browser, data = client_of("office"), letterhead("{{tresc}}")
    assert (
        browser.post(ADD, {"language": "pl", "file": SimpleUploadedFile("papier.docx", data)}).status_code
        == 302
    )
    kept = ReportTemplate.objects.get()
    assert (kept.name, kept.updated_by, template_of("pl"), template_of("en")) == (
        "papier.docx", people.office, data, None,
    )  # fmt: skip
    assert browser.get(f"/admin/monitoring/reporttemplate/{kept.pk}/plik/").content == data
    address = f"/admin/monitoring/reporttemplate/{kept.pk}/change/"
    assert "papier.docx" in browser.get(address).content.decode()
    browser.post(address, {"language": "pl", "file": SimpleUploadedFile("nowy.docx", letterhead())})
    assert template_of("pl") != data
    browser.post(address, {"language": "en"})
    assert template_of("en") is not None
    assert template_of("pl") is None
    browser.post(f"/admin/monitoring/reporttemplate/{kept.pk}/delete/", {"post": "yes"})
    assert template_of("en") is None


def test_a_build_uses_the_template_of_its_language(content, report, build):
    ReportTemplate.objects.create(language="pl", name="p.docx", content=letterhead("Nasz papier"))
    assert build(report).state == "succeeded"
    first = {
        name: docx.Document(str(file_of(report, f"docx-{name}"))).paragraphs[0].text for name in ("pl", "en")
    }
    assert first["pl"] == "Nasz papier"
    assert first["en"] != "Nasz papier"
