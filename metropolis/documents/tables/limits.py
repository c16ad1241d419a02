"""How much of a sheet is read."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metropolis.ui.numbers import format_decimal

from .cells import LAST_ROW, MAX_LETTERS, MAX_ROWS, Cell, text
from .guards import NotReadable


@dataclass
class Limit:
    """Counts the rows of a sheet and stops the reading of one that is too long."""

    name: str
    rows: int = 0
    letters: int = 0

    def count(self, cells: list[Cell]) -> None:
        """One more row with something in it."""
        self.rows += 1
        # A cell that is written once may be repeated a million times.
        self.letters += sum(len(text(cell)) for cell in cells)
        if self.letters > MAX_LETTERS:
            raise NotReadable(_("The file is too large. Leave only the sheets of the template in it."))
        if self.rows > MAX_ROWS:
            sentence = ngettext(
                "The sheet “%(name)s” has more than %(limit)s row. Part the file.",
                "The sheet “%(name)s” has more than %(limit)s rows. Part the file.",
                MAX_ROWS,
            )
            raise NotReadable(sentence % {"name": self.name, "limit": format_decimal(MAX_ROWS)})

    def reached(self, number: int) -> None:
        """The row of this number, empty or not."""
        if number > LAST_ROW:
            words = {"name": self.name, "limit": format_decimal(LAST_ROW)}
            raise NotReadable(_("The sheet “%(name)s” has data below row %(limit)s.") % words)
