"""The last touch on texts of a report."""

from collections.abc import Callable

from metropolis.documents import typography
from metropolis.documents.typography import breakable, no_orphans

__all__ = ["breakable", "each_text", "no_orphans"]

# Values of these keys are codes, not words.
CODES = {
    "kind",
    "status",
    "indicator",
    "period",
    "area",
    "style",
    "href",
    "code",
    "id",
    "colour",
    "language",
    "spec",
    "narrow",
    "svg",
    "share",
    "number",
    "marks",
}


def each_text(part, change: Callable[[str], str]):
    """A copy of plain JSON in which every text, but no code, went through `change`."""
    return typography.each_text(part, change, CODES)
