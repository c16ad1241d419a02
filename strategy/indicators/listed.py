"""All indicators as lists show them, loaded once after each change: most public pages read the whole list."""

from metropolis.rest.counters import version_of
from strategy.models import Indicator, Partner, ThematicArea

# By the version of all that the rows lead to, so the list can never be stale; one version is kept.
_at_hand: dict[str, tuple[Indicator, ...]] = {}


def listed_indicators() -> tuple[Indicator, ...]:
    """Every indicator in the official order, with its area and partner. One small query.

    The rows are shared by all requests of this process: they are to be read, never to be changed or saved.
    """
    version = version_of(Indicator, ThematicArea, Partner)
    found = _at_hand.get(version)
    if found is None:
        found = _loaded()
        if version:
            _at_hand.clear()
            _at_hand[version] = found
    return found


def _loaded() -> tuple[Indicator, ...]:
    """Indicators of one area share its row."""
    rows = tuple(Indicator.objects.select_related("partner"))
    areas = ThematicArea.objects.in_bulk()
    for one in rows:
        if one.area_id is not None:
            one.area = areas[one.area_id]
    return rows
