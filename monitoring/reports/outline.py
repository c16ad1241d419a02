"""The chapters of a report that people write in."""

from strategy.models import ThematicArea

from .chapters import area, general, plans, summary


def chapters() -> list[tuple[str, str]]:
    """The chapters that can be written in and commented on: id and title, in the order of the report."""
    areas = ThematicArea.objects.order_by("order", "code")
    return [
        (summary.ID, str(summary.TITLE)),
        *((area.chapter_id(row.code), area.chapter_title(row.roman, row.name)) for row in areas),
        (general.ID, str(general.TITLE)),
        (plans.ID, str(plans.TITLE)),
    ]
