"""Merged cells among the data: all but the first are empty, so nobody knows whose the value is. Pure."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from .locating import Table

_RANGE = re.compile(r"([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)\Z")


def merged_faults(table: Table, letters: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    """(column, row, sentence) of each merged range that touches a column which is read."""
    used = {_index(letter) for letter in letters}
    for name in table.merged:
        found = _RANGE.match(name)
        if found is None or int(found[4]) <= table.heading_row:
            continue
        columns = range(_index(found[1]), _index(found[3]) + 1)
        if any(index in used for index in columns):
            message = _("The cells %(range)s are merged. Split them and fill in each row.")
            yield found[1], int(found[2]), message % {"range": name}


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
