"""Which chapters a report may have, for the forms in which the Office picks and orders them."""

from monitoring.reports import narrative
from monitoring.reports.chapters import method, values
from monitoring.reports.kinds import ReportKind


def available(kind: str) -> list[tuple[str, str]]:
    """Id and title of the chapters that a kind of report may have, in their usual order."""
    annexes = [(method.ID, str(method.TITLE)), (values.ID, str(values.TITLE))]
    return [*narrative.chapters(), *annexes]


def all_available() -> list[tuple[str, str]]:
    """The chapters of all kinds, each once."""
    found: dict[str, str] = {}
    for kind in ReportKind:
        for id, title in available(kind):
            found.setdefault(id, title)
    return list(found.items())
