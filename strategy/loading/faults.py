"""What is wrong in a content file, and where."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Fault:
    """One sentence about one place of the file. Lines and columns count from 1."""

    line: int
    column: int
    path: str
    message: str

    def __str__(self):
        where = _("line %(line)d, column %(column)d") % {"line": self.line, "column": self.column}
        return f"{where}, {self.path}: {self.message}" if self.path else f"{where}: {self.message}"


class Unreadable(Exception):
    """The file cannot be read at all; the message says why."""


class FaultyContent(Exception):
    """The file was read, and these faults were found in it."""

    def __init__(self, faults: list[Fault]):
        self.faults = sorted(faults, key=lambda fault: (fault.line, fault.column))
        super().__init__(str(self))

    def __str__(self):
        head = ngettext("%(count)d fault, nothing was loaded:", "%(count)d faults, nothing was loaded:",
                        len(self.faults)) % {"count": len(self.faults)}  # fmt: skip
        return "\n".join([head, *(f"  {fault}" for fault in self.faults)])
