"""The chapters of a report that people write in."""

from strategy.models import ThematicArea

from .chapters import area
from .chapters.declared import AREAS, DECLARED, USUAL
from .models import ProgressReport

Outline = list[tuple[str, str]]


def chapters(report: ProgressReport) -> Outline:
    """Id and title of the chapters that can be written in and commented on, in the order of the report."""
    wanted = report.chapters or USUAL[report.kind]
    areas = _areas().filter(pk=report.area_id) if report.area_id else _areas()
    return _expanded(wanted, areas if AREAS in wanted else ())


def titles() -> dict[str, str]:
    """The title of every such chapter of any report."""
    return dict(_expanded(DECLARED, _areas()))


def _areas():
    return ThematicArea.objects.order_by("order", "code")


def _expanded(ids, areas) -> Outline:
    found: Outline = []
    for id in ids:
        if id == AREAS:
            found += [(area.chapter_id(row.code), area.chapter_title(row.roman, row.name)) for row in areas]
        elif id in DECLARED and DECLARED[id].has_text:
            found.append((id, str(DECLARED[id].title)))
    return found
