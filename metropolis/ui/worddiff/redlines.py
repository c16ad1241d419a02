"""A difference as HTML: <ins> and <del> in place, with words for those who do not see the lines.

Text is escaped, and nothing but the tags named here comes out, so the result is safe whatever went in.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext

from metropolis.ui.richtext_blocks import Run, inline
from metropolis.ui.worddiff.blocks import diff_blocks
from metropolis.ui.worddiff.changes import BlockChange, CellChange, Piece, RowChange
from metropolis.ui.worddiff.words import diff_words

# A fold hides at least so many unchanged blocks; one on each side of it stays for the context.
LEAST_FOLDED = 3
CONTEXT = 1


def redline(old_html: str, new_html: str, *, fold: bool = False) -> SafeString:
    """Two sanitised rich texts as one, with what came and went marked; `fold` hides long unchanged runs."""
    parts = []
    for hidden, changes in _folds(diff_blocks(old_html, new_html), fold=fold):
        text = "".join(_blocks_html(list(changes)))
        parts.append(_fold_html(text, len(changes)) if hidden else text)
    return SafeString("".join(parts))


def redline_words(old: str, new: str) -> SafeString:
    """Two plain texts as one line of text with what came and went marked."""
    return SafeString(_inline(diff_words(old, new)))


def replaced(old: str, new: str) -> SafeString:
    """One value put in the place of another, each as a whole; "" for a value that is not there."""
    pieces = [Piece("removed", old), Piece("added", new)]
    return SafeString(_inline(piece for piece in pieces if piece.text))


def _folds(changes: Sequence[BlockChange], *, fold: bool) -> Iterable[tuple[bool, Sequence[BlockChange]]]:
    """The blocks in runs, and whether a run may be hidden. What is shown in a row stays one run."""
    if not fold or all(change.kind == "same" for change in changes):
        return [(False, changes)]
    runs: list[tuple[bool, list[BlockChange]]] = [(False, [])]
    place = 0
    for is_same, group in groupby(changes, key=lambda change: change.kind == "same"):
        run = list(group)
        before = CONTEXT if place else 0
        after = CONTEXT if place + len(run) < len(changes) else 0
        place += len(run)
        middle = run[before : len(run) - after]
        if is_same and len(middle) >= LEAST_FOLDED and not _cuts_a_list(run, before, len(run) - after):
            runs[-1][1].extend(run[:before])
            runs += [(True, middle), (False, run[len(run) - after :])]
        else:
            runs[-1][1].extend(run)
    return [(hidden, run) for hidden, run in runs if run]


def _cuts_a_list(run: Sequence[BlockChange], start: int, end: int) -> bool:
    """Whether a fold would begin or end within a list: its numbers would begin again after it."""
    edges = [run[max(place - 1, 0) : place + 1] for place in (start, end)]
    return any(len(edge) == 2 and all(one.block.kind == "item" for one in edge) for edge in edges)


def _fold_html(text: str, count: int) -> str:
    title = ngettext("%(count)s part without changes", "%(count)s parts without changes", count)
    return (
        f'<details class="redline__fold"><summary lang="{get_language()}">{title % {"count": count}}'
        f"</summary>{text}</details>"
    )


def _blocks_html(changes: Sequence[BlockChange]) -> Iterable[str]:
    for kind, group in groupby(changes, key=lambda change: change.block.kind):
        if kind == "item":
            yield _list_html(list(group))
        elif kind == "table":
            yield from (_table_html(change) for change in group)
        else:
            yield from (_block_html(change) for change in group)


def _block_html(change: BlockChange) -> str:
    text = _inline(change.pieces)
    if change.block.kind == "quote":
        return f"<blockquote><p{_class(change.kind)}>{text}</p></blockquote>"
    tag = f"h{change.block.level}" if change.block.kind == "heading" else "p"
    return f"<{tag}{_class(change.kind)}>{text}</{tag}>"


def _list_html(items: Sequence[BlockChange]) -> str:
    """Nested lists from the depths of items, those that came and went in their places."""
    parts: list[str] = []
    opened: list[str] = []
    for item in items:
        tag = "ol" if item.block.ordered else "ul"
        while len(opened) > item.block.level or (len(opened) == item.block.level and opened[-1] != tag):
            parts.append(f"</li></{opened.pop()}>")
        if opened and len(opened) == item.block.level:
            parts.append("</li>")
        else:
            opened.append(tag)
            parts.append(f"<{tag}>")
        parts.append(f"<li{_class(item.kind)}>{_inline(item.pieces)}")
    parts += [f"</li></{tag}>" for tag in reversed(opened)]
    return "".join(parts)


def _table_html(change: BlockChange) -> str:
    """The table in a box that scrolls sideways, with removed rows and cells in their places."""
    rows = "".join(_row_html(row) for row in change.rows)
    name = pgettext("part of a text", "Table")
    return (
        f'<div class="redline__table" role="group" tabindex="0" aria-label="{name}">'
        f"<table{_class(change.kind)}><tbody>{rows}</tbody></table></div>"
    )


def _row_html(row: RowChange) -> str:
    scope = "col" if all(cell.is_head for cell in row.cells) else "row"
    return f"<tr{_class(row.kind)}>{''.join(_cell_html(cell, scope) for cell in row.cells)}</tr>"


def _cell_html(cell: CellChange, scope: str) -> str:
    tag, marks = ("th", f' scope="{scope}"') if cell.is_head else ("td", "")
    spans = (("colspan", cell.colspan), ("rowspan", cell.rowspan))
    marks += "".join(f' {name}="{count}"' for name, count in spans if count > 1)
    return f"<{tag}{_class(cell.kind)}{marks}>{_inline(cell.pieces)}</{tag}>"


def _class(kind: str) -> str:
    """Blocks that came or went as a whole have a line at their side."""
    return f' class="redline__{kind}"' if kind in ("added", "removed") else ""


def _inline(pieces: Iterable[Piece]) -> str:
    parts = []
    for kind, group in groupby(pieces, key=lambda piece: piece.kind):
        runs = [Run(piece.text, piece.bold, piece.italic, piece.href) for piece in group]
        if kind == "same":
            parts.append(inline(runs))
        elif kind == "added":
            parts.append(_marked("ins", pgettext("in a comparison", "inserted:"), _with_breaks(runs, "↵\n")))
        else:
            parts.append(_marked("del", pgettext("in a comparison", "removed:"), _with_breaks(runs, "↵ ")))
    return "".join(parts)


def _marked(tag: str, word: str, text: str) -> str:
    end = pgettext("in a comparison", "end")
    return f"<{tag}>{_hidden(f'{word} ')}{text}{_hidden(f' {end} ')}</{tag}>"


def _hidden(text: str) -> str:
    return format_html('<span class="visually-hidden" lang="{}">{}</span>', get_language(), text)


def _with_breaks(runs: Sequence[Run], sign: str) -> str:
    """A break of the line that came or went is drawn, since nobody sees an empty change."""
    return inline([Run(run.text.replace("\n", sign), run.bold, run.italic, run.href) for run in runs])
