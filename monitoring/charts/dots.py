"""Municipalities beside each other as ranked dots, with the middle half and the median behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from metropolis.ui.numbers import format_decimal

from . import palette, theme
from .axes import nice_ticks, value_range


@dataclass(frozen=True)
class Dots:
    """Values of one period in the caller's order. None stands for a municipality without a value.

    `quartiles` are the first quartile, the median and the third one; None of too few values.
    """

    rows: Sequence[tuple[str, Decimal | None]]
    unit: str
    precision: int = 0
    colour: str = palette.BLUE
    quartiles: tuple[Decimal, Decimal, Decimal] | None = None


_ROW, _TOP, _BOTTOM, _RIGHT, _NARROW = 24, 44, 30, 24, 500


def dots_layout(dots: Dots, width: int = 720) -> dict:
    """A dot for each municipality on one scale, named at the left, its value beside it."""
    known = [value for _name, value in dots.rows if value is not None]
    labels = {name: _label(value, dots.precision) for name, value in dots.rows}
    room = max((theme.text_width(label, 14) for label in labels.values()), default=0)
    left = round(max((theme.text_width(name) for name in labels), default=0)) + 18
    right = round(room) + _RIGHT
    count = 4 if width > _NARROW else 2
    ticks = [float(tick) for tick in nice_ticks(*value_range(known or [Decimal(0), Decimal(1)]), count=count)]
    height = _ROW * len(dots.rows)
    rows = [
        {
            "name": name,
            "x": ticks[0] if value is None else float(value),
            "label": labels[name],
            "known": value is not None,
        }
        for name, value in dots.rows
    ]
    return {
        "width": width - left - right,
        "height": height,
        "autosize": "none",
        "padding": {"left": left, "right": right, "top": _TOP, "bottom": _BOTTOM},
        "config": theme.CONFIG,
        "data": {"values": rows},
        "encoding": {"y": _names(labels), "x": _scale(ticks)},
        "layer": [*_middle(dots, height), *_marks(dots), _unit(dots.unit, left)],
    }


def _label(value: Decimal | None, precision: int) -> str:
    return _("no data") if value is None else format_decimal(value, precision)


def _names(labels) -> dict:
    axis = {"title": None, "labelColor": palette.INK, "labelLimit": 0, "grid": True}
    return {"field": "name", "type": "nominal", "sort": list(labels), "axis": axis}


def _scale(ticks: list[float]) -> dict:
    axis = {"values": ticks, "format": ",~f", "grid": False, "title": None}
    return {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": [ticks[0], ticks[-1]], "nice": False, "zero": False},
        "axis": axis,
    }


def _marks(dots: Dots) -> list[dict]:
    """The dot and the value; a municipality without a value has the words alone."""
    dot = {
        "type": "point",
        "filled": True,
        "size": 90,
        "opacity": 1,
        "color": dots.colour,
        "stroke": palette.PAPER,
        "strokeWidth": 1.5,
    }
    text = {"type": "text", "align": "left", "dx": 10, "stroke": None}
    edge = {**text, "stroke": palette.PAPER, "strokeWidth": 5, "strokeJoin": "round"}
    tone = {"condition": {"test": "datum.known", "value": palette.INK}, "value": palette.NONE}
    words = {"text": {"field": "label"}}
    return [
        {"mark": edge, "encoding": words},
        {"mark": text, "encoding": {**words, "color": tone}},
        {"transform": [{"filter": "datum.known"}], "mark": dot},
    ]


def _middle(dots: Dots, height: int) -> list[dict]:
    """A band from quartile to quartile and a dashed line at the median, both named above."""
    if dots.quartiles is None:
        return []
    low, median, high = (float(value) for value in dots.quartiles)
    name = _("median: %(value)s") % {"value": format_decimal(dots.quartiles[1], dots.precision)}
    whole = {"y": {"value": 0}, "y2": {"value": height}}
    band = {"type": "rect", "color": palette.GRID, "opacity": 0.75}
    rule = {"type": "rule", "stroke": palette.INK, "strokeDash": [4, 3], "strokeWidth": 1}
    text = {"type": "text", "align": "center", "baseline": "bottom", "dy": -6}
    row = {"values": [{"x": low, "x2": high}]}
    middle = {"values": [{"x": median, "label": name}]}
    return [
        {"data": row, "mark": band, "encoding": {"x2": {"field": "x2"}, **whole}},
        {"data": middle, "mark": rule, "encoding": whole},
        {"data": middle, "mark": text, "encoding": {"text": {"field": "label"}, "y": {"value": 0}}},
    ]


def _unit(unit: str, left: int) -> dict:
    """The unit in the top left corner."""
    mark = {"type": "text", "align": "left", "baseline": "bottom", "color": palette.SOFT}
    place = {"x": {"value": -left}, "y": {"value": -26}, "text": {"value": unit}}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": place}
