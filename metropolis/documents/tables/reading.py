"""Reading a spreadsheet that somebody uploaded, of whichever kind it is."""

from dataclasses import dataclass

from .cells import Sheet
from .delimited import Dialect, read_delimited
from .guards import ODS, XLSX, kind_of
from .ods import read_ods
from .xlsx import read_xlsx


@dataclass(frozen=True)
class Tables:
    """The sheets of a file, what it is, and for a text how it was written."""

    kind: str
    sheets: list[Sheet]
    dialect: Dialect | None = None


def read_tables(data: bytes) -> Tables:
    """The guards first, then the cells. Raises NotReadable with the sentence for the person."""
    kind = kind_of(data)
    if kind == XLSX:
        return Tables(kind, read_xlsx(data))
    if kind == ODS:
        return Tables(kind, read_ods(data))
    sheet, dialect = read_delimited(data)
    return Tables(kind, [sheet], dialect)
