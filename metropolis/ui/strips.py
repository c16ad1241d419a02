"""Geometry of the small strips: numbers in, rectangles out (SVG attributes: inline style is forbidden)."""

from collections.abc import Iterable
from dataclasses import dataclass

UNIT = 10
GAP = 0.008  # of the whole width: about two pixels in a card
MOST_BLOCKS = 40  # more blocks than that would be thinner than the gaps


@dataclass(frozen=True)
class Part:
    """One rectangle of a strip."""

    x: str
    width: str
    code: str = ""
    full: bool = True


@dataclass(frozen=True)
class Strip:
    """A strip of parts in a view box of this width."""

    width: int
    parts: list[Part]


def segments(done: int, total: int) -> Strip:
    """One block for each of `total`, the first `done` of them full."""
    width = max(total, 1) * UNIT
    if total > MOST_BLOCKS:
        rest = Part(_plain(done * UNIT), _plain((total - done) * UNIT), full=False)
        return Strip(width, [Part("0", _plain(done * UNIT)), rest])
    gap = width * GAP if total > 1 else 0
    parts = [Part(_plain(i * UNIT), _plain(UNIT - gap), full=i < done) for i in range(total)]
    return Strip(width, parts)


def shares(counts: Iterable[tuple[str, str, int]]) -> Strip:
    """A part as wide as its number for each status that occurs, in the given order."""
    present = [(code, n) for code, _label, n in counts if n]
    width = max(sum(n for _code, n in present), 1) * UNIT
    gap = width * GAP / 2 if len(present) > 1 else 0
    parts, x = [], 0
    for code, n in present:
        parts.append(Part(_plain(x), _plain(n * UNIT - gap), code))
        x += n * UNIT
    return Strip(width, parts)


def _plain(number: float) -> str:
    """A number as SVG reads it, whatever the language of the page."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
