"""Words of a document as WordprocessingML: runs, links, and tracked changes around them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from xml.sax.saxutils import quoteattr

from metropolis.documents.links import safe_address
from metropolis.documents.word.markup import characters
from metropolis.ui.worddiff import Kind, Piece

_TAGS = {"added": "w:ins", "removed": "w:del"}


@dataclass
class Tracker:
    """Who changed, and when, for every tracked change. Each has a number of its own."""

    author: str = ""
    moment: str = ""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def open(self, kind: Kind) -> str:
        """The attributes of a change, in its element left open: `<w:ins w:id=...`."""
        number = next(self.numbers)
        author = quoteattr(self.author)
        return f'<{_TAGS[kind]} w:id="{number}" w:author={author} w:date="{self.moment}"'

    def mark(self, kind: Kind) -> str:
        """The change of a paragraph's end or of a row; "" where it stayed."""
        return f"{self.open(kind)}/>" if kind in _TAGS else ""

    def around(self, kind: Kind, runs: str) -> str:
        """Runs that came or went."""
        return f"{self.open(kind)}>{runs}</{_TAGS[kind]}>" if kind in _TAGS and runs else runs


class Runs:
    """Writes pieces. `relate` gives a link its number in the package; `own_language` marks own words."""

    def __init__(self, tracker: Tracker, relate: Callable[[str], str], own_language: str):
        self.tracker, self.relate, self.own_language = tracker, relate, own_language

    def of(self, pieces: Iterable[Piece], *, own: bool = False) -> str:
        """The pieces as runs."""
        return "".join(self._piece(piece, own) for piece in pieces)

    def _piece(self, piece: Piece, own: bool) -> str:
        address = safe_address(piece.href)
        look = _look(piece, is_link=bool(address), language=self.own_language if own else "")
        text = "delText" if piece.kind == "removed" else "t"
        run = f"<w:r>{look}{characters(piece.text, text)}</w:r>"
        run = self.tracker.around(piece.kind, run)
        if not address:
            return run
        return f'<w:hyperlink r:id="{self.relate(address)}" w:history="1">{run}</w:hyperlink>'


def _look(piece: Piece, *, is_link: bool, language: str) -> str:
    marks = [
        '<w:rStyle w:val="Hyperlink"/>' if is_link else "",
        "<w:b/><w:bCs/>" if piece.bold else "",
        "<w:i/><w:iCs/>" if piece.italic else "",
        f'<w:lang w:val="{language}"/>' if language else "",
    ]
    look = "".join(marks)
    return f"<w:rPr>{look}</w:rPr>" if look else ""
