"""The charts of the workbook: native ones, drawn by Excel from the sheets of data. Plain data alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from monitoring.charts import palette
from monitoring.status.rules import Status

from .reader import Reader
from .sheets import Data, Sheet

# The colours of statuses as fills, as in the PDF; three kinds of "not judged" are told apart by their shade.
FILLS = {
    Status.ACHIEVED: "#1B6B3A",
    Status.ON_TRACK: "#5F9E77",
    Status.AT_RISK: "#E0A72E",
    Status.OFF_TRACK: "#A3201D",
    Status.NO_DATA: "#B9BFC5",
    Status.NOT_DUE: "#D5D8DB",
    Status.NO_TARGET: "#E8EAEC",
}
# Columns of the sheet of areas before those of the statuses, and of the sheet of the metropolis.
_AREA_COUNTS = (1, 2, 3)
_COVERAGE_COLOURS = ("#A9C8E1", "#0C4A7D", "#E0A72E")


@dataclass(frozen=True)
class Range:
    """Cells of one column, rows counted from 0 at the head."""

    first: int
    last: int
    column: int


@dataclass(frozen=True)
class Series:
    """The values of one colour, named by the head of their column or by `name`."""

    values: Range
    colour: str
    name: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart: `line`, or `bar` with bars in a row. `alt` says in words what it shows."""

    kind: str
    title: str
    alt: str
    sheet: str
    categories: Range
    series: Sequence[Series]
    stacked: bool = False
    number_format: str = "#,##0"


def charts_of(reader: Reader, data: Data) -> list[Chart]:
    """The areas first, then the history of every indicator that has one."""
    return [*_of_areas(reader, data.areas), *_histories(reader, data.metropolis)]


def _of_areas(reader: Reader, sheet: Sheet) -> Iterator[Chart]:
    count = len(sheet.rows)
    if not count:
        return
    names = Range(1, count, 0)
    series = [Series(Range(1, count, column), colour)
              for column, colour in zip(_AREA_COUNTS, _COVERAGE_COLOURS, strict=True)]  # fmt: skip
    title = _("Indicators, data and targets by area")
    yield Chart("bar", title, title, sheet.name, names, series)
    if not reader.summary_of(None)["with_target"]:
        return
    first = max(_AREA_COUNTS) + 1
    series = [Series(Range(1, count, first + place), FILLS[status]) for place, status in enumerate(Status)]
    title = _("Statuses of indicators by area")
    yield Chart("bar", title, title, sheet.name, names, series, stacked=True)


def _histories(reader: Reader, sheet: Sheet) -> Iterator[Chart]:
    """The rows of an indicator stand together, in the order of its periods."""
    periods, values, row = sheet.place("period"), sheet.place("value"), 1
    for indicator in reader.indicators:
        count = len(indicator["figures"])
        if count > 1:
            yield Chart(
                "line",
                f"{indicator['code']} {reader.text(indicator['name'])} ({reader.text(indicator['unit'])})",
                " ".join(indicator["sentences"][reader.language]),
                sheet.name,
                Range(row, row + count - 1, periods),
                [
                    Series(
                        Range(row, row + count - 1, values),
                        palette.area_colour(indicator["area_order"]),
                        pgettext("sheet", "Metropolis"),
                    )
                ],
                number_format="#,##0"
                + ("." + "0" * indicator["precision"] if indicator["precision"] else ""),
            )
        row += count


def _shape(places: int) -> str:
    return "#,##0" + ("." + "0" * places if places else "")
