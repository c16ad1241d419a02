"""Reading the made files back before anybody is told of them: whole, openable, and with all rows."""

import html
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from django.utils.translation import override

from . import files, sheets, snapshot
from .document import Document
from .frozen import Frozen
from .models import ReportFile
from .reader import Reader

_CHUNK = 1 << 20
_SHEET = re.compile(r'<sheet name="([^"]*)"')


class Unreadable(Exception):
    """A file is not what was written; the text says why, for the log."""


def check(path: Path, made: dict, content: Frozen, documents: dict[str, Document]) -> None:
    """Read one file back. Raises Unreadable."""
    if not path.is_file():
        raise Unreadable(f"{path.name} is gone")
    if (path.stat().st_size, files.checksum(path)) != (made["size"], made["sha256"]):
        raise Unreadable(f"{path.name} has changed since it was written")
    if reader := READERS.get(made["format"]):
        reader(path, content, documents.get(made["language"]))
    elif zipfile.is_zipfile(path):
        _archive(path)


def _pdf(path: Path, content: Frozen, document: Document | None) -> None:
    """The end names the place of the table of objects, and the table is there."""
    data = path.read_bytes()
    end = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", data[-64:])
    if not data.startswith(b"%PDF-") or end is None:
        raise Unreadable(f"{path.name} is not a whole PDF")
    table = data[int(end[1]) : int(end[1]) + 32]
    if not re.match(rb"xref|\d+ \d+ obj", table):
        raise Unreadable(f"{path.name} has no table of objects where it says")


def _xlsx(path: Path, content: Frozen, document: Document | None) -> None:
    """Each sheet of data has at least its header and all of its rows."""
    rows = _rows_by_sheet(path)
    if document is None:
        return
    with override(document.language):
        data = sheets.data_of(Reader(content, document.language), document)
    planned = {sheet.name: len(sheet.rows) for sheet in data.shown}
    for name, count in planned.items():
        if rows.get(name, 0) < count + 1:
            raise Unreadable(f"{path.name}: sheet {name} has {rows.get(name, 0)} rows of {count + 1}")


def _rows_by_sheet(path: Path) -> dict[str, int]:
    """How many rows each sheet has, counted without holding it in memory."""
    _archive(path)
    with zipfile.ZipFile(path) as book:
        names = [html.unescape(name) for name in _SHEET.findall(book.read("xl/workbook.xml").decode())]
        return {
            name: _count(book, f"xl/worksheets/sheet{number}.xml")
            for number, name in enumerate(names, start=1)
        }


def _count(book: zipfile.ZipFile, part: str) -> int:
    rows, rest = 0, b""
    with book.open(part) as sheet:
        while chunk := sheet.read(_CHUNK):
            text = rest + chunk
            rows += text.count(b"<row ")
            rest = text[-4:]  # one byte less than what is counted: nothing is found twice
    return rows


def _json(path: Path, content: Frozen, document: Document | None) -> None:
    try:
        same = json.loads(path.read_bytes()) == json.loads(snapshot.canonical(content))
    except ValueError as fault:
        raise Unreadable(f"{path.name}: {fault}") from fault
    if not same:
        raise Unreadable(f"{path.name} is of other data")


def _archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            broken = archive.testzip()
    except zipfile.BadZipFile as fault:
        raise Unreadable(f"{path.name}: {fault}") from fault
    if broken:
        raise Unreadable(f"{path.name}: {broken} is broken")


READERS: dict[str, Callable[[Path, Frozen, Document | None], None]] = {
    ReportFile.Format.PDF: _pdf,
    ReportFile.Format.XLSX: _xlsx,
    ReportFile.Format.JSON: _json,
}
