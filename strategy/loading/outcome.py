"""What a load did, for the person who started it."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _


@dataclass
class Outcome:
    """Rows by what happened to them: (model, key, detail)."""

    added: list[tuple] = field(default_factory=list)
    changed: list[tuple] = field(default_factory=list)
    removed: list[tuple] = field(default_factory=list)
    kept: list[tuple] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether the database is as it was."""
        return not (self.added or self.changed or self.removed)

    def lines(self, every_row: bool = False) -> list[str]:
        """The outcome in words: what was added in sums (or each row), the rest row by row."""
        lines = [_("Nothing changed.")] if self.is_empty else []
        if self.added:
            lines += [_("Added:"), *(_rows(self.added) if every_row else _sums(self.added))]
        for title, rows in (
            (_("Changed:"), self.changed),
            (_("Removed:"), self.removed),
            (_("Kept as they are in the portal:"), self.kept),
        ):
            if rows:
                lines += [title, *_rows(rows)]
        return lines


def _sums(rows: list[tuple]) -> list[str]:
    counts = Counter(model for model, _key, _detail in rows)
    return [f"  {capfirst(model._meta.verbose_name_plural)}: {count}" for model, count in counts.items()]


def _rows(rows: list[tuple]) -> list[str]:
    return [
        f"  {capfirst(model._meta.verbose_name)} {key}" + (f": {detail}" if detail else "")
        for model, key, detail in rows
    ]
