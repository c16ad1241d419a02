"""The chapters of a report, in their order. To add one, write its function and name it here."""

from collections.abc import Callable, Iterable

from monitoring.reports.reader import Reader

from . import area, general, method, plans, summary, values
from .chapter import Chapter

DECLARED: tuple[Callable[[Reader], Iterable[Chapter]], ...] = (
    summary.chapters,
    area.chapters,
    general.chapters,
    plans.chapters,
    method.chapters,
    values.chapters,
)


def all_chapters(reader: Reader) -> list[Chapter]:
    """Every chapter of the report in the reader's language."""
    return [chapter for write in DECLARED for chapter in write(reader)]
