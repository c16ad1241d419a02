"""Municipalities beside each other in one period: ranked bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from metropolis.ui.numbers import format_decimal

from . import palette, theme


@dataclass(frozen=True)
class Ranking:
    """Values of one period. None stands for a municipality without a value; order is the caller's."""

    rows: Sequence[tuple[str, Decimal | None]]
    unit: str
    precision: int = 0
    colour: str = palette.BLUE
    reference: Decimal | None = None


_ROW, _TOP, _BOTTOM = 24, 30, 8


def ranking_layout(ranking: Ranking, width: int = 720) -> dict:
    """Horizontal bars from zero, each with its value; missing values are named as missing."""
    known = [value for _name, value in ranking.rows if value is not None]
    labels = {name: _label(value, ranking.precision) for name, value in ranking.rows}
    left = round(max((theme.text_width(name) for name in labels), default=0)) + 18
    right = round(max((theme.text_width(label, 14) for label in labels.values()), default=0)) + 12
    height = _ROW * len(ranking.rows)
    low, high = min(0, *known, 0), max(0, *known, 0) or 1
    rows = [
        {"name": name, "y": float(value or 0), "label": labels[name], "known": value is not None}
        for name, value in ranking.rows
    ]
    return {
        "width": width - left - right,
        "height": height,
        "autosize": "none",
        "padding": {"left": left, "right": right, "top": _TOP, "bottom": _BOTTOM},
        "config": theme.CONFIG,
        "data": {"values": rows},
        "encoding": {"y": _name_axis(labels), "x": _value_axis(float(low), float(high))},
        "layer": [*_reference(ranking), *_bars(ranking), _unit(ranking.unit, left)],
    }


def _label(value: Decimal | None, precision: int) -> str:
    return _("no data") if value is None else format_decimal(value, precision)


def _name_axis(names) -> dict:
    axis = {"title": None, "labelColor": palette.INK, "labelLimit": 0}
    return {"field": "name", "type": "nominal", "sort": list(names), "axis": axis}


def _value_axis(low: float, high: float) -> dict:
    return {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False},
        "axis": None,
    }


def _bars(ranking: Ranking) -> list[dict]:
    """The bars and their values; a white edge keeps a value readable across the reference line."""
    bar = {"type": "bar", "height": 14, "color": ranking.colour}
    text = {"type": "text", "align": "left", "dx": 6}
    edge = {**text, "stroke": palette.PAPER, "strokeWidth": 5, "strokeJoin": "round"}
    tone = {"condition": {"test": "datum.known", "value": palette.INK}, "value": palette.NONE}
    words = {"text": {"field": "label"}}
    return [
        {"mark": bar},
        {"mark": edge, "encoding": words},
        {"mark": text, "encoding": {**words, "color": tone}},
    ]


def _reference(ranking: Ranking) -> list[dict]:
    """A dashed line at the figure of the whole metropolis."""
    if ranking.reference is None:
        return []
    name = _("metropolis: %(value)s") % {"value": format_decimal(ranking.reference, ranking.precision)}
    data = {"values": [{"y": float(ranking.reference), "label": name}]}
    rule = {"type": "rule", "stroke": palette.INK, "strokeDash": [4, 3], "strokeWidth": 1}
    text = {"type": "text", "align": "center", "baseline": "bottom", "dy": -4}
    nowhere = {"y": {"value": 0}}
    whole = {"y": {"value": 0}, "y2": {"value": _ROW * len(ranking.rows)}}
    return [
        {"data": data, "mark": rule, "encoding": whole},
        {"data": data, "mark": text, "encoding": {"text": {"field": "label"}, **nowhere}},
    ]


def _unit(unit: str, left: int) -> dict:
    """The unit in the top left corner."""
    mark = {"type": "text", "align": "left", "baseline": "bottom", "color": palette.SOFT}
    place = {"x": {"value": -left}, "y": {"value": -14}, "text": {"value": unit}}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": place}
