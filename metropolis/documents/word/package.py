"""The package of a document of Word: the house's looks, no traces of anybody, equal bytes for equal words."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .markup import NAMESPACES, field, run

ASSETS = Path(__file__).parent
LANGUAGES = {"pl": "pl-PL", "en": "en-GB"}
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Ordered lists begin at one: each is a list of its own, made from this one of numbering.xml.
ORDERED_LIST = 1
_CM_IN_EMU = 360_000
# The earliest day that a ZIP file knows: files in the package carry no time of their own.
NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Properties:
    """What the file says of itself. No person is named."""

    title: str
    subject: str
    author: str
    category: str
    language: str
    moment: datetime
    keywords: str = ""


@dataclass(frozen=True)
class Running:
    """The words at the head and the foot of every page but the first."""

    head: str
    foot: str
    page: str
    of: str


class Links:
    """Addresses that the document leads to; each is in the package once."""

    def __init__(self, part):
        self.part, self.numbers = part, {}

    def number(self, address: str) -> str:
        """The number of the address in the package."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        if address not in self.numbers:
            self.numbers[address] = self.part.rels.get_or_add_ext_rel(RELATIONSHIP_TYPE.HYPERLINK, address)
        return self.numbers[address]


def fresh(language: str):
    """An empty document with the house's styles, lists and settings."""
    import docx

    document = docx.Document()
    without_leftovers(document)
    for name, part in _asset_parts(document).items():
        part._element = parsed(asset(name, language))
    return document


def without_leftovers(document, also: Iterable[str] = ()) -> None:
    """Drop pictures of pages, hidden data and whatever else neither words nor looks need.

    `also` names further kinds of relationships of the document that stay.
    """
    from docx.opc.constants import RELATIONSHIP_TYPE as KINDS

    kept = {KINDS.STYLES, KINDS.NUMBERING, KINDS.SETTINGS, KINDS.FONT_TABLE, KINDS.THEME, *also}
    kept |= {KINDS.OFFICE_DOCUMENT, KINDS.CORE_PROPERTIES}
    for rels in (document.part.package.rels, document.part.rels):
        for number in [number for number, rel in rels.items() if rel.reltype not in kept]:
            del rels[number]


def asset(name: str, language: str) -> str:
    """One of the house's parts, in a language."""
    return (ASSETS / name).read_text(encoding="utf-8").replace("LANGUAGE", LANGUAGES[language])


def _asset_parts(document) -> dict:
    return {
        "styles.xml": document.part._styles_part,
        "numbering.xml": document.part.numbering_part,
        "settings.xml": document.part._settings_part,
    }


def parsed(text: str):
    """XML as the library's elements."""
    from docx.oxml import parse_xml

    return parse_xml(text.encode())


def body_of(text: str) -> list:
    """The elements of a body, however much is in it."""
    from docx.oxml.parser import element_class_lookup
    from lxml import etree

    parser = etree.XMLParser(huge_tree=True, resolve_entities=False)
    parser.set_element_class_lookup(element_class_lookup)
    return list(etree.fromstring(f"<w:body {NAMESPACES}>{text}</w:body>".encode(), parser))


def put_body(document, text: str) -> None:
    """The text in place of what the document had; the properties of its pages stay."""
    body = document.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    for place, child in enumerate(body_of(text)):
        body.insert(place, child)


def put_lists(document, numbers: Iterable[int], like: int = ORDERED_LIST) -> None:
    """Each ordered list begins at one; `like` is the list of the document that they look like."""
    for number in numbers:
        document.part.numbering_part._element.append(
            parsed(
                f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{like}"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )


def put_pages(document, running: Running) -> None:
    """A4, running words at the head of every page but the first, and page x of y at the foot."""
    section = document.sections[0]
    section.page_width, section.page_height = 21 * _CM_IN_EMU, int(29.7 * _CM_IN_EMU)
    section.left_margin = section.right_margin = int(2.5 * _CM_IN_EMU)
    section.top_margin, section.bottom_margin = int(2.6 * _CM_IN_EMU), int(2.4 * _CM_IN_EMU)
    section.header_distance = section.footer_distance = int(1.3 * _CM_IN_EMU)
    section.different_first_page_header_footer = True
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.style, foot.style = document.styles["Header"], document.styles["Footer"]
    foot_words = [
        run(f"{running.foot}\t{running.page} "), field("PAGE", "1"), run(f" {running.of} "),
        field("NUMPAGES", "1"),
    ]  # fmt: skip
    for place, words in ((head, [run(running.head)]), (foot, foot_words)):
        for element in parsed(f"<w:p {NAMESPACES}>{''.join(words)}</w:p>"):
            place._p.append(element)


def put_properties(document, properties: Properties) -> None:
    """What the file says of itself, in place of what it said before."""
    core = document.core_properties
    moment = properties.moment.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    core.title, core.subject = properties.title[:255], properties.subject[:255]
    core.author = core.last_modified_by = properties.author[:255]
    core.language = LANGUAGES[properties.language]
    core.created = core.modified = moment
    core.category, core.keywords = properties.category[:255], properties.keywords[:255]
    core.comments = core.content_status = core.identifier = core.version = ""
    core.revision = 1


def packed(document) -> bytes:
    """The package with files that carry no time, so that equal documents are equal files."""
    made, whole = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, NO_TIME), source.read(name), zipfile.ZIP_DEFLATED)
    return whole.getvalue()
