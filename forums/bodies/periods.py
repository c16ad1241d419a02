"""Pure rules of periods of validity: both ends count, None is an open end."""

import datetime
from collections.abc import Iterable

Period = tuple[datetime.date | None, datetime.date | None]


def overlap(one: Period, other: Period) -> Period | None:
    """The days that lie in both periods, or None where there are none."""
    starts = [day for day in (one[0], other[0]) if day]
    ends = [day for day in (one[1], other[1]) if day]
    start, end = max(starts, default=None), min(ends, default=None)
    return None if start and end and end < start else (start, end)


def written(periods: Iterable[Period]) -> list[list[str | None]]:
    """Periods as they are stored with a user: ISO days in a stable order, each once."""
    rows = {tuple(day.isoformat() if day else None for day in period) for period in periods}
    return [list(row) for row in sorted(rows, key=lambda row: (row[0] or "", row[1] or "9999"))]
