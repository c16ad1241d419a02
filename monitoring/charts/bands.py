"""The interval of a forecast behind a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from strategy.indicators.periods import Period

from . import axes, palette


@dataclass(frozen=True)
class Span:
    """Between which values a later period is expected."""

    period: Period
    low: Decimal
    high: Decimal


def band_layers(band: Sequence[Span], period: Period, value: Decimal) -> list[dict]:
    """A wash that opens from the last value, with dashed edges and its name: never colour alone."""
    if not band:
        return []
    spans = (Span(period, value, value), *band)
    rows = [{"x": axes.moment(one.period), "y": float(one.low), "y2": float(one.high)} for one in spans]
    upper = [{**row, "y": row["y2"]} for row in rows]
    name = {"values": [{**upper[-1], "label": _("forecast with its interval")}]}
    edge = {"type": "line", "stroke": palette.NONE, "strokeWidth": 1, "strokeDash": [2, 3]}
    text = {"type": "text", "align": "right", "baseline": "bottom", "dx": -4, "dy": -4, "color": palette.SOFT}
    wash = {"type": "area", "color": palette.WASH, "opacity": 0.35}
    return [
        {"data": {"values": rows}, "mark": wash, "encoding": {"y2": {"field": "y2"}}},
        {"data": {"values": rows}, "mark": edge},
        {"data": {"values": upper}, "mark": edge},
        {"data": name, "mark": text, "encoding": {"text": {"field": "label"}}},
    ]
