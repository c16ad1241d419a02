"""The sheet of the workbook on what forums and bodies did in the period."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forums.models import Opinion

from .frozen import Frozen
from .reader import Reader
from .sheet_parts import Column, Number, Sheet, Value, day_of, number_of


def work(reader: Reader) -> Sheet:
    """A consultation, opinion, resolution or adopted version a row, day by day."""
    columns = [
        Column(_("Day"), _("When it was done; a consultation: when it was opened."), 12),
        Column(_("Area"), _("Area of the strategy."), 34),
        Column(_("Plan"), _("Name of the action plan."), 60),
        Column(_("Kind"), _("What kind of work it was."), 20),
        Column(_("Body"), _("Who gave the opinion or passed the resolution."), 40),
        Column(_("Opinion"), _("What the opinion was."), 24),
        Column(_("Number of the resolution"), _("As the body gave it."), 16),
        Column(_("Resolution as a file"), _("Address of the document"), 40),
        Column(_("Version of the plan"), _("Number of the adopted version."), 12),
        Column(_("Consultation until"), _("Last day of the consultation"), 14),
        Column(_("Answers"), _("How many teams answered in the consultation."), 12),
        Column(_("Answers with remarks"), _("How many of them had remarks."), 12),
    ]
    areas = {area["code"]: f"{area['roman']}. {reader.text(area['name'])}" for area in reader.areas}
    rows = [_row(reader, kind, row, areas) for kind, row in reader.work_in_order()]
    meaning = _("What forums and bodies did in the period with action plans that were adopted.")
    return Sheet(pgettext("sheet", "Work of forums"), meaning, columns, rows)


def _row(reader: Reader, kind: str, row: Frozen, areas: dict[str, str]) -> list[Value]:
    """What does not belong to a kind of work is an empty cell."""
    body, verdict = row.get("body"), row.get("verdict")
    version = row["number"] if kind == "versions" else None
    return [
        day_of(row["day"]),
        areas.get(row["area"]),
        reader.text(row["name"]),
        _kind(kind),
        reader.text(body) if body else None,
        str(Opinion.Verdict(verdict).label) if verdict else None,
        row["number"] if kind == "resolutions" else None,
        row.get("url") or None,
        Number(Decimal(version), grouped=False) if version else None,
        day_of(row.get("deadline")),
        *(_count(row.get(name)) for name in ("answers", "with_remarks")),
    ]


def _kind(kind: str) -> str:
    return {
        "consultations": _("consultation"),
        "opinions": _("opinion"),
        "resolutions": _("resolution"),
        "versions": pgettext("work on a plan", "adopted version"),
    }[kind]


def _count(count: int | None) -> Number | None:
    return None if count is None else number_of(str(count))
