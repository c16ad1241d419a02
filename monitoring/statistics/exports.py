"""Tables that people export on the web pages of the Local Data Bank, in the relational layout. Pure.

`"Kod";"Nazwa";"Wiek";"Rok";"Wartosc";"Jednostka miary";"Atrybut";`: one figure in each line, decimals with
a comma, an empty cell at the end. The columns between `Nazwa` and `Rok` say what is measured. The number of
the variable is not in the file, so the person who brings it chooses it.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

FIRST, YEAR, VALUE, FURTHER = ("kod", "nazwa"), "rok", "wartosc", ("jednostka miary", "atrybut")
SHOWN = 5


class NotOneQuantity(ValueError):
    """The table cannot be read as one variable; the sentence says why."""


@dataclass(frozen=True)
class ExportLine:
    """A line of the table as it is written there."""

    number: int
    unit: str
    year: str
    value: str


def is_export(text: str) -> bool:
    """Whether the first line is that of an export."""
    return _names(text)[:2] == list(FIRST)


def read_export(text: str) -> Iterator[ExportLine]:
    """The figures of the table; `NotOneQuantity` before the first one, `csv.Error` where it is broken."""
    names = _names(text)
    if YEAR not in names or VALUE not in names:
        raise NotOneQuantity(
            _("Export the table in the relational layout: it has the columns Rok and Wartosc.")
        )
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))[1:]
    rows = [(number, [cell.strip() for cell in row]) for number, row in enumerate(rows, start=2)]
    rows = [(number, row) for number, row in rows if any(row)]
    known = {*FIRST, YEAR, VALUE, *FURTHER, ""}
    measured = [place for place, name in enumerate(names) if name not in known]
    kinds = {tuple(row[place] for place in measured if place < len(row)): None for _number, row in rows}
    if len(kinds) > 1:
        some = "; ".join(", ".join(kind) for kind in list(kinds)[:SHOWN])
        text = _("The table holds %(count)s quantities (%(some)s). Export one of them.")
        raise NotOneQuantity(text % {"count": len(kinds), "some": some})
    for number, row in rows:
        cells = dict(zip(names, row, strict=False))
        yield ExportLine(number, cells.get("kod", ""), cells.get(YEAR, ""), cells.get(VALUE, ""))


def _names(text):
    head = text.split("\n", 1)[0]
    return [name.strip().strip('"').strip().lower() for name in head.strip().split(";")]
