"""CSV for Excel: streamed, UTF-8 with a byte order mark, no cell that can run as a formula."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

BOM = "\ufeff"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?\Z")


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def stream(columns: Sequence[str], rows: Iterable[dict]) -> Iterator[str]:
    """The lines of a CSV file. A column `baseline.value` reads into nested objects."""
    writer = csv.writer(_Echo())
    yield BOM + writer.writerow(columns)
    for row in rows:
        yield writer.writerow([safe_cell(pick(row, column)) for column in columns])


def pick(row: dict, column: str):
    """The value under a dotted name; None where a part of the way is missing."""
    value: Any = row
    for name in column.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def safe_cell(value) -> str:
    """The cell as text. What a spreadsheet would run as a formula gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = " | ".join(value)
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
    if text.lstrip().startswith(_DANGEROUS) or text.startswith(_DANGEROUS):
        return text if _NUMBER.match(text) else f"'{text}"
    return text
