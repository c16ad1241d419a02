"""Tables as texts: `;`, `,` or tab between cells, UTF-8 with or without its mark, or Windows-1250."""

import csv
import io
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .cells import MAX_COLUMNS, Cell, Sheet, clean, trimmed
from .guards import NotReadable
from .limits import Limit

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_SEPARATORS = ";,\t"
_SAID = re.compile(r"sep=([;,\t])\r?\n", re.IGNORECASE)
# What a spreadsheet would run as a formula, and such a text with its apostrophes.
_RISKY = re.compile(r"'*[=+\-@\t\r\n]")
# A cell that would break out of its line is quoted; a field may be as long as a note is.
_LONGEST = 100_000


@dataclass(frozen=True)
class Dialect:
    """How a file was written, so that it can be given back the same way."""

    encoding: str
    separator: str
    newline: str = "\r\n"


def harmless(value: str) -> str:
    """A text that no spreadsheet runs as a formula; `told` gives it back as it was."""
    return f"'{value}" if _RISKY.match(value) else value


def told(value: str) -> str:
    """The text that `harmless` was given."""
    return value[1:] if value.startswith("'") and _RISKY.match(value[1:]) else value


def read_delimited(data: bytes) -> tuple[Sheet, Dialect]:
    """The rows of the file and its dialect. Raises NotReadable."""
    text, encoding = _decoded(data)
    said = _SAID.match(text)
    dialect = Dialect(encoding, said[1] if said else _separator(text), _newline(text))
    rows: list[tuple[int, list[Cell]]] = []
    limit = Limit("CSV")
    csv.field_size_limit(_LONGEST)
    try:
        for number, row in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=dialect.separator), 1
        ):
            cells = [] if said and number == 1 else trimmed([told(clean(cell)) for cell in row[:MAX_COLUMNS]])
            if cells:
                limit.count(cells)
                rows.append((number, cells))
    except csv.Error as fault:
        raise NotReadable(
            _("The text file cannot be read as a table. Save it as CSV or XLSX again.")
        ) from fault
    return Sheet("CSV", rows), dialect


def write_delimited(rows, dialect: Dialect) -> bytes:
    """Rows of texts in this dialect; what its encoding lacks is written as a question mark."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=dialect.separator, lineterminator=dialect.newline).writerows(rows)
    return buffer.getvalue().encode(dialect.encoding, errors="replace")


def _decoded(data: bytes) -> tuple[str, str]:
    marked = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), "")
    for encoding in (marked,) if marked else ("utf-8", "cp1250"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text, encoding
    raise NotReadable(
        _("This is not a spreadsheet that can be read. Save it as XLSX, ODS or CSV and send it again.")
    )


def _separator(text: str) -> str:
    """The separator that the first line with any has most of, outside quotes."""
    for line in text.splitlines()[:20]:
        bare = re.sub(r'"[^"]*"', "", line)
        counts = {sign: bare.count(sign) for sign in _SEPARATORS}
        if any(counts.values()):
            return max(counts, key=counts.__getitem__)
    return ";"


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text[:10_000] else "\n"
