"""The schedule as a Gantt chart in SVG: attributes and classes only, no inline style.

The texts are escaped here, one by one, and put together as plain strings: a plan has a thousand milestones,
and `format_html` would take longer than all the rest of the page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metropolis.ui.dates import long_date, short_date
from strategy.models import Action

from .gantt import AXIS, QUARTERS, ROW, USUAL, Axis, Band, arrows_of, bands_of, extent_of, plain, tops_of
from .schedule import Row

BAR = 14
DIAMOND = 6
DEFINITIONS = (
    '<defs><pattern id="gantt-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect class="gantt__hatch-paper" width="6" height="6"/>'
    '<rect class="gantt__hatch-line" width="2.5" height="6"/></pattern>'
    '<marker id="gantt-head" viewBox="0 0 6 6" refX="5" refY="3" markerWidth="6" markerHeight="6" '
    'orient="auto"><path class="gantt__head" d="M0 0 6 3 0 6z"/></marker></defs>'
)


@dataclass(frozen=True)
class Block:
    """A part of the picture and the labels beside it: rows with the addresses of their actions."""

    svg: SafeString
    labels: list[tuple[Row, str]]


@dataclass(frozen=True)
class Chart:
    """The picture in blocks. A wide one is made smaller on paper."""

    blocks: list[Block]
    is_wide: bool


def draw(rows: list[Row], years: tuple[int, int], *, today: date, address: Callable[[str], str]) -> Chart:
    """The chart; `address(code)` is that of the page of an action."""
    axis, arrows, tops = Axis.over(*years), arrows_of(Axis.over(*years), rows), tops_of(len(rows))
    labels = [(row, address(row.code)) for row in rows]
    blocks = []
    for band in bands_of(len(rows)):
        inside = slice(band.first, band.last)
        parts = [_opening(axis, band), "" if band.first else DEFINITIONS, _years(axis, band.top)]
        parts += [_line(axis, day, band) for day in axis.quarters]
        parts += [
            f'<path class="gantt__arrow" marker-end="url(#gantt-head)" d="{arrow.path}"/>'
            for arrow in arrows
            if band.touches(arrow.start, arrow.end)
        ]
        pairs = zip(labels[inside], tops[inside], strict=True)
        parts += [_row(axis, row, top, url) for (row, url), top in pairs]
        parts += [_today(axis, today, band), "</svg>"]
        blocks.append(Block(mark_safe("".join(parts)), labels[inside]))  # noqa: S308
    return Chart(blocks, axis.width > USUAL)


def sentence_of(row: Row) -> str:
    """The row in words: the name of its link, and what a pointer reads."""
    parts = [f"{row.code} {row.title}", row.span]
    if row.milestones:
        number = len(row.milestones)
        parts.append(ngettext("%(n)s milestone", "%(n)s milestones", number) % {"n": number})
    if row.waits_for:
        parts.append(_("waits for %(codes)s") % {"codes": ", ".join(row.waits_for)})
    return ", ".join(part for part in parts if part)


def _opening(axis: Axis, band: Band) -> str:
    title = _("Schedule %(first)s–%(last)s, rows %(from)s–%(until)s") % {
        "first": axis.first,
        "last": axis.last,
        "from": band.first + 1,
        "until": band.last,
    }
    words = _("Bars are actions, diamonds are milestones, arrows lead to the action that waits.")
    width, key = plain(axis.width), f"gantt-{band.first}"
    return (
        f'<svg class="gantt__svg" width="{width}" height="{band.height}" '
        f'viewBox="0 {band.top} {width} {band.height}" role="group" aria-labelledby="{key}-title" '
        f'aria-describedby="{key}-desc"><title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-desc">{escape(words)}</desc>'
    )


def _row(axis: Axis, row: Row, top: int, url: str) -> str:
    middle = top + ROW // 2
    diamonds = "".join(
        f'<path class="gantt__milestone" d="M{plain(axis.x(due))} {middle - DIAMOND}'
        f'l{DIAMOND} {DIAMOND}-{DIAMOND} {DIAMOND}-{DIAMOND}-{DIAMOND}z">'
        f"<title>{short_date(due)}: {escape(name)}</title></path>"
        for due, name in row.milestones
    )
    return (
        f'<a href="{escape(url)}" aria-label="{escape(sentence_of(row))}"><rect class="gantt__hit" x="1" '
        f'y="{top + 1}" width="{plain(axis.width - 2)}" height="{ROW - 2}"/>'
        f"{_bar(axis, row, top)}{diamonds}</a>"
    )


def _bar(axis: Axis, row: Row, top: int) -> str:
    extent = extent_of(axis, row)
    if extent is None:
        return ""
    left, right = extent
    return (
        f'<rect {_look(row)} x="{plain(left)}" y="{top + (ROW - BAR) // 2}" '
        f'width="{plain(right - left)}" height="{BAR}" rx="2"/>'
    )


def _look(row: Row) -> str:
    """The class of a bar; a pattern is named in an attribute, because it lies in this document."""
    if row.start is None or row.end is None:
        return 'class="gantt__bar gantt__bar--open"'
    if row.is_flagship:
        return 'class="gantt__bar gantt__bar--flagship"'
    if row.kind == Action.Kind.CONTINUOUS:
        return 'class="gantt__bar" fill="url(#gantt-hatch)"'
    return 'class="gantt__bar gantt__bar--plain"'


def _years(axis: Axis, top: int) -> str:
    """The years and quarters; hidden from a screen reader, which has the days in every row."""
    texts = []
    for day in axis.quarters:
        x = plain(axis.x(day) + 5)
        if day.month == 1:
            texts.append(f'<text class="gantt__year" x="{x}" y="{top + 17}">{day.year}</text>')
        texts.append(f'<text class="gantt__quarter" x="{x}" y="{top + 36}">{QUARTERS[day.month]}</text>')
    band = f'<rect class="gantt__band" y="{top}" width="{plain(axis.width)}" height="{AXIS}"/>'
    return f'<g aria-hidden="true">{band}{"".join(texts)}</g>'


def _line(axis: Axis, day: date, band: Band) -> str:
    look = "gantt__line gantt__line--year" if day.month == 1 else "gantt__line"
    return f'<path class="{look}" d="M{plain(axis.x(day))} {band.top}v{band.height}"/>'


def _today(axis: Axis, today: date, band: Band) -> str:
    if not axis.first <= today.year <= axis.last:
        return ""
    words = _("today, %(day)s") % {"day": long_date(today)}
    path = f"M{plain(axis.x(today))} {band.top}v{band.height}"
    return f'<path class="gantt__today" d="{path}"><title>{escape(words)}</title></path>'
