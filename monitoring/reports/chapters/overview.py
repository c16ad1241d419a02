"""The areas side by side, and every change since the baseline."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from metropolis.ui.numbers import format_decimal
from monitoring.reports import blocks
from monitoring.reports.blocks import Block, cell, column
from monitoring.reports.frozen import Frozen, period
from monitoring.reports.reader import Reader, moved

from .chapter import Chapter
from .indicator import change_text

ID = "overview"
TITLE = gettext_lazy("Areas and changes at a glance")


def chapters(reader: Reader) -> Iterable[Chapter]:
    """One chapter."""
    yield Chapter(ID, str(TITLE), [*reader.narrative(ID), *_areas(reader), *_changes(reader)])


def nothing_moved() -> str:
    """Why no change can be shown."""
    return _("No change can be shown: that takes values of at least two periods.")


def _areas(reader: Reader) -> list[Block]:
    columns = [
        column(_("Area"), width=5),
        column(_("Indicators"), number=True, width=2),
        column(_("With data"), number=True, width=2),
        column(_("With a target"), number=True, width=2),
        column(pgettext("change", "Desired direction"), number=True, width=2),
        column(pgettext("change", "Wrong direction"), number=True, width=2),
    ]
    rows = [_area_row(reader, area) for area in reader.areas]
    return [blocks.heading(_("Areas")), blocks.table(_("The areas at a glance"), columns, rows)]


def _area_row(reader: Reader, area: Frozen) -> list[blocks.Cell]:
    summary, indicators = reader.summary_of(area["code"]), reader.indicators_of(area["code"])
    counts = (summary["total"], summary["with_data"], summary["with_target"])
    ways = (len(moved(indicators, True)), len(moved(indicators, False)))
    return [
        cell(f"{area['roman']}. {reader.text(area['name'])}", strong=True),
        *(cell(format_decimal(count), area=area["code"]) for count in counts),
        *(cell(format_decimal(count), moves=area["code"]) for count in ways),
    ]


def _changes(reader: Reader) -> list[Block]:
    changed = [row for good in (True, False, None) for row in moved(reader.indicators, good)]
    title = blocks.heading(_("What has changed since the baseline"))
    if not changed:
        return [title, blocks.paragraph(nothing_moved())]
    columns = [
        column(_("Indicator"), width=7),
        column(_("Unit"), width=3),
        column(_("Starting value"), number=True, width=4),
        column(_("Latest value"), number=True, width=4),
        column(pgettext("column", "Change"), number=True, width=3),
        column(pgettext("column", "Direction"), width=3),
    ]
    caption = _("Changes since the baseline; without a baseline, since the first value")
    return [title, blocks.table(caption, columns, [_change_row(reader, row) for row in changed])]


def _change_row(reader: Reader, indicator: Frozen) -> list[blocks.Cell]:
    trend, measured = indicator["trend"], {figure["period"] for figure in indicator["figures"]}

    def reading(end: Frozen) -> blocks.Cell:
        text = f"{reader.number(indicator, end['value'])} ({period(end['period']).label})"
        # A baseline need not have been measured in the portal: then the page of the indicator tells of it.
        when = end["period"] if end["period"] in measured else ""
        return cell(text, indicator=indicator["code"], period=when)

    return [
        cell(reader.called(indicator), indicator=indicator["code"]),
        cell(reader.text(indicator["unit"])),
        reading(trend["since"]),
        reading(trend["until"]),
        cell(change_text(reader, indicator), strong=True, indicator=indicator["code"]),
        cell(_direction_word(trend["good"], trend["course"]), quiet=trend["good"] is None),
    ]


def _direction_word(good: bool | None, course: str) -> str:
    if good is None:
        return _("no change") if course == "flat" else _("not judged")
    return pgettext("change", "desired") if good else pgettext("change", "wrong")
