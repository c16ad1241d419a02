"""WordprocessingML as strings: words, paragraphs, fields, contents. What people wrote is escaped here."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

__all__ = [
    "NAMESPACES", "TEXT_WIDTH", "anchor", "bookmarked", "characters", "clean", "contents", "entry", "field",
    "paragraph", "quoteattr", "run",
]  # fmt: skip

# A4 without margins of 25 mm, in twentieths of a point.
TEXT_WIDTH = 9070
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_BREAK = re.compile(r"([\n\t])")
_SIGNS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
# What XML has no place for, and half characters.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without characters that no document can hold."""
    return _FORBIDDEN.sub("", text)


def characters(text: str, name: str = "t") -> str:
    """Words as the content of a run; breaks and tabs are elements there."""
    parts = (
        _SIGNS.get(part) or f'<w:{name} xml:space="preserve">{escape(part)}</w:{name}>'
        for part in _BREAK.split(text)
        if part
    )
    return "".join(parts)


def run(text: str, look: str = "") -> str:
    """Words of one look; `look` is the content of its properties."""
    marks = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{marks}{characters(text)}</w:r>" if text else ""


def paragraph(style: str, runs: str = "", marks: str = "") -> str:
    """A paragraph of a style; `marks` are further properties, in the order of the standard."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{marks}</w:pPr>{runs}</w:p>'


def field(code: str, shown: str, look: str = "") -> str:
    """A field with what it shows until the program counts anew."""
    return f'<w:fldSimple w:instr=" {code} ">{run(shown, look)}</w:fldSimple>'


def bookmarked(name: str, number: int, runs: str) -> str:
    """Runs that links lead to."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'


def anchor(number: int) -> str:
    """The name of the bookmark of a heading, as Word names its own."""
    return f"_Toc{number + 1:06d}"


def contents(title: str, headings: Iterable[tuple[int, str]], depth: int) -> str:
    """The field with the headings (level, text) in it; Word adds the page numbers when it opens the file."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        f' TOC \\o "1-{depth}" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    lines = [entry(number, *heading) for number, heading in enumerate(headings)]
    lines[:1] = [line.replace("</w:pPr>", f"</w:pPr>{begin}", 1) for line in lines[:1]]
    end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    shown = "".join(lines) + end if lines else ""
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{paragraph('TOCHeading', run(title))}{shown}"
        "</w:sdtContent></w:sdt>"
    )


def entry(number: int, level: int, text: str) -> str:
    """A line of the contents that leads to its heading."""
    link = f'<w:hyperlink w:anchor="{anchor(number)}" w:history="1">{run(text)}</w:hyperlink>'
    return paragraph(f"TOC{level}", link)
