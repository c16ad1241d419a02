"""HTML of any origin read as blocks: from the editor, from Word and Excel, from an import."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree, html

from .richtext_blocks import HEADING, ITEM, PARAGRAPH, QUOTE, SCHEMES, TABLE, Block, Cell, Run, tidy

MAX_SPAN = 100
MAX_DEPTH = 6
_HEADINGS = {"h1": 3, "h2": 3, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_ENUMERATED = re.compile(r"^\(?[0-9a-zA-Z]{1,4}[.)]")
_WORD_LEVEL = re.compile(r"level(\d+)")


def read(markup: str) -> list[Block]:
    """The blocks of HTML that `nh3` has cleaned (any well-formed HTML without scripts)."""
    if not markup.strip():
        return []
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    root = html.document_fromstring(f"<body>{markup}</body>".encode(), parser=parser)
    reader = _Reader()
    reader.children(root.find("body"))
    reader.flush()
    return reader.blocks


class _Reader:
    """Walks a tree and collects blocks; `state` is the block that words fall into at the moment."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.state = Block(PARAGRAPH)
        self.look = Run("")

    def flush(self) -> None:
        """What was collected becomes a block; empty ones vanish."""
        runs, self.runs = tidy(self.runs), []
        texts = _paragraphs(runs) if self.state.kind == PARAGRAPH else [_single_breaks(runs)]
        self.blocks += [replace(self.state, runs=text) for text in texts if text]

    def add(self, text: str | None) -> None:
        if text:
            self.runs.append(replace(self.look, text=text.replace("\n", " ")))

    def children(self, node) -> None:
        self.add(node.text)
        for child in node:
            if isinstance(child.tag, str):
                self.visit(child)
            self.add(child.tail)

    def visit(self, node) -> None:
        tag, style = node.tag, node.get("style", "")
        if tag == "br":
            self.runs.append(Run("\n"))
        elif tag == "table":
            self.flush()
            self.blocks += _table(node)
        elif tag in ("ul", "ol"):
            level = min(self.state.level + 1 if self.state.kind == ITEM else 1, MAX_DEPTH)
            self.within(node, Block(ITEM, level=level, ordered=tag == "ol"))
        elif tag in _HEADINGS:
            self.within(node, Block(HEADING, level=_HEADINGS[tag]))
        elif tag == "blockquote":
            self.within(node, Block(QUOTE))
        elif "mso-list" in style and tag in ("p", "div"):
            self.within(node, _word_item(node, style))
        elif tag in ("p", "div", "li"):
            self.paragraph(node)
        elif "mso-list" not in style:  # a span of Word that draws the bullet is no text
            self.inline(node, style)

    def within(self, node, state: Block) -> None:
        """The node's words are a block, or blocks, of that kind."""
        self.flush()
        before, self.state = self.state, state
        self.children(node)
        self.flush()
        self.state = before

    def paragraph(self, node) -> None:
        """A paragraph; in an item it is a new line of the item."""
        if self.state.kind == ITEM and node.tag != "li":
            self.runs.append(Run("\n"))
            self.children(node)
            self.runs.append(Run("\n"))
            return
        self.flush()
        self.children(node)
        self.flush()

    def inline(self, node, style: str) -> None:
        before, href = self.look, node.get("href", "").strip()
        bold, italic = node.tag in ("strong", "b"), node.tag in ("em", "i")
        self.look = Run(
            "",
            bold=(before.bold or bold or _is_bold(style)) and "font-weight:normal" not in style,
            italic=before.italic or italic or "font-style:italic" in style,
            href=href if href.lower().startswith(SCHEMES) else before.href,
        )
        self.children(node)
        self.look = before


def _is_bold(style: str) -> bool:
    return any(f"font-weight:{weight}" in style for weight in ("bold", "600", "700", "800", "900"))


def _word_item(node, style: str) -> Block:
    """What a paragraph of a Word list is: its depth stands in the style, its bullet in a span."""
    level = _WORD_LEVEL.search(style)
    marks = (one.text_content() for one in node.iter("span") if "mso-list" in one.get("style", ""))
    ordered = bool(_ENUMERATED.match(next(marks, "").strip()))
    depth = min(max(int(level[1]) if level else 1, 1), MAX_DEPTH)
    return Block(ITEM, level=depth, ordered=ordered)


def _table(node) -> list[Block]:
    rows = tuple(tuple(_cell(cell) for cell in row if cell.tag in ("td", "th")) for row in node.iter("tr"))
    rows = tuple(row for row in rows if row)
    caption = [Block(PARAGRAPH, tidy([Run(one.text_content())])) for one in node.findall("caption")]
    return [*(one for one in caption if one.runs), *([Block(TABLE, rows=rows)] if rows else [])]


def _cell(node: etree._Element) -> Cell:
    """A cell with everything in it as one text; a table in a table stays as its words."""
    reader = _Reader()
    for inner in [one for one in node.iter("table") if one is not node]:
        inner.tag = "div"
    reader.children(node)
    reader.flush()
    runs: list[Run] = []
    for block in reader.blocks:
        runs += [Run("\n"), *([Run("– ")] if block.kind == ITEM else []), *block.runs]
    spans = {name: _span(node.get(name, "")) for name in ("colspan", "rowspan")}
    return Cell(_single_breaks(tidy(runs)), is_head=node.tag == "th", **spans)


def _span(text: str) -> int:
    return min(max(int(text), 1), MAX_SPAN) if re.fullmatch(r"[0-9]{1,4}", text) else 1


def _paragraphs(runs: tuple[Run, ...]) -> Iterator[tuple[Run, ...]]:
    """An empty line within a paragraph parts it in two."""
    text: list[Run] = []
    for run in runs:
        first, *others = re.split(r"\n{2,}", run.text)
        text.append(replace(run, text=first))
        for other in others:
            yield tidy(text)
            text = [replace(run, text=other)]
    yield tidy(text)


def _single_breaks(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(replace(run, text=re.sub(r"\n{2,}", "\n", run.text)) for run in runs)
