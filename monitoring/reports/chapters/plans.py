"""The action plans, with the states that are known."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from monitoring.reports import blocks
from monitoring.reports.blocks import cell, column
from monitoring.reports.frozen import Frozen
from monitoring.reports.notes import Notes
from monitoring.reports.reader import Reader
from strategy.models import ActionPlan

from .chapter import Chapter
from .wording import of

ID = "plans"
TITLE = gettext_lazy("Action plans")


def chapters(reader: Reader) -> Iterable[Chapter]:
    """One chapter."""
    plans, notes = reader.content["plans"], Notes()
    parts = [blocks.lead(_lead(plans)), *reader.narrative(ID)]
    if plans:
        parts.append(_table(reader, plans, notes))
    yield Chapter(ID, str(TITLE), parts).with_notes(notes)


def _lead(plans: list[Frozen]) -> str:
    if not plans:
        return _("No action plans are known yet.")
    known = sum(bool(plan["state"]) for plan in plans)
    count = ngettext("%(count)s action plan is known.", "%(count)s action plans are known.", len(plans)) % {
        "count": len(plans)
    }
    return f"{count} " + _("Plans whose state is known: %(part)s.") % {"part": of(known, len(plans))}


def _table(reader: Reader, plans: list[Frozen], notes: Notes) -> blocks.Block:
    areas = {area["code"]: area for area in reader.areas}
    columns = [
        column(_("Area"), width=4),
        column(_("Plan"), width=7),
        column(_("Years")),
        column(_("State"), width=4),
    ]
    rows = [
        [
            cell(f"{areas[plan['area']]['roman']}. {reader.text(areas[plan['area']]['name'])}"),
            cell(
                reader.text(plan["name"]),
                strong=True,
                marks=[*notes.provenance(plan["provenance"]), *notes.mark(reader.text(plan["note"]))],
            ),
            _years(plan),
            _state(reader, plan, notes),
        ]
        for plan in plans
    ]
    return blocks.table(_("Action plans and their states"), columns, rows)


def _years(plan: Frozen) -> blocks.Cell:
    years = [str(year) for year in (plan["period_start"], plan["period_end"]) if year]
    return cell("–".join(years)) if years else cell(_("not known"), quiet=True)


def _state(reader: Reader, plan: Frozen, notes: Notes) -> blocks.Cell:
    marks = notes.mark(reader.text(plan["state_note"]))
    if not plan["state"]:
        return cell(_("not known from public sources"), quiet=True, marks=marks)
    return cell(str(ActionPlan.State(plan["state"]).label), marks=marks)
