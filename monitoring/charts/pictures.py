"""Which pictures an indicator has, from its series; each with an address of its own.

The name of a picture holds the fingerprint of its data, look and language, so that it may be kept for ever.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from metropolis.ui import vega
from monitoring.status.figures import Figure, Series
from monitoring.status.forecast import Forecast
from monitoring.status.forecasts import forecast_for
from monitoring.status.sentences import standing_text
from strategy.indicators.periods import Period
from strategy.models import Indicator
from strategy.municipalities.limits import MOST_MUNICIPALITIES

from . import palette, words
from .bands import Span
from .lines import NARROW, WIDE, Line, Point, line_layout, starts_at_zero
from .multiples import Multiples, multiples_layout
from .ranking import Ranking, ranking_layout

# What comes before the fingerprint in the name of a picture: kind and width.
LINE, RANKING, MULTIPLES = "line", "ranking", "multiples"
WIDTHS = {"wide": WIDE.width, "narrow": NARROW.width}
KINDS = tuple(f"{kind}-{width}" for kind in (LINE, RANKING, MULTIPLES) for width in WIDTHS)

Names = Mapping[int, str]


@dataclass(frozen=True)
class Picture:
    """What a page needs to show a chart: two widths of one picture, and the words beside it."""

    kind: str
    src: str
    width: int
    height: int
    narrow_src: str
    narrow_width: int
    narrow_height: int
    title: str
    sentence: str


def metropolitan_picture(series: Series) -> Picture | None:
    """The line of the metropolis; None while there is less than a change or a target to show."""
    return _picture(LINE, series, {})


def ranking_picture(series: Series, names: Names) -> Picture | None:
    """The municipalities in the latest period. `names`: all members by id, in order of the list."""
    return _picture(RANKING, series, names)


def multiples_picture(series: Series, names: Names) -> Picture | None:
    """A small line for each municipality; None before there are two periods."""
    return _picture(MULTIPLES, series, names)


def chart_url(indicator: Indicator, series: Series, language: str | None = None) -> str | None:
    """The address of the indicator's main chart (language: the active one); None with nothing to draw."""
    with override(language or get_language()):
        spec = specification_of(f"{LINE}-wide", series, {})
        return None if spec is None else _address(indicator, f"{LINE}-wide", spec)


def specification_of(name: str, series: Series, names: Names) -> dict | None:
    """The Vega-Lite specification of one of `KINDS`, in the active language."""
    kind, _dash, width = name.rpartition("-")
    drawn = _DRAWN[kind](series, names, width)
    if drawn is None:
        return None
    layout, title, sentence = drawn
    return vega.specification(layout, title=title, description=sentence, language=get_language() or "pl")


def size_of(spec: dict) -> tuple[int, int]:
    """The size in pixels that the picture will have."""
    padding = spec.get("padding", {})
    return (
        spec["width"] + padding.get("left", 0) + padding.get("right", 0),
        spec["height"] + padding.get("top", 0) + padding.get("bottom", 0),
    )


def line_of(series: Series) -> Line | None:
    """The line of the metropolis as numbers; None while there is nothing to compare."""
    indicator = series.indicator
    points = [_point(figure) for figure in series.figures]
    path = [Point(reading.period, reading.value) for reading in series.path]
    if len(points) < 2 and not path:
        return None
    yardstick = series.standing.yardstick
    baseline = yardstick.baseline if yardstick else None
    return Line(
        points=points,
        frequency=indicator.frequency,
        unit=indicator.unit,
        precision=indicator.precision,
        name=_("Metropolis"),
        colour=_colour(indicator),
        baseline=Point(baseline.period, baseline.value) if baseline and points else None,
        path=path,
        band=_band(series),
    )


def _band(series: Series) -> tuple[Span, ...]:
    """The interval of the forecast at the target; nothing while there is none for just these numbers."""
    found = forecast_for(series.standing)
    return (Span(found.target.period, found.low, found.high),) if isinstance(found, Forecast) else ()


def _point(figure: Figure) -> Point:
    complete = figure.coverage is None or figure.coverage.is_complete
    return Point(figure.period, figure.counted, complete and figure.is_comparable)


def _colour(indicator: Indicator) -> str:
    return palette.area_colour(indicator.area.order if indicator.area else None)


def _drawn_line(series: Series, _names: Names, width: str):
    line = line_of(series)
    if line is None:
        return None
    indicator = series.indicator
    sentence = standing_text(series.standing, unit=indicator.unit, precision=indicator.precision)
    if not starts_at_zero(line):
        sentence = f"{sentence} {words.not_from_zero()}"
    return line_layout(line, WIDE if width == "wide" else NARROW), indicator.name, sentence


def _drawn_ranking(series: Series, names: Names, width: str):
    period = series.standing.data_period
    values = series.municipal_in(period) if period else {}
    if len(values) < 2 or len(names) > MOST_MUNICIPALITIES:
        return None
    known = {pk: values[pk].value if pk in values else None for pk in names}
    order = sorted(known, key=lambda pk: (known[pk] is None, -(known[pk] or 0)))
    indicator = series.indicator
    ranking = Ranking(
        rows=[(names[pk], known[pk]) for pk in order],
        unit=indicator.unit,
        precision=indicator.precision,
        colour=_colour(indicator),
        reference=_reference(series, period, known),
    )
    title = _("%(name)s: municipalities, %(period)s") % {"name": indicator.name, "period": period.label}
    return ranking_layout(ranking, WIDTHS[width]), title, words.ranking_sentence(ranking, period)


def _reference(series: Series, period: Period, known: Mapping[int, Decimal | None]) -> Decimal | None:
    """The figure of the metropolis, where it is one to compare a municipality with."""
    if series.indicator.aggregation in words.TOTALS:
        return None
    values = [value for value in known.values() if value is not None]
    figure = next((figure for figure in series.figures if figure.period == period), None)
    return figure.value if figure and min(values) <= figure.value <= max(values) else None


def _drawn_multiples(series: Series, names: Names, width: str):
    periods = {point.period for points in series.municipal.values() for point in points}
    if len(periods) < 2 or len(names) > MOST_MUNICIPALITIES:
        return None
    indicator = series.indicator
    multiples = Multiples(
        series={
            name: [(point.period, point.value) for point in series.municipal.get(pk, ())]
            for pk, name in names.items()
        },
        frequency=indicator.frequency,
        precision=indicator.precision,
        colour=_colour(indicator),
    )
    span = {"first": min(periods).label, "last": max(periods).label}
    title = _("%(name)s: each municipality, %(first)s–%(last)s") % {"name": indicator.name, **span}
    return multiples_layout(multiples, WIDTHS[width]), title, words.multiples_sentence(multiples)


_DRAWN = {LINE: _drawn_line, RANKING: _drawn_ranking, MULTIPLES: _drawn_multiples}


def _picture(kind: str, series: Series, names: Names) -> Picture | None:
    wide = specification_of(f"{kind}-wide", series, names)
    narrow = specification_of(f"{kind}-narrow", series, names)
    if wide is None or narrow is None:
        return None
    indicator = series.indicator
    (width, height), (narrow_width, narrow_height) = size_of(wide), size_of(narrow)
    return Picture(
        kind=kind,
        src=_address(indicator, f"{kind}-wide", wide),
        width=width,
        height=height,
        narrow_src=_address(indicator, f"{kind}-narrow", narrow),
        narrow_width=narrow_width,
        narrow_height=narrow_height,
        title=wide["usermeta"]["title"],
        sentence=wide["usermeta"]["description"],
    )


def _address(indicator: Indicator, name: str, spec: dict) -> str:
    return reverse("indicator_chart", args=[indicator.code, f"{name}-{vega.fingerprint(spec)}"])
