"""What a person wrote in a report as plain JSON: the web page, the PDF and Word show the same parts. Pure.

A stored rich text begins with a block element; anything else is plain text, whatever signs are in it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from metropolis.documents.links import safe_address
from metropolis.documents.word.markup import clean
from metropolis.ui import richtext

_RICH = re.compile(r"\s*<(?:p|ul|ol|h[1-6]|blockquote|table|div)[\s>]", re.IGNORECASE)
_EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")

Part = dict


def parts_of(text: str) -> list[Part]:
    """The parts of a text, in order.

    A part has a `style`. `paragraph`, `heading` and `quote` have `runs`; a `list` is `ordered` or not and has
    `lines` of `runs` with the lists `below` them. A run has `text` (a newline is a break), `bold`, `italic`
    and `href`, which is "" or an address that is safe to lead to.
    """
    text = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    return _rich(richtext.blocks(text)) if _RICH.match(text) else _plain(text)


def lines_of(parts: Iterable[Part], depth: int = 0) -> list[str]:
    """The words of parts without their looks, one line for each paragraph or item, for a cell or a mail."""
    lines: list[str] = []
    for part in parts:
        if part["style"] != "list":
            lines.append(_words(part["runs"]))
            continue
        for number, line in enumerate(part["lines"], start=1):
            sign = f"{number}." if part["ordered"] else "•"
            lines += [f"{'    ' * depth}{sign} {_words(line['runs'])}", *lines_of(line["below"], depth + 1)]
    return lines


def _words(runs: Iterable[dict]) -> str:
    return "".join(run["text"] for run in runs)


def _plain(text: str) -> list[Part]:
    """An empty line parts paragraphs; other ends of lines stay."""
    parts = (part.strip() for part in _EMPTY_LINES.split(text))
    return [{"style": "paragraph", "runs": [_run(part)]} for part in parts if part]


def _run(text: str, *, bold: bool = False, italic: bool = False, href: str = "") -> dict:
    return {"text": text, "bold": bold, "italic": italic, "href": href}


def _runs(runs: Iterable[richtext.Run]) -> list[dict]:
    return [_run(run.text, bold=run.bold, italic=run.italic, href=safe_address(run.href)) for run in runs]


def _rich(blocks: Iterable[richtext.Block]) -> list[Part]:
    parts: list[Part] = []
    lists = _Lists(parts)
    for block in blocks:
        if block.kind == "item":
            lists.add(block)
            continue
        lists.end()
        if block.kind == "table":
            parts += [_row(row) for row in block.rows]
        else:
            parts.append({"style": block.kind, "runs": _runs(block.runs)})
    return parts


def _row(cells: Iterable[richtext.Cell]) -> Part:
    """A row of a pasted table as a line of its words: the report's tables come from data alone."""
    runs: list[dict] = []
    for cell in cells:
        runs += [*([_run(" | ")] if runs else []), *_runs(cell.runs)]
    return {"style": "paragraph", "runs": runs}


@dataclass
class _Lists:
    """Nests the items of a flat list; one deeper by two steps hangs one step deeper."""

    parts: list[Part]
    opened: list[Part] = field(default_factory=list)

    def end(self) -> None:
        self.opened = []

    def add(self, item: richtext.Block) -> None:
        del self.opened[max(item.level, 1) :]
        level = len(self.opened)
        if level == item.level and self.opened[-1]["ordered"] != item.ordered:
            self.opened.pop()
        if len(self.opened) < item.level:
            self._open(item)
        self.opened[-1]["lines"].append({"runs": _runs(item.runs), "below": []})

    def _open(self, item: richtext.Block) -> None:
        made = {"style": "list", "ordered": item.ordered, "lines": []}
        if self.opened:
            self.opened[-1]["lines"][-1]["below"].append(made)
        else:
            self.parts.append(made)
        self.opened.append(made)
