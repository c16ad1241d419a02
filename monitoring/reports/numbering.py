"""The numbers of tables and figures: those of the whole document, on whichever page a chapter stands."""

from collections import Counter
from collections.abc import Iterable

from .blocks import Block
from .chapters.chapter import Chapter

# A ranking is a table with bars: both are counted together.
_SERIES = {"table": "table", "ranking": "table", "figure": "figure"}


def numbers_of(chapters: Iterable[Chapter]) -> dict[str, list[int | None]]:
    """Id of a chapter -> the number of each of its blocks; None for a block that has none."""
    last: Counter[str] = Counter()
    return {chapter.id: [_next(last, block) for block in chapter.blocks] for chapter in chapters}


def _next(last: Counter[str], block: Block) -> int | None:
    series = _SERIES.get(block["kind"])
    if series is None:
        return None
    last[series] += 1
    return last[series]
