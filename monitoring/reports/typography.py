"""The last touch on texts of a report."""

import re
from collections.abc import Callable

from metropolis.documents import typography
from metropolis.documents.typography import breakable, no_orphans

__all__ = ["breakable", "each_text", "no_orphans", "no_widow"]

_SHORT_END = re.compile(r" ([^ ]{1,6})$")
_PREPOSITION = re.compile(r"(?<= )([^ ]{1,3}) (?=[^ ]+$)")

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


def no_widow(title: str) -> str:
    """A title whose last line is no short word: `strategii za 2025 rok` breaks before `za`, or not at all."""
    bound = _SHORT_END.sub(f"{typography.NBSP}\\1", title)
    return _PREPOSITION.sub(f"\\1{typography.NBSP}", bound)


def each_text(part, change: Callable[[str], str]):
    """A copy of plain JSON in which every text, but no code, went through `change`."""
    return typography.each_text(part, change, CODES)
