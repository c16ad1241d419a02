"""The last touch on texts of a document. Pure functions."""

import re
from collections.abc import Callable, Collection

NBSP = "\u00a0"
_ONE_LETTER = re.compile(r"(?<![\w\u00a0])([aiouwzAIOUWZ]) (?=\S)")
_LONG_WORD = re.compile(r"\S{41,}")


def no_orphans(text: str) -> str:
    """Polish lines do not end with a one-letter word. The text keeps its length."""
    return _ONE_LETTER.sub(rf"\1{NBSP}", text)


def breakable(text: str) -> str:
    """A word too long for any line gets places to break at."""
    return _LONG_WORD.sub(lambda match: "\u200b".join(re.findall(r".{1,40}", match[0])), text)


def each_text(part, change: Callable[[str], str], codes: Collection[str] = ()):
    """A copy of plain JSON with every text changed, but for the values of keys in `codes`."""
    if isinstance(part, str):
        return change(part)
    if isinstance(part, list):
        return [each_text(item, change, codes) for item in part]
    if isinstance(part, dict):
        return {
            key: value if key in codes else each_text(value, change, codes) for key, value in part.items()
        }
    return part
