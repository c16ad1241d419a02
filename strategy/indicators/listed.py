"""All indicators as lists show them, loaded once after each change: most public pages read the whole list."""

from metropolis.rest.counters import version_of
from metropolis.rest.kept import Kept
from strategy.models import Indicator, Partner, ThematicArea

# By the version of all that the rows lead to.
_kept: Kept[tuple[Indicator, ...]] = Kept(1)


def listed_indicators() -> tuple[Indicator, ...]:
    """Every indicator in the official order, with its area and partner. One small query.

    The rows are shared by all requests of this process: they are to be read, never to be changed or saved.
    """
    version = version_of(Indicator, ThematicArea, Partner)
    found = _kept.get("", version)
    return _kept.put("", version, _loaded()) if found is None else found


def _loaded() -> tuple[Indicator, ...]:
    """Indicators of one area share its row."""
    rows = tuple(Indicator.objects.select_related("partner"))
    areas = ThematicArea.objects.in_bulk()
    for one in rows:
        if one.area_id is not None:
            one.area = areas[one.area_id]
    return rows
