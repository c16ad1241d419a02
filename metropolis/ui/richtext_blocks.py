"""Rich text as a list of blocks, and the one form in which it is written as HTML.

The list is flat: an item knows its depth, a quote is a paragraph marked as such, a cell holds one text.
`write(read(html))` is what is stored (see `richtext_reading`), so two texts that read the same are the
same characters.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from operator import itemgetter

PARAGRAPH, HEADING, ITEM, QUOTE, TABLE = "paragraph", "heading", "item", "quote", "table"
_BLANK = " \t\r\n\f\v\u00a0"
_PIECES = re.compile(rf"[{_BLANK}]+|[^{_BLANK}]+")
# Blanks that are not one space, one break or one hard space already.
_ODD_SPACE = re.compile(rf"[{_BLANK}]{{2,}}|[\t\r\f\v]")
SCHEMES = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class Run:
    """Words of one look; a newline in `text` is a break of the line."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table."""

    runs: tuple[Run, ...] = ()
    is_head: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True)
class Block:
    """A paragraph, heading (`level` 3 or 4), item of a list (`level` is its depth from 1), quote or table."""

    kind: str
    runs: tuple[Run, ...] = ()
    level: int = 0
    ordered: bool = False
    rows: tuple[tuple[Cell, ...], ...] = ()

    @property
    def text(self) -> str:
        """Its words; cells are parted by tabs, rows by newlines."""
        if self.kind == TABLE:
            return "\n".join("\t".join(text_of(cell.runs) for cell in row) for row in self.rows)
        return text_of(self.runs)


def text_of(runs: Iterable[Run]) -> str:
    """The words of runs, without their look."""
    return "".join(run.text for run in runs)


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs with one space between words, none at the ends of lines, and neighbours of one look joined.

    A space has the look of the word before it. Breaks stay, however many; a hard space alone stays hard.
    """
    runs = list(runs)
    if len(runs) == 1:  # nearly always: no space can hang between two looks
        text = _ODD_SPACE.sub(lambda blank: _one_space(blank[0]), runs[0].text).strip(_BLANK)
        return (replace(runs[0], text=text),) if text else ()
    kept: list[tuple[str, tuple[bool, bool, str]]] = []  # words and spaces, each with its look
    space = ""
    for run in runs:
        look = (run.bold, run.italic, run.href)
        for piece in _PIECES.findall(run.text):
            if piece[0] in _BLANK:
                space += piece
                continue
            if space and kept:
                kept.append((_one_space(space), kept[-1][1]))
            kept.append((piece, look))
            space = ""
    looks = groupby(kept, key=itemgetter(1))
    return tuple(Run("".join(map(itemgetter(0), group)), *look) for look, group in looks)


def _one_space(blank: str) -> str:
    return "\n" * blank.count("\n") or ("\u00a0" if blank == "\u00a0" else " ")


def write(blocks: Iterable[Block]) -> str:
    """The blocks as HTML. Text is escaped, so nothing but the tags named here can come out."""
    parts: list[str] = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind == ITEM:
            parts.append(_list(list(group)))
        elif kind == QUOTE:
            parts.append(f"<blockquote>{''.join(f'<p>{inline(one.runs)}</p>' for one in group)}</blockquote>")
        elif kind == TABLE:
            parts += [_table_html(one) for one in group]
        else:
            tags = [(f"h{one.level}" if kind == HEADING else "p", one) for one in group]
            parts += [f"<{tag}>{inline(one.runs)}</{tag}>" for tag, one in tags]
    return "".join(parts)


def _list(items: list[Block]) -> str:
    """Nested lists from the depths of items; an item deeper by two steps hangs one step deeper."""
    parts, opened = [], []
    for item in items:
        while len(opened) > item.level:
            parts.append(f"</li></{opened.pop()}>")
        tag = "ol" if item.ordered else "ul"
        if len(opened) == item.level and opened[-1] == tag:
            parts.append("</li>")
        else:
            if len(opened) == item.level:
                parts.append(f"</li></{opened.pop()}>")
            opened.append(tag)
            parts.append(f"<{tag}>")
        parts.append(f"<li>{inline(item.runs)}")
    parts += [f"</li></{tag}>" for tag in reversed(opened)]
    return "".join(parts)


def _table_html(table: Block) -> str:
    heads = 0
    while heads < len(table.rows) and all(cell.is_head for cell in table.rows[heads]):
        heads += 1
    top = "".join(_row_html(row, "col") for row in table.rows[:heads])
    rest = "".join(_row_html(row, "row") for row in table.rows[heads:])
    parts = [f"<thead>{top}</thead>" if top else "", f"<tbody>{rest}</tbody>" if rest else ""]
    return f"<table>{''.join(parts)}</table>"


def _row_html(row: tuple[Cell, ...], scope: str) -> str:
    cells = []
    for cell in row:
        marks = "".join(
            f' {name}="{count}"'
            for name, count in (("colspan", cell.colspan), ("rowspan", cell.rowspan))
            if count > 1
        )
        tag = "th" if cell.is_head else "td"
        marks = f' scope="{scope}"{marks}' if cell.is_head else marks
        cells.append(f"<{tag}{marks}>{inline(cell.runs)}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"


def inline(runs: Iterable[Run]) -> str:
    """Runs as HTML."""
    parts = []
    for run in runs:
        text = escape(run.text, quote=False).replace("\u00a0", "&nbsp;").replace("\n", "<br>")
        text = f"<em>{text}</em>" if run.italic else text
        text = f"<strong>{text}</strong>" if run.bold else text
        parts.append(f'<a href="{escape(run.href)}">{text}</a>' if run.href else text)
    return "".join(parts)
