"""Every value that the report quotes, with its origin. The workbook lists them one by one."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from metropolis.ui.dates import short_date
from metropolis.ui.numbers import format_decimal
from monitoring.reports import blocks
from monitoring.reports.blocks import cell, column
from monitoring.reports.frozen import Frozen, period
from monitoring.reports.reader import Reader

from .chapter import Chapter

ID = "values"
TITLE = gettext_lazy("Annex B. Where the values come from")
MOST_RUNS = 5
_NUMBERED = gettext_lazy("Each value has a number, under which the portal keeps its history.")


def chapters(reader: Reader) -> Iterable[Chapter]:
    """One chapter."""
    rows = [row for indicator in reader.indicators for row in _rows(reader, indicator)]
    where = where_values_stand(reader)
    if not rows:
        nothing = _("The report holds no values.") if reader.holds_municipal_values else where
        yield Chapter(ID, str(TITLE), [blocks.lead(nothing)])
        return
    columns = [
        column(_("Code")),
        column(_("Periods")),
        column(_("Values"), number=True),
        column(_("Source"), width=7),
        column(_("Entered by"), width=4),
        column(_("Verified by"), width=4),
        column(_("Published")),
        column(_("Numbers of the values"), width=3),
    ]
    table = blocks.table(_("Values by source"), columns, rows)
    yield Chapter(ID, str(TITLE), [blocks.paragraph(f"{_NUMBERED} {where}"), table])


def where_values_stand(reader: Reader) -> str:
    """Where single values are found."""
    if reader.holds_municipal_values:
        return _(
            "Every single value, with its municipality and note, stands in the workbook and in the snapshot "
            "of this report."
        )
    return _(
        "The values of single municipalities are too many for a report: they stand in the open data of the "
        "portal. All figures of this report are computed from them."
    )


def _rows(reader: Reader, indicator: Frozen) -> Iterable[list[blocks.Cell]]:
    """One row for each source, author, approver and day of publication."""

    def key(value: Frozen) -> tuple:
        approver = value.get("approver") or ""
        return value["source"], value["author"], approver, value["published_on"] or ""

    for (source, author, approver, day), group in groupby(sorted(indicator["values"], key=key), key):
        values = list(group)
        yield [
            cell(indicator["code"], strong=True, indicator=indicator["code"]),
            cell(_periods(values)),
            cell(format_decimal(len(values))),
            cell(source) if source else cell(_("not given"), quiet=True),
            cell(reader.name_of_author(author)),
            cell(reader.name_of_approver(approver)) if approver else cell(_("not recorded"), quiet=True),
            cell(short_date(date.fromisoformat(day))) if day else cell(_("not known"), quiet=True),
            cell(_ranges([value["id"] for value in values])),
        ]


def _periods(values: list[Frozen]) -> str:
    codes = sorted({value["period"] for value in values})
    first, last = period(codes[0]).label, period(codes[-1]).label
    return first if first == last else f"{first}–{last}"


def _ranges(numbers: list[int]) -> str:
    """`3, 7–21`; of numbers that lie apart the first ones, since nobody reads a hundred in a cell."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown, left = runs[:MOST_RUNS], sum(len(run) for run in runs[MOST_RUNS:])
    text = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in shown)
    return _("%(shown)s and %(left)s more in the workbook") % {"shown": text, "left": left} if left else text
