"""What changed between two texts, word by word: for pages, for Word and for PDF.

`diff_words` compares plain texts, `diff_blocks` rich ones (paragraphs are aligned first, then words
inside those that resemble each other, so that it reads well), `redline` shows the difference in a page.
"""

from metropolis.ui.worddiff.blocks import diff_blocks
from metropolis.ui.worddiff.changes import BlockChange, CellChange, Kind, Piece, RowChange
from metropolis.ui.worddiff.redlines import redline, redline_words, replaced
from metropolis.ui.worddiff.words import diff_words

__all__ = [
    "BlockChange",
    "CellChange",
    "Kind",
    "Piece",
    "RowChange",
    "diff_blocks",
    "diff_words",
    "redline",
    "redline_words",
    "replaced",
]
