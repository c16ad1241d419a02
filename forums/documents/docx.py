"""A plan, or the changes in one, as a document of Word: real styles, contents, tracked changes."""

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .parts import Outline
from .word.body import Body
from .word.runs import Runs, Tracker

ASSETS = Path(__file__).parent / "word"
LANGUAGES = {"pl": "pl-PL", "en": "en-GB"}
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_CM_IN_EMU = 360_000
# The earliest day that a ZIP file knows: files in the package carry no time of their own.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Origin:
    """Which portal and whose the document is, when its text was made, in whose name its changes stand."""

    portal: str
    house: str
    moment: datetime
    changes_by: str = ""


def write(outline: Outline, origin: Origin) -> bytes:
    """The file. The same outline and origin give the same bytes."""
    import docx

    document = docx.Document()
    _without_leftovers(document)
    _put_assets(document, outline.language)
    links = _Links(document.part)
    tracker = Tracker(origin.changes_by, _stamp(origin.moment))
    own_language = "" if outline.language == "pl" else LANGUAGES["pl"]
    body = Body(outline, (origin.portal, origin.house), Runs(tracker, links.number, own_language))
    _put_body(document, body.xml())
    _put_lists(document, body.lists)
    _put_pages(document, outline)
    _put_properties(document, outline, origin)
    return _packed(document)


class _Links:
    """Addresses that the document leads to; each is in the package once."""

    def __init__(self, part):
        self.part, self.numbers = part, {}

    def number(self, address: str) -> str:
        from docx.opc.constants import RELATIONSHIP_TYPE

        if address not in self.numbers:
            self.numbers[address] = self.part.rels.get_or_add_ext_rel(RELATIONSHIP_TYPE.HYPERLINK, address)
        return self.numbers[address]


def _without_leftovers(document) -> None:
    """The library's template carries a picture of an empty page, and styles and data of its makers."""
    from docx.opc.constants import RELATIONSHIP_TYPE as KINDS

    kept = {KINDS.STYLES, KINDS.NUMBERING, KINDS.SETTINGS, KINDS.FONT_TABLE, KINDS.THEME}
    kept |= {KINDS.OFFICE_DOCUMENT, KINDS.CORE_PROPERTIES}
    for rels in (document.part.package.rels, document.part.rels):
        for number in [number for number, rel in rels.items() if rel.reltype not in kept]:
            del rels[number]


def _put_assets(document, language: str) -> None:
    """The house's styles, lists and settings in place of those of the library."""
    from docx.oxml import parse_xml

    parts = {
        "styles.xml": document.part._styles_part,
        "numbering.xml": document.part.numbering_part,
        "settings.xml": document.part._settings_part,
    }
    for name, part in parts.items():
        text = (ASSETS / name).read_text(encoding="utf-8").replace("LANGUAGE", LANGUAGES[language])
        part._element = parse_xml(text.encode())


def _put_body(document, text: str) -> None:
    from docx.oxml.parser import element_class_lookup
    from lxml import etree

    parser = etree.XMLParser(huge_tree=True, resolve_entities=False)
    parser.set_element_class_lookup(element_class_lookup)
    made = etree.fromstring(f"<w:body {_NAMESPACES}>{text}</w:body>".encode(), parser)
    body = document.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    for place, child in enumerate(list(made)):
        body.insert(place, child)


def _put_lists(document, numbers: list[int]) -> None:
    """Each ordered list begins at one."""
    from docx.oxml import parse_xml

    for number in numbers:
        document.part.numbering_part._element.append(
            parse_xml(
                f'<w:num {_NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="1"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )


def _put_pages(document, outline: Outline) -> None:
    """A4, the title at the head of every page but the cover, and page x of y at the foot."""
    section = document.sections[0]
    section.page_width, section.page_height = 21 * _CM_IN_EMU, int(29.7 * _CM_IN_EMU)
    section.left_margin = section.right_margin = int(2.5 * _CM_IN_EMU)
    section.top_margin, section.bottom_margin = int(2.6 * _CM_IN_EMU), int(2.4 * _CM_IN_EMU)
    section.header_distance = section.footer_distance = int(1.3 * _CM_IN_EMU)
    section.different_first_page_header_footer = True
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.style, foot.style = document.styles["Header"], document.styles["Footer"]
    head.add_run(outline.title)
    foot.add_run(f"{outline.running}\t{outline.words['page']} ")
    _put_field(foot, "PAGE")
    foot.add_run(f" {outline.words['of']} ")
    _put_field(foot, "NUMPAGES")


def _put_field(paragraph, name: str) -> None:
    from docx.oxml import parse_xml

    field = f'<w:fldSimple {_NAMESPACES} w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))


def _put_properties(document, outline: Outline, origin: Origin) -> None:
    """Title, language and issuer; no person is named."""
    properties = document.core_properties
    moment = origin.moment.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    properties.title, properties.subject = outline.title[:255], outline.running[:255]
    properties.author = properties.last_modified_by = origin.house[:255]
    properties.language = LANGUAGES[outline.language]
    properties.created = properties.modified = moment
    properties.category = outline.genre
    properties.comments = properties.keywords = ""
    properties.revision = 1


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _packed(document) -> bytes:
    """The package with files that carry no time, so that equal documents are equal files."""
    made, packed = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _NO_TIME), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
