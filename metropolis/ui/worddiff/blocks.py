"""What changed between two rich texts: block by block, and word by word inside blocks that changed.

A table is compared row by row and cell by cell.
"""

from collections.abc import Iterator, Sequence

from metropolis.ui import richtext
from metropolis.ui.richtext import Block, Cell, Run
from metropolis.ui.richtext_blocks import TABLE
from metropolis.ui.worddiff.aligning import Pair, Part, pairs_of
from metropolis.ui.worddiff.changes import BlockChange, CellChange, Kind, Piece, RowChange, kind_of
from metropolis.ui.worddiff.words import Marks, Token, diff_tokens, tokens_of

Row = Sequence[Cell]


def diff_blocks(old_html: str, new_html: str) -> list[BlockChange]:
    """What changed between two sanitised rich texts, in reading order of the new one."""
    old = [_block_part(block) for block in richtext.blocks(old_html)]
    new = [_block_part(block) for block in richtext.blocks(new_html)]
    return [_block_change(*_both(old, new, pair)) for pair in pairs_of(old, new, by_place=TABLE)]


def _block_change(old: Part | None, new: Part | None) -> BlockChange:
    block = (new or old).thing
    if block.kind == TABLE:
        rows = _row_changes(old.thing.rows if old else (), new.thing.rows if new else ())
        return BlockChange(_kind(old, new, [row.kind for row in rows]), block, rows=rows)
    pieces = _pieces(old, new, block.runs)
    return BlockChange(_kind(old, new, [piece.kind for piece in pieces]), block, pieces)


def _row_changes(old: Sequence[Row], new: Sequence[Row]) -> tuple[RowChange, ...]:
    olds, news = [_row_part(row) for row in old], [_row_part(row) for row in new]
    return tuple(_row_change(*_both(olds, news, pair)) for pair in pairs_of(olds, news, by_place="row"))


def _row_change(old: Part | None, new: Part | None) -> RowChange:
    olds = [_cell_part(cell) for cell in old.thing] if old else []
    news = [_cell_part(cell) for cell in new.thing] if new else []
    pairs = pairs_of(olds, news, by_place="cell")
    if len(olds) == len(news):
        pairs = [(place, place) for place in range(len(news))]
    cells = tuple(_cell_change(*_both(olds, news, pair)) for pair in pairs)
    return RowChange(_kind(old, new, [cell.kind for cell in cells]), cells)


def _cell_change(old: Part | None, new: Part | None) -> CellChange:
    cell = (new or old).thing
    pieces = _pieces(old, new, cell.runs)
    kind = _kind(old, new, [piece.kind for piece in pieces])
    if old and new and old.thing != new.thing:
        kind = "changed"  # of the cell itself, where the words stayed: its span, or that it is a heading
    return CellChange(kind, pieces, cell.is_head, cell.colspan, cell.rowspan)


def _kind(old: Part | None, new: Part | None, parts: list[Kind]) -> Kind:
    if old is None or new is None:
        return "added" if old is None else "removed"
    return "same" if kind_of(parts) == "same" else "changed"


def _pieces(old: Part | None, new: Part | None, runs: Sequence[Run]) -> tuple[Piece, ...]:
    if old and new and old.tokens != new.tokens:
        return tuple(diff_tokens(old.tokens, new.tokens))
    kind: Kind = "same" if old and new else "removed" if old else "added"
    return tuple(Piece(kind, run.text, run.bold, run.italic, run.href) for run in runs)


def _tokens(runs: Sequence[Run]) -> Iterator[Token]:
    for run in runs:
        yield from tokens_of(run.text, Marks(run.bold, run.italic, run.href))


def _block_part(block: Block) -> Part:
    if block.kind == TABLE:
        # Its size is no part of the shape: a table with another number of rows is still that table.
        return Part(TABLE, tuple(token for row in block.rows for token in _row_part(row).tokens), block)
    return Part((block.kind, block.level, block.ordered), tuple(_tokens(block.runs)), block)


def _row_part(row: Row) -> Part:
    return Part("row", tuple(token for cell in row for token in _tokens(cell.runs)), row)


def _cell_part(cell: Cell) -> Part:
    return Part("cell", tuple(_tokens(cell.runs)), cell)


def _both(old: Sequence[Part], new: Sequence[Part], pair: Pair) -> tuple[Part | None, Part | None]:
    i, j = pair
    return None if i is None else old[i], None if j is None else new[j]
