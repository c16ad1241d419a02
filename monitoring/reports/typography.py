"""The last touch on texts of a document."""

import re
from collections.abc import Callable

NBSP = "\u00a0"
_ONE_LETTER = re.compile(r"(?<![\w\u00a0])([aiouwzAIOUWZ]) (?=\S)")
_LONG_WORD = re.compile(r"\S{41,}")
# Values of these keys are codes, not words.
CODES = {
    "kind",
    "status",
    "indicator",
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


def no_orphans(text: str) -> str:
    """Polish lines do not end with a one-letter word."""
    return _ONE_LETTER.sub(rf"\1{NBSP}", text)


def breakable(text: str) -> str:
    """A word too long for any line gets places to break at."""
    return _LONG_WORD.sub(lambda match: "\u200b".join(re.findall(r".{1,40}", match[0])), text)


def each_text(part, change: Callable[[str], str]):
    """A copy of plain JSON in which every text, but no code, went through `change`."""
    if isinstance(part, str):
        return change(part)
    if isinstance(part, list):
        return [each_text(item, change) for item in part]
    if isinstance(part, dict):
        return {key: value if key in CODES else each_text(value, change) for key, value in part.items()}
    return part
