"""Writes a small OpenDocument spreadsheet as LibreOffice would, with what a test needs to be odd."""

import io
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZipFile

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}'
    "</manifest:manifest>"
)


def open_document(sheets: dict[str, list[list]], *, encrypted=False, parts=()) -> bytes:
    """The bytes of the file. A cell is a number, a text, or a pair of attributes and text."""
    tables = "".join(_table(name, rows) for name, rows in sheets.items())
    content = (
        f"<office:document-content {_SPACES}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml", _MANIFEST.format("<manifest:encryption-data/>" if encrypted else "")
        )
        for name in parts:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


def _table(name, rows) -> str:
    lines = []
    for row in rows:
        cells = "".join(_cell(value) for value in row)
        empty = '<table:table-cell table:number-columns-repeated="16000"/>'
        lines.append(f"<table:table-row>{cells}{empty}</table:table-row>")
    end = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    return f"<table:table table:name={quoteattr(name)}>{''.join(lines)}{end}</table:table>"


def _cell(value) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, tuple):
        return f"<table:table-cell {value[0]}><text:p>{escape(value[1])}</text:p></table:table-cell>"
    if isinstance(value, (int, float)):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value!r}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
