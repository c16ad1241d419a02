"""The values of one indicator as files: the same numbers as on its page, safe to open in Excel."""

import datetime
import io
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from decimal import Decimal

import xlsxwriter
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from metropolis.rest.tables import BOM, safe_cell
from metropolis.ui.dates import long_date
from metropolis.ui.numbers import format_decimal
from monitoring.status.series import read_series
from strategy.models import Indicator, Municipality

from .figures import figure_basis


@dataclass(frozen=True)
class Record:
    """One value of the file."""

    period: str
    place: str
    teryt: str
    value: Decimal
    basis: str
    source: str
    note: str


def columns() -> list[str]:
    """The heads of the columns, in the order of `Record`."""
    return [_("Period"), _("Place"), "TERYT", _("Value"), _("Basis"), _("Source"), _("Note")]


def records(indicator: Indicator, as_of: datetime.date | None = None) -> list[Record]:
    """Metropolitan figures, then the municipalities in Polish order; each in order of time."""
    series = read_series([indicator], as_of=as_of)[indicator.pk]
    metropolis = _("Metropolis")
    rows = [
        Record(
            figure.period.code,
            metropolis,
            "",
            figure.value,
            figure_basis(figure),
            figure.reported.source if figure.reported else "",
            figure.reported.note if figure.reported else "",
        )
        for figure in series.figures
    ]
    for one in Municipality.objects.filter(pk__in=series.municipal):
        rows += [
            Record(
                point.period.code, one.name, one.teryt, point.value, _("reported"), point.source, point.note
            )
            for point in series.municipal[one.pk]
        ]
    return rows


def as_csv(indicator: Indicator, as_of: datetime.date | None = None) -> Iterator[str]:
    """Lines of a CSV for Excel: `;` and decimal comma in Polish, `,` and point in English."""
    separator = ";" if get_language() == "pl" else ","
    yield BOM + separator.join(columns()) + "\r\n"
    for record in records(indicator, as_of):
        number = format_decimal(record.value, indicator.precision).replace("\u00a0", "").replace("−", "-")
        if separator == ",":
            number = number.replace(",", "")
        cells = [number if cell is record.value else _quoted(safe_cell(cell)) for cell in astuple(record)]
        yield separator.join(cells) + "\r\n"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if text else ""


def as_xlsx(indicator: Indicator, as_of: datetime.date | None = None) -> bytes:
    """A workbook: the first sheet says what it is and whose the data are, the second holds them."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    number = book.add_format(
        {"num_format": "#,##0" + (f".{'0' * indicator.precision}" if indicator.precision else "")}
    )
    _about(book, indicator, head, as_of)
    sheet = book.add_worksheet(_("Data"))
    for column, name in enumerate(columns()):
        sheet.write_string(0, column, name, head)
    rows = records(indicator, as_of)
    for line, record in enumerate(rows, start=1):
        for column, cell in enumerate(astuple(record)):
            if cell is record.value:
                sheet.write_number(line, column, round(record.value, indicator.precision), number)
            else:
                sheet.write_string(line, column, cell)
    sheet.set_column(0, 3, 14)
    sheet.set_column(4, 6, 38)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns()) - 1)
    book.close()
    return file.getvalue()


def _about(book, indicator: Indicator, head, as_of: datetime.date | None) -> None:
    sheet = book.add_worksheet(_("About"))
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    facts = [
        (_("Indicator"), f"{indicator.code} {indicator.name}"),
        (_("Unit"), indicator.unit),
        (_("Source of the data"), indicator.data_source),
        (_("Metropolitan figure"), indicator.get_aggregation_display()),
        (_("Made on"), long_date(timezone.localdate())),
        (
            _("Column “Basis”"),
            _("Whether the value was reported, or computed from the municipalities and from how many."),
        ),
        (_("Missing values"), _("A place without a row has no verified value. Missing is not zero.")),
    ]
    if as_of:
        known = _("What was known and published by the end of this day; definitions are today’s.")
        facts.append((_("Data as of"), f"{long_date(as_of)}. {known}"))
    for line, (term, text) in enumerate(facts):
        sheet.write_string(line, 0, str(term), head)
        sheet.write_string(line, 1, str(text), wrap)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 80)
