"""The sheets of the workbook on actions of adopted plans, their milestones and their money."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from monitoring.models import ProgressRevision
from monitoring.progress.standing import milestone_words

from .chapters.actions import place_name
from .frozen import Frozen
from .reader import Reader
from .sheet_parts import Column, Sheet, Value, day_of, number_of


def actions(reader: Reader) -> Sheet:
    """An action a row, with what the latest accepted report on it says."""
    columns = [
        Column(_("Code"), _("Code of the action."), 12),
        Column(pgettext("column", "Action"), _("Title of the action, as the adopted plan has it."), 60),
        Column(_("Plan"), _("Code of the action plan."), 12),
        Column(_("Version"), _("Number of the adopted version of the plan."), 12),
        Column(pgettext("column", "Led by"), _("Municipality or partner that leads the action."), 30),
        Column(_("Start"), _("First day of the action."), 12),
        Column(_("End"), _("Last day of the action."), 12),
        Column(pgettext("action", "Where it stands"), _("On the day of the data."), 22),
        Column(_("Report on"), _("Period of the latest accepted report; empty when there is none."), 12),
        Column(pgettext("action", "Stage"), _("As that report has it."), 22),
        Column(_("Done in per cent"), _("As that report has it."), 12),
        Column(_("What was done"), _("As that report has it."), 60),
        Column(_("What holds it back"), _("As that report has it."), 60),
        Column(_("Explanation"), _("Of figures that looked odd, from that report."), 60),
    ]
    rows = [_action(reader, action) for action in reader.actions]
    meaning = _("Actions of adopted plans, with their latest accepted reports.")
    return Sheet(pgettext("sheet", "Actions"), meaning, columns, rows, frozen=2)


def _action(reader: Reader, action: Frozen) -> list[Value]:
    return [
        action["code"],
        action["title"],
        action["plan"],
        _version(action.get("version")),
        reader.text(action["lead"]) if action["lead"] else None,
        day_of(action["start"]),
        day_of(action["end"]),
        place_name(action["place"]),
        *_report(action["report"]),
    ]


def _version(version: Frozen | None) -> Value:
    """Snapshots made before versions were named have none."""
    return number_of(str(version["adopted_number"])) if version else None


def _report(report: Frozen | None) -> list[Value]:
    if report is None:
        return [None] * 6
    texts = (report[name] or None for name in ("done", "blocks", "explanation"))
    stage = str(ProgressRevision.Stage(report["stage"]).label)
    return [report["period"], stage, number_of(str(report["percent"])), *texts]


def milestones(reader: Reader) -> Sheet:
    """A row for each milestone of each action."""
    columns = [
        Column(_("Code"), _("Code of the action."), 12),
        Column(pgettext("column", "Action"), _("Title of the action, as the adopted plan has it."), 60),
        Column(pgettext("column", "Milestone"), _("Name of the milestone, as the adopted plan has it."), 50),
        Column(pgettext("milestone", "Planned for"), _("As the adopted plan has it."), 14),
        Column(pgettext("milestone", "Now expected"), _("As the latest accepted report has it."), 14),
        Column(pgettext("milestones", "Reached"), _("As the latest accepted report has it."), 14),
        Column(_("State"), _("On the day of the data."), 40),
        Column(_("Note"), _("As the latest accepted report has it."), 60),
    ]
    rows: list[list[Value]] = [
        [action["code"], action["title"], *_milestone(one)]
        for action in reader.actions
        for one in action["milestones"]
    ]
    meaning = _("Milestones of the actions, with what the latest accepted reports say of them.")
    return Sheet(pgettext("sheet", "Milestones"), meaning, columns, rows, frozen=3)


def _milestone(one: Frozen) -> list[Value]:
    due, expected, reached = (day_of(one[name]) for name in ("due", "expected_on", "reached_on"))
    return [
        one["name"],
        due,
        expected,
        reached,
        milestone_words(one["place"], reached, expected),
        one["note"] or None,
    ]


def money(reader: Reader) -> Sheet:
    """A row for each action and source of money."""
    columns = [
        Column(_("Code"), _("Code of the action."), 12),
        Column(pgettext("column", "Action"), _("Title of the action, as the adopted plan has it."), 60),
        Column(_("Source of money"), _("Name of the source."), 40),
        Column(pgettext("money", "Needed"), _("What the plan needs from the source, in zlotys."), 16),
        Column(pgettext("money", "Secured"), _("What the plan has secured, in zlotys."), 16),
        Column(pgettext("money", "Spent"), _("What reports say was spent, in zlotys; empty: none says."), 16),
    ]
    rows: list[list[Value]] = [
        [
            action["code"],
            action["title"],
            reader.text(line["name"]),
            *(number_of(line[name], 2) for name in ("planned", "secured", "spent")),
        ]
        for action in reader.actions
        for line in action["money"]
    ]
    meaning = _("Money of the actions by source.")
    return Sheet(pgettext("sheet", "Money"), meaning, columns, rows, frozen=2)
