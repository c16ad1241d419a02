"""The line of one indicator over time: numbers in, a Vega-Lite layout out."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from metropolis.ui.numbers import format_decimal
from strategy.indicators.periods import Period

from . import axes, palette, theme
from .bands import Span, band_layers


@dataclass(frozen=True)
class Point:
    """A value of a period. An incomplete one (11 of 15 municipalities) is drawn hollow."""

    period: Period
    value: Decimal
    complete: bool = True


@dataclass(frozen=True)
class Line:
    """What a line chart shows. `path` leads from the baseline through intermediate targets to the target.

    `band` is the interval of a forecast, which starts at the last value; there is none of too few data.
    """

    points: Sequence[Point]
    frequency: str
    unit: str
    precision: int = 0
    name: str = ""
    colour: str = palette.BLUE
    baseline: Point | None = None
    path: Sequence[Point] = ()
    band: Sequence[Span] = ()


@dataclass(frozen=True)
class Size:
    """How large the picture is, and how many years its axis can name."""

    width: int
    height: int
    years: int


WIDE = Size(720, 320, 12)
NARROW = Size(360, 300, 5)
_TOP, _BOTTOM = 42, 34


def line_layout(line: Line, size: Size = WIDE) -> dict:
    """The layout of the chart. A line without values still shows its target."""
    frame = _Frame(line, size)
    layers = [
        *(band_layers(line.band, line.points[-1].period, line.points[-1].value) if line.points else []),
        *_baseline(line, frame),
        *_target_path(line),
        _line(line),
        _dots(line),
        *_last_value(line, frame),
    ]
    return {
        "width": frame.plot_width,
        "height": frame.plot_height,
        "autosize": "none",
        "padding": {"left": frame.left, "right": frame.right, "top": _TOP, "bottom": _BOTTOM},
        "config": theme.CONFIG,
        "encoding": {"x": frame.x_axis(), "y": frame.y_axis(_unit(line))},
        "layer": layers,
    }


def starts_at_zero(line: Line) -> bool:
    """Whether the axis of values holds zero; the words beside the chart say so when it does not."""
    low, high = axes.value_range(_values(line))
    return low <= 0 <= high


def _unit(line: Line) -> str:
    """The unit above the axis of values, with the warning that a cut axis needs."""
    if starts_at_zero(line):
        return line.unit
    return _("%(unit)s (the axis does not start at zero)") % {"unit": line.unit}


def _values(line: Line) -> list[Decimal]:
    ends = [value for span in line.band for value in (span.low, span.high)]
    return [point.value for point in (*line.points, *line.path)] + ends or [Decimal(0), Decimal(1)]


class _Frame:
    """The room of the plot: what the axes need is known before anything is drawn."""

    def __init__(self, line: Line, size: Size):
        self.ticks = axes.nice_ticks(*axes.value_range(_values(line)))
        self.places = axes.decimals(self.ticks[1] - self.ticks[0])
        periods = [point.period for point in (*line.points, *line.path)] + [one.period for one in line.band]
        moments = [axes.moment(period) for period in periods] or [2020.0]
        self.first, self.last = min(moments), max(moments)
        if self.first == self.last:
            self.first, self.last = self.first - 1, self.last + 1
        self.size = size
        widest = max(theme.text_width(format_decimal(tick, self.places)) for tick in self.ticks)
        self.left, self.right = round(widest) + 16, round(_label_room(line))
        self.plot_width = size.width - self.left - self.right
        self.plot_height = size.height - _TOP - _BOTTOM

    def x_axis(self) -> dict:
        years = axes.year_ticks(self.first, self.last, self.size.years)
        return {
            "field": "x",
            "type": "quantitative",
            "scale": {"domain": [self.first, self.last], "nice": False, "zero": False},
            "axis": {"values": years, "format": "d", "title": None, "labelFlush": False},
        }

    def y_axis(self, unit: str) -> dict:
        title = {
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleX": -self.left,
            "titleY": -24,  # above the name of the baseline
        }
        ticks = [float(tick) for tick in self.ticks]
        return {
            "field": "y",
            "type": "quantitative",
            "scale": {"domain": [ticks[0], ticks[-1]], "nice": False, "zero": False},
            "axis": {"values": ticks, "format": f",.{self.places}f", "grid": True, "title": unit, **title},
        }


def _label_room(line: Line) -> float:
    """The room to the right of the plot: for the target and its word, or for the last value and its name."""
    last, end = line.points[-1] if line.points else None, line.path[-1] if line.path else None
    widths = [theme.text_width(format_decimal(last.value, line.precision), 15)] if last else [4.0]
    if end and (last is None or end.period > last.period):
        goal = (format_decimal(end.value, line.precision), _("target"))
        widths += [theme.text_width(text, 14) for text in goal]
    elif last:
        widths.append(theme.text_width(line.name))
    return max(widths) + 20


def _rows(points: Sequence[Point]) -> list[dict]:
    return [
        {"x": axes.moment(point.period), "y": float(point.value), "complete": point.complete}
        for point in points
    ]


def _line(line: Line) -> dict:
    """The line itself, with holes where periods are missing."""
    known = {point.period: point for point in line.points}
    rows = [
        {"x": axes.moment(period), "y": float(known[period].value) if period in known else None}
        for period in axes.with_gaps(known, line.frequency)
    ]
    mark = {
        "type": "line",
        "stroke": line.colour,
        "strokeWidth": 3,
        "strokeJoin": "round",
        "invalid": "break-paths-show-path-domains",
    }
    return {"data": {"values": rows}, "mark": mark}


def _dots(line: Line) -> dict:
    """A dot for each value: hollow when municipalities are missing in it."""
    mark = {"type": "point", "size": 70, "strokeWidth": 2, "opacity": 1, "filled": True}
    hollow = {"condition": {"test": "datum.complete", "value": line.colour}, "value": palette.PAPER}
    edge = {"condition": {"test": "datum.complete", "value": palette.PAPER}, "value": line.colour}
    return {
        "data": {"values": _rows(line.points)},
        "mark": mark,
        "encoding": {"fill": hollow, "stroke": edge},
    }


def _baseline(line: Line, frame: _Frame) -> list[dict]:
    """A dashed line through the baseline period, named at its top."""
    if line.baseline is None:
        return []
    where = axes.moment(line.baseline.period)
    near_end = where > (frame.first + frame.last) / 2
    data = {
        "values": [{"x": where, "label": _("baseline %(period)s") % {"period": line.baseline.period.label}}]
    }
    rule = {"type": "rule", "stroke": palette.NONE, "strokeDash": [3, 4], "strokeWidth": 1}
    text = {
        "type": "text",
        "align": "right" if near_end else "left",
        "dx": -6 if near_end else 6,
        "dy": -8,
        "y": 0,
        "color": palette.SOFT,
    }
    return [
        {"data": data, "mark": rule, "encoding": {"y": {"value": 0}, "y2": {"value": frame.plot_height}}},
        {"data": data, "mark": text, "encoding": {"text": {"field": "label"}, "y": {"value": 0}}},
    ]


def _target_path(line: Line) -> list[dict]:
    """The way to the target: dashed, diamonds at what is to be reached, the last one with its value."""
    if not line.path:
        return []
    way = {"type": "line", "stroke": palette.NONE, "strokeDash": [7, 5], "strokeWidth": 2}
    goals = {
        "type": "point",
        "shape": "diamond",
        "size": 110,
        "filled": True,
        "fill": palette.NONE,
        "opacity": 1,
    }
    end = line.path[-1]
    label = [format_decimal(end.value, line.precision), _("target")]
    text = {"type": "text", "align": "left", "dx": 12, "dy": -2, "color": palette.SOFT, "lineHeight": 16}
    last = {"values": [{"x": axes.moment(end.period), "y": float(end.value), "label": label}]}
    return [
        {"data": {"values": _rows(line.path)}, "mark": way},
        {"data": {"values": _rows(line.path[1:])}, "mark": goals},
        {"data": last, "mark": text, "encoding": {"text": {"field": "label"}}},
    ]


def _last_value(line: Line, frame: _Frame) -> list[dict]:
    """The latest value in words: to the right of the line, or above it when the target comes after."""
    if not line.points:
        return []
    last = line.points[-1]
    row = {"x": axes.moment(last.period), "y": float(last.value)}
    row["label"] = format_decimal(last.value, line.precision)
    row["name"] = line.name
    at_end = row["x"] >= frame.last
    # A first value stands on the axis and on the rule of the baseline: its words begin beside them.
    aside = {"align": "left", "dx": 8} if row["x"] <= frame.first else {"align": "center"}
    place = {"align": "left", "dx": 12} if at_end else {**aside, "dy": -16}
    bold = {"type": "text", "fontWeight": 600, "fontSize": 15, **place}
    layers = [{"data": {"values": [row]}, "mark": bold, "encoding": {"text": {"field": "label"}}}]
    if at_end and line.name:
        small = {"type": "text", "color": palette.SOFT, **place, "dy": 17}
        layers.append({"data": {"values": [row]}, "mark": small, "encoding": {"text": {"field": "name"}}})
    return layers
