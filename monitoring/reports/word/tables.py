"""Tables of a report in Word: real ones, with a head that is repeated on every page."""

from collections.abc import Sequence

from metropolis.documents.word.markup import paragraph, quoteattr

from ..blocks import Block
from . import words

# A table of so many rows at most is not broken over pages.
SHORT_ROWS = 12
# How wide a letter of a table is on average, and the room at the sides of a cell, in twentieths of a point.
_LETTER, _SIDES = 100, 190


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


def ranking(block: Block, width: int, chapter: int, tone: str) -> str:
    """Names, values and bars of a colour. A bar is a shaded paragraph: nothing that would be read out."""
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
            _box(widths[2], _bar(row["share"], widths[2] - _SIDES, tone)),
        ]
        rows.append(_row(cells))
    return _whole(block["caption"], widths, rows)


def widths_of(block: Block, width: int) -> list[int]:
    """The widths of the columns, which fill the width; no word is cut while there is room for all."""
    columns = block["columns"]
    texts = [
        [column["label"], *(row[place]["text"] for row in block["rows"])]
        for place, column in enumerate(columns)
    ]
    needed = [_room(max(len(word) for text in lines for word in text.split(" "))) for lines in texts]
    natural = [_room(max(len(text) for text in lines)) for lines in texts]
    wanted = [
        min(size, width // 2) if column["width"] is None else 0
        for column, size in zip(columns, natural, strict=True)
    ]
    shares = [column["width"] or 0 for column in columns]
    left = max(width - sum(wanted), 0)
    wanted = [
        max(own, need, left * share // (sum(shares) or 1))
        for own, need, share in zip(wanted, needed, shares, strict=True)
    ]
    return _squeezed(wanted, needed, width)


def _squeezed(wanted: list[int], needed: list[int], width: int) -> list[int]:
    """What is too much is taken from the columns with room to spare; then from all alike."""
    if sum(needed) >= width:
        sizes = [need * width // sum(needed) for need in needed]
    else:
        spare, left = [one - need for one, need in zip(wanted, needed, strict=True)], width - sum(needed)
        whole = sum(spare) or 1
        sizes = [need + left * one // whole for need, one in zip(needed, spare, strict=True)]
    sizes[-1] += width - sum(sizes)
    return sizes


def _room(letters: int) -> int:
    return min(max(letters, 4), 40) * _LETTER + _SIDES


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
        _box(width, paragraph("TableHead", words.plain(label), f"<w:keepNext/>{side}"))
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


def _bar(share: float | None, width: int, tone: str) -> str:
    if share is None or round(width * share) == 0:
        return paragraph("Bar")
    right = width - round(width * share)
    return paragraph(
        "Bar",
        marks=f'<w:shd w:val="clear" w:color="auto" w:fill="{tone}"/><w:ind w:right="{right}"/>',
    )
