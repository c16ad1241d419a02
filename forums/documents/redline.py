"""What changed between two outlines, as one outline with marked changes.

Accepting all changes gives the new outline, rejecting them gives the old one, words and tables alike:
`accepted` and `rejected` say so, and Word does the same with the DOCX.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from metropolis.ui.worddiff import Kind, Piece
from metropolis.ui.worddiff.aligning import Part as Aligned
from metropolis.ui.worddiff.aligning import pairs_of
from metropolis.ui.worddiff.words import Marks, Token, diff_tokens, opcodes, tokens_of

from .parts import Block, Cell, Outline, Part, Row, Table, Text

Pieces = tuple[Piece, ...]


def compare(old: Outline, new: Outline) -> Outline:
    """The new document with everything that came and went since the old one."""
    return replace(
        new, facts=_table(old.facts, new.facts), parts=tuple(_parts(old.parts, new.parts)), is_redline=True
    )


def _parts(old: Sequence[Part], new: Sequence[Part]) -> Iterator[Part]:
    for before, after in _by_keys(old, new, [part.key for part in old], [part.key for part in new]):
        if before is None or after is None:
            yield _whole_part(after or before, "removed" if after is None else "added")
        elif before.blocks == after.blocks:
            yield after
        else:
            yield replace(after, kind="changed", blocks=tuple(_blocks(before.blocks, after.blocks)))


def _by_keys(old: Sequence, new: Sequence, old_keys: Sequence[Hashable], new_keys: Sequence[Hashable]):
    """Pairs of things with one key, in order; None for what is in one of the two only."""
    for is_same, i1, i2, j1, j2 in opcodes(old_keys, new_keys):
        if is_same:
            yield from zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            yield from ((before, None) for before in old[i1:i2])
            yield from ((None, after) for after in new[j1:j2])


def _blocks(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Block]:
    if len(old) == len(new) == 1 and _shape(old[0]) == _shape(new[0]):
        yield _block(old[0], new[0])
        return
    for i, j in pairs_of([_aligned(block) for block in old], [_aligned(block) for block in new]):
        if i is None or j is None:
            yield _whole(old[i], "removed") if j is None else _whole(new[j], "added")
        else:
            yield _block(old[i], new[j])


def _shape(block: Block) -> Hashable:
    """Blocks of another shape are never versions of one."""
    if isinstance(block, Text):
        return block.style, block.level, block.ordered, block.own, block.new_page
    is_merged = any(cell.rowspan > 1 for row in block.rows for cell in row.cells)
    layouts = tuple(_layout(row) for row in block.rows) if is_merged else ()
    return block.look, block.caption, block.heads, len(block.widths), layouts


def _layout(row: Row) -> Hashable:
    return tuple((cell.colspan, cell.rowspan, cell.is_head, cell.is_number, cell.own) for cell in row.cells)


def _aligned(block: Block) -> Aligned:
    if isinstance(block, Text):
        return Aligned(_shape(block), _tokens(block.pieces), block)
    tokens = tuple(token for row in block.rows for token in _row_tokens(row))
    return Aligned(_shape(block), tokens, block)


def _block(old: Block, new: Block) -> Block:
    if isinstance(old, Table) and isinstance(new, Table):
        return _table(old, new)
    pieces = _pieces(old.pieces, new.pieces)
    return replace(new, pieces=pieces, kind=_kind(piece.kind for piece in pieces))


def _table(old: Table, new: Table) -> Table:
    rows = tuple(_rows(old, new))
    return replace(new, rows=rows, kind=_kind(row.kind for row in rows))


def _rows(old: Table, new: Table) -> Iterator[Row]:
    """The head is compared in place; a row of the body by its key, or by its words where it has none."""
    for before, after in _row_pairs(old, new):
        if before is None or after is None:
            yield _whole_row(after or before, "removed" if after is None else "added")
        elif _layout(before) != _layout(after):
            yield from (_whole_row(before, "removed"), _whole_row(after, "added"))
        else:
            cells = tuple(
                _changed_cell(left, right) for left, right in zip(before.cells, after.cells, strict=True)
            )
            yield replace(after, cells=cells, kind=_kind(p.kind for cell in cells for p in cell.pieces))


def _changed_cell(old: Cell, new: Cell) -> Cell:
    """A number is replaced by a number, and so are quarters of a year; words are compared."""
    if old.pieces != new.pieces and (new.is_number or old.bar or new.bar):
        return replace(new, pieces=_marked(old.pieces, "removed") + _marked(new.pieces, "added"))
    return replace(new, pieces=_pieces(old.pieces, new.pieces))


def _row_pairs(old: Table, new: Table):
    if new.is_keyed:
        return _by_keys(old.rows, new.rows, [row.key for row in old.rows], [row.key for row in new.rows])
    parts = ([Aligned("row", _row_tokens(row), row) for row in table.rows] for table in (old, new))
    pairs = pairs_of(*parts, by_place="row")
    return [(None if i is None else old.rows[i], None if j is None else new.rows[j]) for i, j in pairs]


def _row_tokens(row: Row) -> tuple[Token, ...]:
    return tuple(token for cell in row.cells for token in _tokens(cell.pieces))


def _tokens(pieces: Iterable[Piece]) -> tuple[Token, ...]:
    return tuple(
        token for one in pieces for token in tokens_of(one.text, Marks(one.bold, one.italic, one.href))
    )


def _pieces(old: Pieces, new: Pieces) -> Pieces:
    return new if old == new else tuple(diff_tokens(_tokens(old), _tokens(new)))


def _kind(kinds: Iterable[Kind]) -> Kind:
    return "same" if set(kinds) <= {"same"} else "changed"


# --- what came or went as a whole ---------------------------------------------------------------


def _whole_part(part: Part, kind: Kind) -> Part:
    return replace(part, kind=kind, blocks=tuple(_whole(block, kind) for block in part.blocks))


def _whole(block: Block, kind: Kind) -> Block:
    if isinstance(block, Text):
        return replace(block, kind=kind, pieces=_marked(block.pieces, kind))
    rows = tuple(_whole_row(row, kind) for row in block.rows)
    return replace(block, kind=kind, rows=rows, caption=_marked(block.caption, kind))


def _whole_row(row: Row, kind: Kind) -> Row:
    cells = tuple(replace(cell, pieces=_marked(cell.pieces, kind)) for cell in row.cells)
    return replace(row, kind=kind, cells=cells)


def _marked(pieces: Pieces, kind: Kind) -> Pieces:
    return tuple(replace(piece, kind=kind) for piece in pieces)


# --- taking a side ------------------------------------------------------------------------------


def accepted(outline: Outline) -> Outline:
    """The document after all changes were accepted."""
    return _one_sided(outline, "removed")


def rejected(outline: Outline) -> Outline:
    """The document after all changes were rejected."""
    return _one_sided(outline, "added")


def _one_sided(outline: Outline, dropped: Kind) -> Outline:
    parts = (
        replace(part, kind="same", blocks=tuple(_blocks_left(part.blocks, dropped)))
        for part in outline.parts
        if part.kind != dropped
    )
    [facts] = _blocks_left([outline.facts], dropped)
    return replace(outline, facts=facts, parts=tuple(parts), is_redline=False)


def _blocks_left(blocks: Iterable[Block], dropped: Kind) -> Iterator[Block]:
    for block in blocks:
        if block.kind == dropped:
            continue
        if isinstance(block, Text):
            yield replace(block, kind="same", pieces=_left(block.pieces, dropped))
            continue
        rows = tuple(
            replace(row, kind="same", cells=tuple(_cell_left(cell, dropped) for cell in row.cells))
            for row in block.rows
            if row.kind != dropped
        )
        yield replace(block, kind="same", rows=rows, caption=_left(block.caption, dropped))


def _cell_left(cell: Cell, dropped: Kind) -> Cell:
    return replace(cell, pieces=_left(cell.pieces, dropped))


def _left(pieces: Pieces, dropped: Kind) -> Pieces:
    """The pieces of one side, those of one look joined again."""
    kept: list[Piece] = []
    for piece in pieces:
        if piece.kind == dropped:
            continue
        piece = replace(piece, kind="same")
        if kept and replace(kept[-1], text=piece.text) == piece:
            piece = replace(piece, text=kept.pop().text + piece.text)
        kept.append(piece)
    return tuple(kept)
