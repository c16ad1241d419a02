"""Tables of a report in Word: real ones, with a head that is repeated on every page."""

from collections.abc import Sequence

from metropolis.documents.word.markup import paragraph, quoteattr

from ..blocks import Block
from . import words

# A table of so many rows at most is not broken over pages.
SHORT_ROWS = 12
# How wide a letter of a table is on average, and the room at the sides of a cell, in twentieths of a point.
_LETTER, _SIDES = 95, 190
_BAR_FILL = "9DB7CF"


def table(block: Block, width: int, chapter: int) -> str:
    """A table of cells. Columns without a share of the width are as wide as what is in them."""
    numbers = [column["number"] for column in block["columns"]]
    widths = widths_of(block, width)
    keep = len(block["rows"]) <= SHORT_ROWS
    rows = [_head([column["label"] for column in block["columns"]], widths, numbers)]
    for place, cells in enumerate(block["rows"], start=1):
        together = keep and place < len(block["rows"])
        line = zip(cells, widths, numbers, strict=True)
        rows.append(_row(_cell(one, size, number, together, chapter) for one, size, number in line))
    return _whole(block["caption"], widths, rows)


def ranking(block: Block, width: int, chapter: int) -> str:
    """Names, values and bars. A bar is a shaded paragraph: nothing that would be read out."""
    name, value = 2600, 1700
    widths = [name, value, width - name - value]
    rows = [_head([*block["columns"], ""], widths, [False, True, False])]
    keep = len(block["rows"]) <= 2 * SHORT_ROWS
    for place, row in enumerate(block["rows"], start=1):
        next_ = "<w:keepNext/>" if keep and place < len(block["rows"]) else ""
        look = words.colour(words.SOFT) if row["share"] is None else ""
        shown = words.plain(row["value"], look) + words.marks(row["marks"], chapter)
        cells = [
            _box(widths[0], paragraph("TableText", words.plain(row["name"]), next_)),
            _box(widths[1], paragraph("TableNumber", shown, next_)),
            _box(widths[2], _bar(row["share"], widths[2] - _SIDES)),
        ]
        rows.append(_row(cells))
    return _whole(block["caption"], widths, rows)


def widths_of(block: Block, width: int) -> list[int]:
    """The widths of the columns, which fill the width together."""
    columns = block["columns"]
    fixed = {place: _natural(block, place) for place, column in enumerate(columns) if column["width"] is None}
    shares = sum(column["width"] or 0 for column in columns)
    most = width * 2 // 3 if shares else width
    if sum(fixed.values()) > most or not shares:
        whole = sum(fixed.values()) or 1
        fixed = {place: size * most // whole for place, size in fixed.items()}
    left = width - sum(fixed.values())
    return [
        fixed[place] if place in fixed else left * column["width"] // shares
        for place, column in enumerate(columns)
    ]


def _natural(block: Block, place: int) -> int:
    texts = [block["columns"][place]["label"], *(row[place]["text"] for row in block["rows"])]
    return min(max(map(len, texts), default=1), 60) * _LETTER + _SIDES


def _whole(caption: str, widths: Sequence[int], rows: Sequence[str]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="HouseTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val={quoteattr(caption)}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _head(labels: Sequence[str], widths: Sequence[int], numbers: Sequence[bool]) -> str:
    sides = ['<w:jc w:val="right"/>' if number else "" for number in numbers]
    cells = [
        _box(width, paragraph("TableHead", words.plain(label), side))
        for label, width, side in zip(labels, widths, sides, strict=True)
    ]
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(cells) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: dict, width: int, number: bool, together: bool, chapter: int) -> str:
    if cell["status"]:
        shown = words.status(cell["status"], cell["text"], strong=cell["strong"])
    else:
        look = words.BOLD if cell["strong"] else ""
        look += words.colour(words.SOFT) if cell["quiet"] else ""
        shown = words.plain(cell["text"], look)
    shown += words.marks(cell["marks"], chapter)
    style = "TableNumber" if number else "TableText"
    return _box(width, paragraph(style, shown, "<w:keepNext/>" if together else ""))


def _box(width: int, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _bar(share: float | None, width: int) -> str:
    if share is None or round(width * share) == 0:
        return paragraph("Bar")
    right = width - round(width * share)
    return paragraph(
        "Bar",
        marks=f'<w:shd w:val="clear" w:color="auto" w:fill="{_BAR_FILL}"/><w:ind w:right="{right}"/>',
    )
