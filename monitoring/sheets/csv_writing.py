"""A campaign as CSV: for Excel in Polish (`;`, decimal comma, marked UTF-8), for programs (`,`, point)."""

import codecs
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import chain, islice
from typing import IO

from metropolis.documents.tables.delimited import Dialect, harmless, write_delimited

from .columns import COLUMNS
from .lines import Value, line_of
from .scope import Scope

EXCEL = Dialect("utf-8-sig", ";")
PROGRAMS = Dialect("utf-8", ",")
_CHUNK = 200


def write_csv(scope: Scope, dialect: Dialect, *, comma: bool) -> IO[bytes]:
    """The file as an open temporary one, at its beginning. `comma` marks decimals by a comma."""
    made = tempfile.TemporaryFile()  # noqa: SIM115  # the caller closes what it is given
    if dialect.encoding == "utf-8-sig":
        made.write(codecs.BOM_UTF8)
    plain = replace(dialect, encoding="utf-8")
    lines = chain([[str(column.label) for column in COLUMNS]], _lines(scope, comma=comma))
    while piece := list(islice(lines, _CHUNK)):
        made.write(write_delimited(piece, plain))
    made.seek(0)
    return made


def _lines(scope: Scope, *, comma: bool) -> Iterator[list[str]]:
    for row in scope.rows():
        line = line_of(row)
        yield [_cell(line.get(column.field, ""), comma=comma) for column in COLUMNS]


def _cell(value: Value, *, comma: bool) -> str:
    if isinstance(value, Decimal):
        text = format(value.normalize(), "f")
        return text.replace(".", ",") if comma else text
    return harmless(value)
