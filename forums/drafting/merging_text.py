"""Three-way merging of rich text, pure: by blocks, within a changed block by words.

Edits of one paragraph merge where a word that nobody touched stands between them: "3 mln zł" must never
become "4 mld zł" because one person changed the number and another the unit.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from metropolis.ui.richtext import Block, Cell, Run, blocks, write
from metropolis.ui.richtext_blocks import text_of, tidy

from .merging_sequences import Outcome, Rules, merge_sequence, merge_value

_WORDS = re.compile(r"\w+(?:[.,:/-]\w+)*|\n|[^\S\n]+|[^\w\s]")


def merge_html(base: str, mine: str, theirs: str) -> Outcome:
    """Two edits of one rich text; the three texts of the outcome are stored HTML."""
    if not (simple := merge_value(base, mine, theirs)).clash:
        return simple
    merged = merge_sequence(blocks(base), blocks(mine), blocks(theirs), _BLOCKS)
    return _each(write, merged)


def _merge_block(base: Block, mine: Block, theirs: Block) -> Outcome:
    three = base, mine, theirs
    shape = merge_value(*((one.kind, one.level, one.ordered) for one in three))
    if shape.clash or (base.kind == "table") != (shape.mine[0] == "table"):
        return merge_value(*three)
    if base.kind == "table":
        rows = merge_sequence(*(one.rows for one in three), rules=_ROWS)
        return _each(lambda found: replace(base, rows=found), rows)
    kind, level, ordered = shape.mine
    return _each(lambda runs: Block(kind, runs, level, ordered), _merge_runs(*(one.runs for one in three)))


def _merge_row(base: tuple[Cell, ...], mine: tuple[Cell, ...], theirs: tuple[Cell, ...]) -> Outcome:
    if not len(base) == len(mine) == len(theirs):
        return merge_value(base, mine, theirs)
    cells = [_merge_cell(*three) for three in zip(base, mine, theirs, strict=True)]
    texts = (tuple(getattr(cell, side) for cell in cells) for side in ("base", "mine", "theirs"))
    return Outcome(*texts, clash=any(cell.clash for cell in cells))


def _merge_cell(base: Cell, mine: Cell, theirs: Cell) -> Outcome:
    shape = merge_value(*(replace(one, runs=()) for one in (base, mine, theirs)))
    if shape.clash:
        return merge_value(base, mine, theirs)
    runs = _merge_runs(base.runs, mine.runs, theirs.runs)
    return _each(lambda found: replace(shape.mine, runs=found), runs)


def _merge_runs(base: tuple[Run, ...], mine: tuple[Run, ...], theirs: tuple[Run, ...]) -> Outcome:
    merged = merge_sequence(_words(base), _words(mine), _words(theirs), _TEXT)
    return _each(_joined, merged)


def _words(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs of one word, space or sign each."""
    return tuple(replace(run, text=word) for run in runs for word in _WORDS.findall(run.text))


def _joined(words: Iterable[Run]) -> tuple[Run, ...]:
    looks = groupby(words, key=lambda run: (run.bold, run.italic, run.href))
    return tidy(Run(text_of(group), *look) for look, group in looks)


def _has_word(words) -> bool:
    return any(word.text[0].isalnum() for word in words)


def _row_text(row: tuple[Cell, ...]) -> str:
    return "\t".join(text_of(cell.runs) for cell in row)


def _each(change, outcome: Outcome) -> Outcome:
    """The outcome with all three texts changed alike."""
    texts = (change(one) for one in (outcome.base, outcome.mine, outcome.theirs))
    return Outcome(*texts, clash=outcome.clash)


_BLOCKS = Rules(merge_one=_merge_block, text=lambda block: block.text)
_ROWS = Rules(merge_one=_merge_row, text=_row_text)
_TEXT = Rules(parts=_has_word)
