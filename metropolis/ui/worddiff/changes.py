"""The nouns of a difference: pieces of text, cells and rows of tables, blocks."""

from dataclasses import dataclass
from typing import Literal

from metropolis.ui.richtext import Block

# A piece is never "changed": a changed text has removed and added pieces.
Kind = Literal["same", "added", "removed", "changed"]


@dataclass(frozen=True)
class Piece:
    """Some characters in a row that stayed, came or went, with the marks they have."""

    kind: Kind
    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class CellChange:
    """A cell of a table; spans are those of the new cell, of the old one where it was removed."""

    kind: Kind
    pieces: tuple[Piece, ...]
    is_head: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True)
class RowChange:
    """A row of a table with its cells, those that were removed among them."""

    kind: Kind
    cells: tuple[CellChange, ...]


@dataclass(frozen=True)
class BlockChange:
    """A paragraph, heading, item, quote or table. `block` is the new one, or the old one where removed.

    A table has `rows`, everything else `pieces`; a block that stayed, came or went has one-sided pieces.
    A block that became another kind (a paragraph made a heading) is removed and added.
    """

    kind: Kind
    block: Block
    pieces: tuple[Piece, ...] = ()
    rows: tuple[RowChange, ...] = ()


def kind_of(kinds: list[Kind]) -> Kind:
    """The kind of a whole from those of its parts: of nothing, "same"."""
    found = set(kinds)
    return found.pop() if len(found) == 1 else "changed" if found else "same"
