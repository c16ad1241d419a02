"""The text of a document as WordprocessingML: cover, contents, paragraphs and tables."""

from collections.abc import Iterable, Iterator

from metropolis.documents.word import markup
from metropolis.documents.word.markup import TEXT_WIDTH, quoteattr

from ..grid import layout
from ..parts import Block, Cell, Outline, Table, Text, text_of
from .runs import Runs, Tracker

CONTENTS_DEPTH = 2
_BULLETS = 1
_STYLES = {"paragraph": "Normal", "quote": "Quote", "quiet": "Quiet", "item": "ListParagraph"}
_TABLES = {"facts": "HouseFacts", "data": "HouseTable", "rich": "HouseGrid"}
_BAR_FILL, _HEAD_FILL = "DCE7F1", "F1F4F7"

_NEW_PAGE = '<w:pageBreakBefore/><w:spacing w:before="0"/>'
_TOTAL_BORDER = '<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="4D5A68"/></w:tcBorders>'


class Body:
    """Writes an outline. `lists` are the numbers of ordered lists, which each begin at 1."""

    def __init__(self, outline: Outline, issuer: tuple[str, str], runs: Runs):
        self.outline, self.issuer, self.runs = outline, issuer, runs
        self.tracker: Tracker = runs.tracker
        self.lists: list[int] = []
        self.headings: list[tuple[int, str]] = []

    def xml(self) -> str:
        """Everything between the beginning of the body and the properties of its pages."""
        text = "".join(self._blocks(self.outline.blocks))  # first: it finds the headings
        return f"{self._cover()}{self._contents()}{text}"

    def _cover(self) -> str:
        outline = self.outline
        portal, house = self.issuer
        lines = [
            ("CoverPortal", portal),
            ("CoverHouse", house),
            ("CoverGenre", outline.genre),
            ("Title", outline.title),
        ]
        below = [("CoverNote", note) for note in outline.notes]
        below += [("Imprint", line) for line in outline.imprint]
        top = "".join(_plain(style, line) for style, line in lines)
        facts = self._table(outline.facts) + _plain("AfterTable", "")
        return f"{top}{facts}{''.join(_plain(style, line) for style, line in below)}"

    def _contents(self) -> str:
        return markup.contents(self.outline.words["contents"], self.headings, CONTENTS_DEPTH)

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        before: Block | None = None
        for block in blocks:
            if isinstance(block, Table):
                yield self._captioned(block)
            else:
                yield self._text(block, before)
            before = block

    def _text(self, block: Text, before: Block | None) -> str:
        runs = self.runs.of(block.pieces, own=block.own)
        if block.style == "heading":
            return self._heading(block, runs, is_first=before is None)
        marks = f'<w:pStyle w:val="{_STYLES[block.style]}"/>'
        if block.style == "item":
            marks += self._numbering(block, before)
        return self._paragraph(marks, block, runs)

    def _paragraph(self, marks: str, block: Text, runs: str) -> str:
        end = self.tracker.mark(block.kind)
        end = f"<w:rPr>{end}</w:rPr>" if end else ""
        return f"<w:p><w:pPr>{marks}{end}</w:pPr>{runs}</w:p>"

    def _heading(self, block: Text, runs: str, *, is_first: bool) -> str:
        level = min(block.level, 4)
        marks = f'<w:pStyle w:val="Heading{level}"/>'
        if block.new_page or is_first:
            marks += _NEW_PAGE
        if level <= CONTENTS_DEPTH and block.kind != "removed":
            number = len(self.headings)
            shown = text_of(piece for piece in block.pieces if piece.kind != "removed")
            self.headings.append((level, shown))
            runs = markup.bookmarked(markup.anchor(number), next(self.tracker.numbers), runs)
        return self._paragraph(marks, block, runs)

    def _numbering(self, block: Text, before: Block | None) -> str:
        """Which list the item belongs to: an ordered one begins where no item stands before it."""
        is_within = isinstance(before, Text) and before.style == "item"
        if block.ordered and not (is_within and self.lists):
            self.lists.append(len(self.lists) + _BULLETS + 1)
        number = self.lists[-1] if block.ordered else _BULLETS
        depth = min(max(block.level, 1), 6) - 1
        return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'

    # --- tables -------------------------------------------------------------------------------

    def _captioned(self, table: Table) -> str:
        """A table with its caption above and some room below, which also parts it from a next table."""
        caption = Text("paragraph", table.caption, kind=table.kind)
        above = ""
        if table.caption:
            above = self._paragraph('<w:pStyle w:val="Caption"/>', caption, self.runs.of(table.caption))
        # Without a caption, the room below is all that keeps two tables apart: it stays.
        after = Text("paragraph", kind=table.kind if table.caption else "same")
        below = self._paragraph('<w:pStyle w:val="AfterTable"/>', after, "")
        return f"{above}{self._table(table)}{below}"

    def _table(self, table: Table) -> str:
        whole = sum(table.widths)
        widths = [int(TEXT_WIDTH * width / whole) for width in table.widths]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        first = "1" if table.heads else "0"
        title = f"<w:tblCaption w:val={quoteattr(text_of(table.caption))}/>" if table.caption else ""
        lines = layout([row.cells for row in table.rows])
        rows = "".join(self._row(table, number, line, widths) for number, line in enumerate(lines))
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{_TABLES[table.look]}"/><w:tblW w:w="{sum(widths)}" '
            'w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:firstRow="{first}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
            f'w:noHBand="1" w:noVBand="1"/>{title}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
        )

    def _row(self, table: Table, number: int, line, widths: list[int]) -> str:
        row = table.rows[number]
        marks = "<w:cantSplit/>" if table.look == "data" or number < table.heads else ""
        marks += "<w:tblHeader/>" if number < table.heads else ""
        marks += self.tracker.mark(row.kind)
        cells = "".join(
            self._cell(table, number, cell, colspan, sum(widths[column : column + colspan]))
            for column, cell, colspan in line
        )
        return f"<w:tr>{f'<w:trPr>{marks}</w:trPr>' if marks else ''}{cells}</w:tr>"

    def _cell(self, table: Table, number: int, cell: Cell | None, colspan: int, width: int) -> str:
        """A cell; None is the place under a cell that reaches down."""
        row = table.rows[number]
        marks = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        marks += f'<w:gridSpan w:val="{colspan}"/>' if colspan > 1 else ""
        if cell is None:
            return f"<w:tc><w:tcPr>{marks}<w:vMerge/></w:tcPr>{_plain('TableText', '')}</w:tc>"
        marks += '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
        if row.is_total:
            marks += _TOTAL_BORDER
        fill = _BAR_FILL if cell.bar else _HEAD_FILL if cell.is_head and table.look == "rich" else ""
        marks += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        paragraph = f'<w:pStyle w:val="{_cell_style(cell, table)}"/>'
        if table.is_short and number < len(table.rows) - 1:
            paragraph += "<w:keepNext/>"
        side = "right" if cell.is_number else "center" if cell.bar else ""
        paragraph += f'<w:jc w:val="{side}"/>' if side else ""
        end = self.tracker.mark(row.kind)
        paragraph += f"<w:rPr>{end}</w:rPr>" if end else ""
        runs = self.runs.of(cell.pieces, own=cell.own)
        return f"<w:tc><w:tcPr>{marks}</w:tcPr><w:p><w:pPr>{paragraph}</w:pPr>{runs}</w:p></w:tc>"


def _cell_style(cell: Cell, table: Table) -> str:
    if not cell.is_head:
        return "TableText"
    return "TableLabel" if table.look == "facts" else "TableHead"


def _plain(style: str, text: str) -> str:
    return markup.paragraph(style, markup.run(text))
