"""The charts of a report, drawn from its snapshot and so as lasting as it is."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from metropolis.ui import drawing, vega
from monitoring.charts import palette, words
from monitoring.charts.lines import NARROW, WIDE, Line, Point, line_layout, starts_at_zero

from .frozen import Frozen, period, text
from .frozen import decimal as number

_STORE = "reports"


def line_specifications(indicator: Frozen, language: str) -> tuple[dict, dict] | None:
    """The line of the metropolis, wide and narrow; None while there is neither change nor target to show."""
    line = line_of(indicator, language)
    if line is None:
        return None
    sentence = " ".join(indicator["sentences"][language])
    if not starts_at_zero(line):
        sentence = f"{sentence} {words.not_from_zero()}"
    words_of = {
        "title": text(indicator["name"], language),
        "description": sentence,
        "language": language,
    }
    wide, narrow = (vega.specification(line_layout(line, size), **words_of) for size in (WIDE, NARROW))
    return wide, narrow


def line_of(indicator: Frozen, language: str) -> Line | None:
    """The numbers of the chart."""
    figures, targets, baseline = indicator["figures"], indicator["targets"], indicator["baseline"]
    path = [baseline, *targets] if baseline and targets else []
    if len(figures) < 2 and not path:
        return None
    return Line(
        points=[_figure(figure) for figure in figures],
        frequency=indicator["frequency"],
        unit=text(indicator["unit"], language),
        precision=indicator["precision"],
        name=_("Metropolis"),
        colour=palette.area_colour(indicator["area_order"]),
        baseline=_point(baseline) if baseline and figures else None,
        path=[_point(row) for row in path],
    )


def draw_missing(specs: Iterable[dict]) -> Iterator[tuple[int, int]]:
    """Draw those that are not there yet. After each: how many are drawn, of how many.

    Reports with equal data share them.
    """
    return drawing.draw_missing(specs, _STORE)


def drawn(spec: dict) -> Path:
    """The picture's file, drawn now if it is not there yet."""
    return vega.stored(spec, _STORE)


def drawn_png(spec: dict) -> Path:
    """The same picture as PNG, made from that file."""
    return vega.stored(spec, _STORE, "png")


def _figure(figure: Frozen) -> Point:
    coverage = figure["coverage"]
    complete = coverage is None or coverage["present"] >= coverage["expected"]
    return Point(period(figure["period"]), number(figure["counted"]), complete and figure["comparable"])


def _point(row: Frozen) -> Point:
    return Point(period(row["period"]), number(row["value"]))
