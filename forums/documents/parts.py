"""The nouns of a printed plan: parts, blocks, tables, rows, cells, and their words.

DOCX and PDF render these and nothing else, so they say the same. A redline is the same document with
`kind` of pieces, rows, blocks and parts other than "same".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from metropolis.documents.typography import no_orphans
from metropolis.ui.worddiff import Kind, Piece

Style = Literal["heading", "paragraph", "item", "quote", "quiet"]
# A table of so much at most is not broken over pages.
SHORT_ROWS, SHORT_LETTERS = 14, 1_500
# What XML has no place for, and half characters.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Text:
    """A paragraph of some style. `level` is that of a heading from 1, the depth of an item from 1.

    `own` marks the plan's own words, which are Polish in a document of any language.
    """

    style: Style
    pieces: tuple[Piece, ...] = ()
    level: int = 0
    ordered: bool = False
    own: bool = False
    new_page: bool = False
    kind: Kind = "same"


@dataclass(frozen=True)
class Cell:
    """A cell. `bar` is the part of it, from 0 to 1, that a bar of the schedule covers."""

    pieces: tuple[Piece, ...] = ()
    is_head: bool = False
    is_number: bool = False
    own: bool = False
    colspan: int = 1
    rowspan: int = 1
    bar: tuple[float, float] | None = None


@dataclass(frozen=True)
class Row:
    """A row; `key` says which row of another version of the table it is."""

    key: str
    cells: tuple[Cell, ...]
    is_total: bool = False
    kind: Kind = "same"


@dataclass(frozen=True)
class Table:
    """A table: `facts` have labels in the first column and no head, `heads` counts the rows of the head.

    `widths` are shares of the width of the page. `is_keyed`: rows have keys that mean something.
    `has_years`: the columns from the fourth on are years, with bars.
    """

    look: Literal["facts", "data", "rich"]
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    heads: int = 0
    caption: tuple[Piece, ...] = ()
    is_keyed: bool = True
    has_years: bool = False
    kind: Kind = "same"

    @cached_property
    def is_short(self) -> bool:
        """Whether it had better stay on one page."""
        letters = sum(len(piece.text) for row in self.rows for cell in row.cells for piece in cell.pieces)
        return len(self.rows) <= SHORT_ROWS and letters <= SHORT_LETTERS


Block = Text | Table


@dataclass(frozen=True)
class Part:
    """Blocks that stay or go together; `key` says which part of another version it is."""

    key: str
    blocks: tuple[Block, ...]
    kind: Kind = "same"


@dataclass(frozen=True)
class Outline:
    """A whole document in one language.

    `facts` stand on the cover, `notes` below them, `imprint` at its foot; `subject` is for the properties of
    the file, `running` for the foot of every page.
    """

    language: str
    genre: str
    title: str
    facts: Table
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()
    imprint: tuple[str, ...] = ()
    running: str = ""
    is_redline: bool = False
    words: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Block]:
        """All blocks behind the cover."""
        return [block for part in self.parts for block in part.blocks]


def cleaned(text: str) -> str:
    """The text without characters that no document can hold, short words tied to the next one."""
    return no_orphans(_FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def words(text: str, *, bold: bool = False) -> tuple[Piece, ...]:
    """Plain words as pieces."""
    text = cleaned(text)
    return (Piece("same", text, bold),) if text else ()


def tied(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Pieces that are clean, with short words tied to the next one, also over the ends of pieces."""
    pieces = [replace(piece, text=_FORBIDDEN.sub("", piece.text)) for piece in pieces]
    whole, place = no_orphans("".join(piece.text for piece in pieces)), 0
    kept = []
    for piece in pieces:
        kept.append(replace(piece, text=whole[place : place + len(piece.text)]))
        place += len(piece.text)
    return tuple(piece for piece in kept if piece.text)


def heading(level: int, text: str, *, own: bool = False, new_page: bool = False) -> Text:
    """A heading in the document."""
    return Text("heading", words(text), level=level, own=own, new_page=new_page)


def quiet(text: str) -> Text:
    """A remark of the document itself, such as that there is nothing yet."""
    return Text("quiet", words(text))


def cell(text: str, *, own: bool = False, number: bool = False, bar=None, bold: bool = False) -> Cell:
    """A cell of plain words.

    Behind a number or a bar is a space: in a redline the old and the new one part there.
    """
    text = f"{text} " if number or bar else text
    return Cell(words(text, bold=bold), own=own, is_number=number, bar=bar)


def head_row(*labels: str, numbers: Iterable[int] = ()) -> Row:
    """The row of headings; `numbers` are the places of the columns with numbers."""
    places = set(numbers)
    cells = (Cell(words(label), is_head=True, is_number=i in places) for i, label in enumerate(labels))
    return Row("head", tuple(cells))


def text_of(pieces: Iterable[Piece]) -> str:
    """The words of pieces."""
    return "".join(piece.text for piece in pieces)
