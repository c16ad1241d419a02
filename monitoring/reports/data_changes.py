"""What changed in the data under a text since it was saved last: pure functions on frozen data.

A section keeps the figures of its chapter as they were (`figures_under`), because the snapshot that they
come from is gone after the next build.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .chapters import area, general, missing, municipality, overview, summary
from .chapters import changes as since_last
from .frozen import Frozen

# Chapters that speak of all indicators.
OF_ALL = (summary.ID, since_last.ID, overview.ID, missing.ID, municipality.ID)

Figures = dict[str, Frozen]  # code of the indicator -> its latest figure, its name and unit


@dataclass(frozen=True)
class DataChange:
    """An indicator whose latest figure is not what it was; `before` or `after` None: it was not there."""

    code: str
    before: Frozen | None
    after: Frozen | None

    @property
    def latest(self) -> Frozen:
        """The row that names the indicator."""
        return self.after or self.before or {}


def figures_under(content: Frozen, chapter: str) -> Figures:
    """The latest figure of each indicator that a chapter speaks of: its area's, or all."""
    return {row["code"]: _figure(row) for row in content["indicators"] if _belongs(row["area"], chapter)}


def changes(before: Mapping[str, Frozen], after: Mapping[str, Frozen]) -> list[DataChange]:
    """The indicators whose period, value or status differ, in the order of the report; gone ones last."""
    codes = [*after, *(code for code in before if code not in after)]
    pairs = [DataChange(code, before.get(code), after.get(code)) for code in codes]
    return [pair for pair in pairs if _said(pair.before) != _said(pair.after)]


def _belongs(area_code: str | None, chapter: str) -> bool:
    if chapter in OF_ALL:
        return True
    if area_code is None:
        return chapter == general.ID
    return chapter == area.chapter_id(area_code)


def _figure(row: Frozen) -> Frozen:
    latest = row["figures"][-1] if row["figures"] else {"period": None, "value": None}
    return {
        "name": row["name"],
        "unit": row["unit"],
        "precision": row["precision"],
        "period": latest["period"],
        "value": latest["value"],
        "status": row["status"]["code"],
    }


def _said(figure: Frozen | None) -> tuple | None:
    return figure and (figure["period"], figure["value"], figure["status"])
