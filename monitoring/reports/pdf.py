"""The report as an accessible PDF (PDF/UA-1), set by Typst in a process of its own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from itertools import takewhile
from pathlib import Path

from metropolis.documents import typesetting
from metropolis.documents.typesetting import Limits, PdfFailed

from . import charts, typography
from .blocks import Block, Cell
from .chapters.chapter import Chapter
from .document import Document
from .front import front_of
from .numbering import numbers_of

__all__ = ["PdfFailed", "write"]

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
TIME_LIMIT_SECONDS = 120
# More indicators than this would make contents of many pages. They also follow one another, since a page for
# each takes the compiler a tenth more memory.
MOST_INDICATORS = 60
# Of a ranking that stands on one page with the chart: fewer rows find room on any page, more on none.
_FEW_ROWS, _MANY_ROWS, _LETTERS = 10, 16, 1100
_FEW_LINES = 40  # kinds of blocks and levels of goals count as well
_ENDS_INDICATOR = ("indicator", "heading", "notes")
_DRAWN = ("status", "strong", "quiet", "marks")
MEMORY_LIMIT_BYTES = 3 * 1024**3


def write(document: Document, path: Path, *, as_of: date, checksum: str) -> None:
    """Write the PDF. The same document and day give the same bytes."""
    limits = Limits(TIME_LIMIT_SECONDS, MEMORY_LIMIT_BYTES)
    typesetting.write(_report(document, checksum), TEMPLATE, path, day=as_of, limits=limits)


def _report(document: Document, checksum: str) -> dict:
    """What the template reads: every word of it comes ready from here."""
    outline = _Outline(document)
    numbers = numbers_of(document.chapters)
    made = {
        "language": document.language,
        "title": document.title,
        "cover_title": typography.no_widow(document.title),
        "association": document.association,
        "metropolis": document.metropolis,
        **asdict(front_of(document, checksum)),
        "chapters": [_chapter(chapter, numbers[chapter.id], outline) for chapter in document.chapters],
    }
    return typography.each_text(made, typography.breakable)


def _chapter(chapter: Chapter, numbers: Sequence[int | None], outline: "_Outline") -> dict:
    return {
        "title": chapter.title,
        "colour": chapter.colour,
        "short": chapter.is_short,
        "blocks": [
            _block(row, outline)
            | {"begins_page": outline.has_indicators and begins_page(chapter.blocks, place), "no": number}
            for place, (row, number) in enumerate(zip(chapter.blocks, numbers, strict=True))
        ],
    }


def begins_page(blocks: Sequence[Block], number: int) -> bool:
    """Whether a block begins a page: an indicator that would leave its ranking to the next one, and the
    heading above it, unless that left a page with a few lines.
    """
    kind, after, before = blocks[number]["kind"], blocks[number + 1 :], blocks[number - 1]["kind"]
    if kind == "heading":
        leads = bool(after) and after[0]["kind"] == "indicator" and _fills_page(after[1:])
        return leads and len(_texts(blocks[:number])) >= _FEW_LINES
    return kind == "indicator" and before != "heading" and _fills_page(after)


def _texts(part) -> list[str]:
    """All words in it, a text for about a line."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, Mapping):
        part = list(part.values())
    return [text for one in part for text in _texts(one)] if isinstance(part, Sequence) else []


def _fills_page(after: Sequence[Block]) -> bool:
    """Whether an indicator with a chart and a ranking fills most of a page, and is sure to fit on it.

    `after`: what follows its name.
    """
    mine = list(takewhile(lambda block: block["kind"] not in _ENDS_INDICATOR, after))
    if not any(block["kind"] == "figure" for block in mine):
        return False
    letters = sum(len(block["text"]) for block in mine if block["kind"] in ("text", "quiet"))
    rows = [len(block["rows"]) for block in mine if block["kind"] == "ranking"]
    return letters <= _LETTERS and len(rows) == 1 and _FEW_ROWS <= rows[0] <= _MANY_ROWS


def _block(block: Block, outline: "_Outline") -> Block:
    """A chart goes in as a picture; everything else as it is, but for what the contents list."""
    if block["kind"] == "figure":
        picture = charts.drawn(block["spec"]).read_text(encoding="utf-8")
        return {"kind": "figure", "caption": block["caption"], "alt": block["alt"], "svg": picture}
    if block["kind"] == "heading":
        return block | {"outlined": block["text"] in outline.headings}
    if block["kind"] == "table":
        return block | {"rows": [[_cell(one) for one in row] for row in block["rows"]]}
    return block | {"outlined": outline.has_indicators} if block["kind"] == "indicator" else block


def _cell(cell: Cell) -> Cell:
    """What the template draws of a cell, and nothing empty: thousands of cells are the compiler's memory."""
    return {key: cell[key] for key in _DRAWN if cell[key]} | {"text": cell["text"]}


class _Outline:
    """What the contents list below chapters: headings that stand once, and indicators while they are few.

    "Goals" and "Indicators" under every area tell nobody where to look.
    """

    def __init__(self, document: Document):
        blocks = [block for chapter in document.chapters for block in chapter.blocks]
        counts = Counter(block["text"] for block in blocks if block["kind"] == "heading")
        self.headings = {text for text, count in counts.items() if count == 1}
        self.has_indicators = sum(block["kind"] == "indicator" for block in blocks) <= MOST_INDICATORS
