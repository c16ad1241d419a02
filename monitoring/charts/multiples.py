"""Small multiples: the same little chart for each municipality, all in one picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from metropolis.ui.numbers import format_decimal
from strategy.indicators.periods import Period

from . import axes, palette, theme


@dataclass(frozen=True)
class Multiples:
    """A series for each municipality, in the order of drawing."""

    series: Mapping[str, Sequence[tuple[Period, Decimal]]]
    frequency: str
    precision: int = 0
    colour: str = palette.BLUE


_GAP, _CELL_HEIGHT, _HEAD, _FOOT, _EDGE = 26, 132, 46, 26, 8


def multiples_layout(multiples: Multiples, width: int = 720) -> dict:
    """A grid of lines from zero; the cells are laid out here, so that all are equally large."""
    grid = _Grid(multiples, width)
    return {
        "width": width,
        "height": grid.height,
        "autosize": "none",
        "config": theme.CONFIG,
        "encoding": {"x": _pixels("x", width), "y": _pixels("y", grid.height)},
        "layer": [grid.floors(), grid.lines(), grid.ends(), *grid.words()],
    }


def own_scales(multiples: Multiples) -> bool:
    """Whether each line has a scale of its own: a city and a village do not fit one, shares do."""
    tops = _own_tops(multiples).values()
    return bool(tops) and max(tops) > 5 * min(tops)


def _own_tops(multiples: Multiples) -> dict[str, Decimal]:
    return {
        name: max((abs(value) for _period, value in points), default=Decimal(0)) or Decimal(1)
        for name, points in multiples.series.items()
        if points
    }


def _tops(multiples: Multiples) -> dict[str, Decimal]:
    """The top of each scale."""
    own = _own_tops(multiples)
    shared = max(own.values(), default=Decimal(1))
    return own if own_scales(multiples) else dict.fromkeys(own, shared)


def _pixels(field: str, size: int) -> dict:
    """A scale that changes nothing: unlike no scale at all, it leaves holes for missing values."""
    scale = {"domain": [0, size], "range": [0, size], "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


class _Grid:
    """Places in pixels for every municipality's line and words."""

    def __init__(self, multiples: Multiples, width: int):
        self.multiples = multiples
        self.columns = 5 if width >= 600 else 2
        self.cell = (width - 2 * _EDGE - _GAP * (self.columns - 1)) / self.columns
        self.height = -(-len(multiples.series) // self.columns) * _CELL_HEIGHT
        periods = {period for points in multiples.series.values() for period, _value in points}
        self.periods = axes.with_gaps(periods, multiples.frequency)
        self.tops = _tops(multiples)

    def _corner(self, index: int) -> tuple[float, float]:
        row, column = divmod(index, self.columns)
        return _EDGE + column * (self.cell + _GAP), row * _CELL_HEIGHT

    def _place(self, index: int, name: str, period: Period, value: Decimal | None) -> dict:
        left, top = self._corner(index)
        first, last = axes.moment(self.periods[0]), axes.moment(self.periods[-1])
        share = (axes.moment(period) - first) / (last - first) if last > first else 0.5
        room = _CELL_HEIGHT - _HEAD - _FOOT
        height = (
            None
            if value is None
            else round(top + _HEAD + room * (1 - max(float(value / self.tops[name]), 0)), 2)
        )
        return {"name": name, "x": round(left + share * self.cell, 2), "y": height}

    def _rows(self) -> list[tuple[int, str, dict[Period, Decimal]]]:
        return [
            (index, name, dict(points)) for index, (name, points) in enumerate(self.multiples.series.items())
        ]

    def lines(self) -> dict:
        """The lines, broken where a period is missing."""
        rows = [
            self._place(index, name, period, known.get(period))
            for index, name, known in self._rows()
            for period in self.periods
        ]
        mark = {
            "type": "line",
            "stroke": self.multiples.colour,
            "strokeWidth": 2,
            "point": {"size": 10, "color": self.multiples.colour},
            "invalid": "break-paths-show-path-domains",
        }
        return {"data": {"values": rows}, "mark": mark, "encoding": {"detail": {"field": "name"}}}

    def floors(self) -> dict:
        """A thin line at zero under each chart."""
        rows = []
        for index, _name, _known in self._rows():
            left, top = self._corner(index)
            y = top + _CELL_HEIGHT - _FOOT
            rows.append({"x": left, "x2": left + self.cell, "y": y})
        mark = {"type": "rule", "stroke": palette.GRID, "strokeWidth": 1.5}
        return {"data": {"values": rows}, "mark": mark, "encoding": {"x2": {"field": "x2"}}}

    def ends(self) -> dict:
        """A dot at the last value."""
        rows = [self._last(index, name, known) for index, name, known in self._rows() if known]
        mark = {"type": "point", "filled": True, "size": 36, "opacity": 1, "color": self.multiples.colour}
        return {"data": {"values": rows}, "mark": mark}

    def _last(self, index: int, name: str, known: dict[Period, Decimal]) -> dict:
        period = max(known)
        return self._place(index, name, period, known[period])

    def words(self) -> list[dict]:
        """The name and the last value above each line, the first and last year below it."""
        names, values, years = [], [], []
        for index, name, known in self._rows():
            left, top = self._corner(index)
            names.append({"x": left, "y": top + 12, "text": name})
            if known:
                text = format_decimal(known[max(known)], self.multiples.precision)
                values.append({"x": left, "y": top + 30, "text": text})
            years += self._years(left, top + _CELL_HEIGHT - _FOOT + 12)
        return [
            _text(names, fontSize=12),
            _text(values, fontWeight=600, fontSize=14),
            _text([row for row in years if row["side"] == "left"], color=palette.SOFT, fontSize=11),
            _text([row for row in years if row["side"] == "right"], "right", color=palette.SOFT, fontSize=11),
        ]

    def _years(self, left: float, y: float) -> list[dict]:
        if not self.periods:
            return []
        ends = [{"x": left, "y": y, "text": self.periods[0].label, "side": "left"}]
        if len(self.periods) > 1:
            ends.append({"x": left + self.cell, "y": y, "text": self.periods[-1].label, "side": "right"})
        return ends


def _text(rows: list[dict], align: str = "left", **look) -> dict:
    mark = {"type": "text", "align": align, "baseline": "middle", **look}
    return {"data": {"values": rows}, "mark": mark, "encoding": {"text": {"field": "text"}}}
