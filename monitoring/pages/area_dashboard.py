"""What the page of an area says about change, and about its municipalities."""

from dataclasses import dataclass

from monitoring.dashboards.board import read_board
from monitoring.dashboards.changes import sort_changes
from monitoring.dashboards.heat import Cell
from monitoring.status.overview import Overview
from strategy.models import ThematicArea
from strategy.municipalities.limits import MOST_MUNICIPALITIES

from .areas import AreaScreen
from .changes import ChangeList, change_lists, changes_sentence
from .dashboard import Question, anchor, data_legend, share_tile
from .maps import Map, members_on_the_map, read_map


@dataclass(frozen=True)
class AreaBoard:
    """Changes of the area's indicators, and a map of where data exist; no map where none is municipal."""

    sentence: str
    lists: list[ChangeList]
    map: Map | None

    @property
    def has_changes(self) -> bool:
        """Whether anything improved or slipped."""
        return any(one.total for one in self.lists)


def read_dashboard(screen: AreaScreen, known: Overview, parameters, *, is_past: bool = False) -> AreaBoard:
    """The dashboard of an area whose indicators were read already; the map is one of today only."""
    changes = sort_changes(screen.indicators, known.standings)
    lists = change_lists(changes, known.standings)
    chart = None if is_past else _map(screen.area, known, parameters)
    return AreaBoard(changes_sentence(changes), lists, chart)


def _map(area: ThematicArea, known: Overview, parameters) -> Map | None:
    heat = read_board(known).heat
    if area.pk not in heat.areas or len(heat.totals) > MOST_MUNICIPALITIES:
        return None
    municipalities, tiles = members_on_the_map(), []
    for one in municipalities:
        tile = share_tile(one, heat.cells.get((one.pk, area.pk), Cell()), Question.DATA)
        tiles.append(tile | {"url": f"{tile['url']}#{anchor(area)}"})
    return read_map(tiles, municipalities, parameters, data_legend())
