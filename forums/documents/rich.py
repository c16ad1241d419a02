"""Rich text of a plan as blocks of a document."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from metropolis.ui import richtext
from metropolis.ui.worddiff import Piece

from .grid import squared, widths_of
from .parts import Block, Cell, Row, Table, Text, tied


def blocks_of(html: str, *, under: int) -> tuple[Block, ...]:
    """The text's blocks; its headings begin one level below the heading of level `under`."""
    return tuple(_with_levels((_block(block) for block in richtext.blocks(html)), under))


def _block(block: richtext.Block) -> Block:
    if block.kind == "table":
        return _table(block)
    return Text(block.kind, _pieces(block.runs), level=block.level, ordered=block.ordered, own=True)


def _pieces(runs: Iterable[richtext.Run]) -> tuple[Piece, ...]:
    return tied(Piece("same", run.text, run.bold, run.italic, run.href) for run in runs)


def _with_levels(blocks: Iterable[Block], under: int) -> Iterator[Block]:
    """No level of headings is left out, whatever the author began with."""
    above: list[int] = []
    for block in blocks:
        if isinstance(block, Text) and block.style == "heading":
            above = [*(level for level in above if level < block.level), block.level]
            block = replace(block, level=under + len(above))
        yield block


def _table(block: richtext.Block) -> Table:
    heads = 0
    while heads < len(block.rows) - 1 and all(cell.is_head for cell in block.rows[heads]):
        heads += 1
    rows, columns = squared([[_cell(cell) for cell in row] for row in block.rows], heads)
    keyed = tuple(Row("", row) for row in rows)
    return Table("rich", widths_of(rows, columns), keyed, heads, is_keyed=False)


def _cell(cell: richtext.Cell) -> Cell:
    return Cell(
        _pieces(cell.runs), is_head=cell.is_head, own=True, colspan=cell.colspan, rowspan=cell.rowspan
    )
