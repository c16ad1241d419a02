"""Tables that people pasted, made square: no cell overlaps another, hangs out below, or is missing.

Word and the setter of PDFs refuse tables that a browser shows somehow.
"""

from collections.abc import Sequence
from dataclasses import replace

from metropolis.ui.worddiff import Piece

from .parts import Cell

# Word opens no table with more than 63 columns, and nobody reads one with more than 30.
MAX_COLUMNS = 30
# A column is at least so wide as others of so many letters, and at most.
NARROWEST, WIDEST = 6, 120

Rows = list[tuple[Cell, ...]]
_Placed = dict[tuple[int, int], Cell]


def squared(rows: Sequence[Sequence[Cell]], heads: int) -> tuple[Rows, int]:
    """The rows, and how many columns they have. A cell never reaches from the head into the body."""
    placed: _Placed = {}
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        below = (heads if number < heads else len(rows)) - number
        for cell in row:
            column = next((c for c in range(MAX_COLUMNS) if (number, c) not in taken), None)
            if column is None:
                _join_last(placed, cell)
                continue
            cell = _fitted(cell, (number, column), below, taken)
            placed[number, column] = cell
            taken |= _slots(cell, number, column)
    columns = max((column for _, column in taken), default=0) + 1
    return [_row(placed, taken, number, columns) for number in range(len(rows))], columns


def _fitted(cell: Cell, place: tuple[int, int], below: int, taken: set) -> Cell:
    """The cell, not wider than the free room nor higher than its part of the table."""
    row, column = place
    colspan = 1
    while colspan < cell.colspan and column + colspan < MAX_COLUMNS and (row, column + colspan) not in taken:
        colspan += 1
    return replace(cell, colspan=colspan, rowspan=max(min(cell.rowspan, below), 1))


def _slots(cell: Cell, row: int, column: int) -> set[tuple[int, int]]:
    return {(row + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)}


def _join_last(placed: _Placed, cell: Cell) -> None:
    """What has no column any more stands at the end of the cell before it."""
    place = max(placed)
    if cell.pieces:
        parting = (Piece("same", " | "),)
        placed[place] = replace(placed[place], pieces=placed[place].pieces + parting + cell.pieces)


def _row(placed: _Placed, taken: set, row: int, columns: int) -> tuple[Cell, ...]:
    cells = []
    for column in range(columns):
        if (row, column) in placed:
            cells.append(placed[row, column])
        elif (row, column) not in taken:
            cells.append(Cell())
    return tuple(cells)


def layout(rows: Sequence[Sequence[Cell]]) -> list[list[tuple[int, Cell | None, int]]]:
    """For each row of a square table (column, cell, colspan); None where a cell from above goes on."""
    going_on: dict[int, tuple[int, int]] = {}  # column: rows left, colspan
    drawn = []
    for row in rows:
        line, column, cells = [], 0, iter(row)
        following = next(cells, None)
        while following is not None or column in going_on:
            if column in going_on:
                left, colspan = going_on.pop(column)
                line.append((column, None, colspan))
                if left > 1:
                    going_on[column] = (left - 1, colspan)
            else:
                colspan = following.colspan
                line.append((column, following, colspan))
                if following.rowspan > 1:
                    going_on[column] = (following.rowspan - 1, colspan)
                following = next(cells, None)
            column += colspan
        drawn.append(line)
    return drawn


def widths_of(rows: Sequence[Sequence[Cell]], columns: int) -> tuple[float, ...]:
    """Shares of the width by how much is written in each column."""
    letters = [NARROWEST] * columns
    for line in layout(rows):
        for column, cell, colspan in line:
            if cell is not None and colspan == 1:
                written = sum(len(piece.text) for piece in cell.pieces)
                letters[column] = max(letters[column], min(written, WIDEST))
    return tuple(round(count**0.5, 2) for count in letters)
