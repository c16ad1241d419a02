"""A plan, or the changes in one, as an accessible PDF (PDF/UA-1)."""

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from metropolis.documents.links import safe_address
from metropolis.documents.typesetting import Limits, PdfFailed
from metropolis.documents.typesetting import write as typeset
from metropolis.documents.typography import breakable
from metropolis.ui.worddiff import Piece

from .docx import Origin
from .grid import layout
from .parts import Block, Cell, Outline, Table, Text

__all__ = ["PdfFailed", "write"]

TEMPLATE = Path(__file__).with_name("plan.typ")
# Made while the reader waits: the web server gives up after 30 s.
LIMITS = Limits(seconds=25)


def write(outline: Outline, origin: Origin) -> bytes:
    """The file. The same outline and origin give the same bytes. Raises PdfFailed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.pdf"
        typeset(_data(outline, origin), TEMPLATE, path, day=origin.moment.date(), limits=LIMITS)
        return path.read_bytes()


def _data(outline: Outline, origin: Origin) -> dict:
    """What the template reads."""
    with override(outline.language):
        legend = {"added": _("added words"), "removed": _("words taken out"), "label": _("How to read it")}
        keywords = [_("strategy"), _("Action plan")]
    return {
        "language": outline.language,
        "title": breakable(outline.title),
        "kind": outline.genre,
        "metropolis": origin.portal,
        "association": origin.house,
        "keywords": keywords,
        "imprint": [breakable(line) for line in outline.imprint],
        "running_foot": breakable(outline.running),
        "words": outline.words,
        "head_columns": [3, 1],
        "notes": [breakable(note) for note in outline.notes],
        "legend": legend if outline.is_redline else None,
        "facts": _table(outline.facts),
        "blocks": list(_grouped(outline.blocks)),
    }


def _grouped(blocks: Iterable[Block]):
    """The blocks; items in a row become one list."""
    items: list[dict] = []
    for block in blocks:
        is_item = isinstance(block, Text) and block.style == "item"
        if items and not is_item:
            yield {"kind": "list", "items": _tree(items, 1)}
            items = []
        if is_item:
            items.append(_text(block))
        else:
            yield _text(block) if isinstance(block, Text) else _table(block)
    if items:
        yield {"kind": "list", "items": _tree(items, 1)}


def _tree(items: list[dict], level: int) -> list[dict]:
    """Items with the deeper ones that follow as their children, each with its number in its list."""
    found: list[dict] = []
    number = 0
    while items:
        if items[0]["level"] > level and found:
            deeper = [items.pop(0)]
            while items and items[0]["level"] > level:
                deeper.append(items.pop(0))
            found[-1]["children"] = _tree(deeper, level + 1)
            continue
        item = items.pop(0)
        found.append(item | {"children": [], "number": number + 1})
        number += item["ordered"] and item["change"] != "removed"  # what went takes no number away
    return found


def _text(block: Text) -> dict:
    return {
        "kind": block.style,
        "level": block.level,
        "ordered": block.ordered,
        "own": block.own,
        "new_page": block.new_page,
        "change": block.kind,
        "pieces": _pieces(block.pieces),
    }


def _table(table: Table) -> dict:
    lines = layout([row.cells for row in table.rows])
    return {
        "kind": "table",
        "look": table.look,
        "change": table.kind,
        "heads": table.heads,
        "short": table.is_short,
        "years": table.has_years,
        "widths": list(table.widths),
        "caption": _pieces(table.caption),
        "rows": [
            {
                "total": row.is_total,
                "change": row.kind,
                "cells": [_cell(column, cell) for column, cell, _span in line if cell is not None],
            }
            for row, line in zip(table.rows, lines, strict=True)
        ],
    }


def _cell(column: int, cell: Cell) -> dict:
    return {
        "x": column,
        "head": cell.is_head,
        "number": cell.is_number,
        "own": cell.own,
        "colspan": cell.colspan,
        "rowspan": cell.rowspan,
        "bar": cell.bar,
        "pieces": _pieces(_without_last_space(cell.pieces)),
    }


def _without_last_space(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Numbers end with a space, which would move them away from the edge."""
    return (*pieces[:-1], replace(pieces[-1], text=pieces[-1].text.rstrip(" "))) if pieces else ()


def _pieces(pieces: Iterable[Piece]) -> list[dict]:
    return [
        {
            "text": breakable(piece.text),
            "change": piece.kind,
            "bold": piece.bold,
            "italic": piece.italic,
            "href": safe_address(piece.href),
        }
        for piece in pieces
    ]
