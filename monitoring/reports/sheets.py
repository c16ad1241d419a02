"""What the sheets of the workbook hold: plain rows, no library of workbooks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from monitoring.status.rules import Status
from strategy.indicators.periods import Frequency
from strategy.models import ActionPlan, Indicator
from strategy.provenance import Confidence

from . import action_sheets, forum_sheets
from .chapters.indicator import sentences
from .chapters.values import where_values_stand
from .document import Document
from .frozen import Frozen, period
from .prose import lines_of
from .reader import Reader
from .sheet_parts import Column, Number, Sheet, Value, day_of, number_of


@dataclass(frozen=True)
class Data:
    """All sheets of data; from actions on, they are shown where there is anything in them."""

    indicators: Sheet
    metropolis: Sheet
    values: Sheet
    areas: Sheet
    plans: Sheet
    actions: Sheet
    milestones: Sheet
    money: Sheet
    work: Sheet
    comments: Sheet

    @property
    def shown(self) -> list[Sheet]:
        """The sheets in order."""
        sheets = [self.indicators, self.metropolis, self.values, self.areas, self.plans]
        told = (self.actions, self.milestones, self.money, self.work, self.comments)
        return [*sheets, *(one for one in told if one.rows)]


def data_of(reader: Reader, document: Document) -> Data:
    """What the snapshot and the comments make."""
    return Data(
        _indicators(reader), _metropolis(reader), _values(reader), _areas(reader), _plans(reader),
        action_sheets.actions(reader), action_sheets.milestones(reader), action_sheets.money(reader),
        forum_sheets.work(reader), _comments(document),
    )  # fmt: skip


def charts_sheet() -> str:
    """The name of the sheet with the charts."""
    return pgettext("sheet", "Charts")


def guide(document: Document, data: Sequence[Sheet], *, has_charts: bool) -> list[tuple[str, str]]:
    """The lines of the first sheet: the report, how to read it, every sheet and column."""
    lines = [
        (_("Association"), document.association),
        (_("Strategy"), document.metropolis),
        (_("Period"), document.period),
        (_("Data as of"), document.as_of),
        (_("Missing values"), _("An empty cell means that there is no data. It never means zero.")),
        (_("Sources"), _("The source of each value stands beside it in the sheet with all values.")),
        (_("Filters"), _("Every sheet of data has filters in its first row, which stays in view.")),
        *([(charts_sheet(), _("Charts that Excel draws from the sheets of data."))] if has_charts else []),
        ("", ""),
    ]
    for sheet in data:
        lines.append((sheet.name, sheet.meaning))
        lines += [(f"   {column.label}", column.meaning) for column in sheet.columns]
        lines.append(("", ""))
    return lines


def _plain_number(value: int) -> Number:
    return Number(Decimal(value), grouped=False)


def _end(code: str) -> date:
    """The last day of a period: by it, periods of all frequencies can be sorted and filtered."""
    return period(code).end


def _indicators(reader: Reader) -> Sheet:
    columns = [
        Column(_("Code"), _("Code of the indicator; it never changes."), 8),
        Column(_("Indicator"), _("Name of the indicator."), 50),
        Column(_("Area"), _("Area of the strategy; empty for general indicators."), 28),
        Column(_("Unit"), _("Unit of all values of the indicator.")),
        Column(_("Frequency"), _("How often it is measured."), 16),
        Column(_("Desired direction"), _("Which change is good."), 20),
        Column(_("Supplied by"), _("Who owes the values."), 22),
        Column(_("Source of the data"), _("Where the supplier takes them from."), 28),
        Column(_("Baseline period"), _("From when changes are counted."), 12),
        Column(_("Baseline"), _("The value from which changes are counted.")),
        Column(_("Latest period"), _("Period of the latest figure of the metropolis."), 12),
        Column(_("Latest value"), _("Latest figure of the metropolis.")),
        Column(_("Target period"), _("By when the target is to be reached."), 12),
        Column(_("Target"), _("What is to be reached.")),
        Column(_("Status"), _("How the indicator stands; without a target there is no judgement."), 24),
        Column(_("In words"), _("The sentences of the report about this indicator."), 80),
    ]
    areas = {area["code"]: f"{area['roman']}. {reader.text(area['name'])}" for area in reader.areas}
    rows = [_indicator_row(reader, row, areas) for row in reader.indicators]
    meaning = _("One row for each indicator: definition, baseline, latest value, target, status.")
    return Sheet(_("Indicators"), meaning, columns, rows, frozen=2)


def _indicator_row(reader: Reader, row: Frozen, areas: dict[str, str]) -> list[Value]:
    baseline = row["baseline"] or {"period": None, "value": None}
    target = row["targets"][-1] if row["targets"] else {"period": None, "value": None}
    latest = row["figures"][-1] if row["figures"] else {"period": None, "counted": None}
    places = row["precision"]
    return [
        row["code"],
        reader.text(row["name"]),
        areas.get(row["area"]),
        reader.text(row["unit"]),
        str(Frequency(row["frequency"]).label),
        str(Indicator.Direction(row["direction"]).label),
        str(Indicator.Supplier(row["supplier"]).label),
        reader.text(row["data_source"]) or None,
        baseline["period"],
        number_of(baseline["value"], places),
        latest["period"],
        number_of(latest["counted"], places),
        target["period"],
        number_of(target["value"], places),
        str(Status(row["status"]["code"]).label),
        sentences(reader, row),
    ]


def _metropolis(reader: Reader) -> Sheet:
    columns = [
        Column(_("Code"), _("Code of the indicator."), 8),
        Column(_("Indicator"), _("Name of the indicator."), 50),
        Column(_("Unit"), _("Unit of the value.")),
        Column(_("Period"), _("Period as 2024, 2024-H1, 2024-Q3 or 2024-07."), 10, "period"),
        Column(_("End of the period"), _("Last day of the period, as a date."), 12),
        Column(_("Value"), _("Figure of the whole metropolis."), 16, "value"),
        Column(_("Basis"), _("Reported for the whole metropolis, or computed from municipalities."), 16),
        Column(
            _("Municipalities with data"), _("In a computed figure: how many municipalities are in it."), 16
        ),
        Column(_("Municipalities asked"), _("In a computed figure: how many should be in it."), 16),
    ]
    words = {"reported": _("reported"), "computed": _("computed")}
    rows: list[list[Value]] = []
    for row in reader.indicators:
        for figure in row["figures"]:
            coverage = figure["coverage"]
            rows.append(
                [
                    row["code"],
                    reader.text(row["name"]),
                    reader.text(row["unit"]),
                    figure["period"],
                    _end(figure["period"]),
                    number_of(figure["counted"], row["precision"]),
                    words[figure["basis"]],
                    Number(Decimal(coverage["present"])) if coverage else None,
                    Number(Decimal(coverage["expected"])) if coverage else None,
                ]
            )
    meaning = _("The figures of the whole metropolis, period by period: the numbers of the charts.")
    return Sheet(pgettext("sheet", "Metropolis"), meaning, columns, rows, frozen=2)


def _values(reader: Reader) -> Sheet:
    columns = [
        Column(_("Number"), _("Number of the value in the portal, under which its history is kept."), 10),
        Column(_("Code"), _("Code of the indicator."), 8),
        Column(_("Indicator"), _("Name of the indicator."), 50),
        Column(_("Municipality"), _("Municipality; empty for a value of the whole metropolis."), 26),
        Column("TERYT", _("Register code of the municipality."), 10),
        Column(_("Period"), _("Period as 2024, 2024-H1, 2024-Q3 or 2024-07."), 10),
        Column(_("End of the period"), _("Last day of the period, as a date."), 12),
        Column(_("Value"), _("The verified value."), 16),
        Column(_("Unit"), _("Unit of the value.")),
        Column(_("Source"), _("Source named with the value."), 50),
        Column(_("Confidence"), _("How sure the editors are of the value."), 12),
        Column(_("Entered by"), _("Function of the author; no names of people."), 40),
        Column(
            _("Verified by"), _("Function of whoever verified it; empty where nobody did in the portal."), 40
        ),
        Column(_("Verified on"), _("Day on which the value was verified."), 12),
        Column(_("Published"), _("Day on which the value became public."), 12),
        Column(_("Revision"), _("1 for the first; higher after corrections."), 10),
        Column(_("Note"), _("Note and explanation that came with the value."), 60),
    ]
    codes = {row["slug"]: row["teryt"] for row in reader.content["municipalities"]}
    rows = [_value_row(reader, row, value, codes) for row in reader.indicators for value in row["values"]]
    meaning = _("Every verified value that the report uses, with its origin.")
    if not reader.holds_municipal_values:
        meaning = where_values_stand(reader)
    return Sheet(_("All values"), meaning, columns, rows, frozen=3)


def _value_row(reader: Reader, row: Frozen, value: Frozen, codes: dict[str, str]) -> list[Value]:
    slug = value["municipality"]
    return [
        _plain_number(value["id"]),
        row["code"],
        reader.text(row["name"]),
        reader.municipalities.get(slug, slug) if slug else None,
        codes.get(slug) if slug else None,
        value["period"],
        _end(value["period"]),
        number_of(value["value"], row["precision"]),
        reader.text(row["unit"]),
        value["source"] or None,
        str(Confidence(value["confidence"]).label) if value["confidence"] else None,
        reader.name_of_author(value["author"]),
        reader.name_of_approver(value.get("approver")) or None,
        day_of(value.get("verified_on")),
        day_of(value["published_on"]),
        Number(Decimal(value["revision"])),
        " ".join(text for text in (value["explanation"], value["note"]) if text) or None,
    ]


def _areas(reader: Reader) -> Sheet:
    columns = [
        Column(_("Area"), _("Area of the strategy."), 34),
        Column(_("Indicators"), _("How many indicators the area has.")),
        Column(_("With data"), _("Indicators with at least one verified value.")),
        Column(_("With a target"), _("Indicators with a target.")),
        *(Column(str(status.label), _("Indicators with this status."), 16) for status in Status),
    ]
    rows = []
    for area in reader.areas:
        summary = reader.summary_of(area["code"])
        counts = [summary["total"], summary["with_data"], summary["with_target"]]
        counts += [summary["counts"][status.value] for status in Status]
        name = f"{area['roman']}. {reader.text(area['name'])}"
        rows.append([name, *(Number(Decimal(count)) for count in counts)])
    return Sheet(_("Areas"), _("The areas with the counts of their indicators."), columns, rows)


def _plans(reader: Reader) -> Sheet:
    columns = [
        Column(_("Area"), _("Area of the strategy."), 34),
        Column(_("Plan"), _("Name of the action plan."), 80),
        Column(_("From year"), _("First year of the plan; empty when not known."), 10),
        Column(_("Until year"), _("Last year of the plan; empty when not known."), 10),
        Column(_("State"), _("How far the plan is; empty when public sources do not say."), 22),
    ]
    areas = {area["code"]: f"{area['roman']}. {reader.text(area['name'])}" for area in reader.areas}
    rows: list[list[Value]] = [
        [
            areas[plan["area"]],
            reader.text(plan["name"]),
            _plain_number(plan["period_start"]) if plan["period_start"] else None,
            _plain_number(plan["period_end"]) if plan["period_end"] else None,
            str(ActionPlan.State(plan["state"]).label) if plan["state"] else None,
        ]
        for plan in reader.content["plans"]
    ]
    return Sheet(_("Action plans"), _("The action plans and their states."), columns, rows)


def _comments(document: Document) -> Sheet:
    columns = [
        Column(_("Chapter"), _("Chapter of the report."), 34),
        Column(_("Written by"), _("In whose name it is written."), 30),
        Column(_("Text"), _("The comment, a row for each paragraph."), 100),
    ]
    rows = [
        [chapter.title, block["label"], line]
        for chapter in document.chapters
        for block in chapter.blocks
        if block["kind"] == "narrative"
        for line in lines_of(block["parts"])
    ]
    meaning = _("What people have written in the report, chapter by chapter.")
    return Sheet(pgettext("sheet", "Comments"), meaning, columns, rows)
