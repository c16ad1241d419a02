"""A chapter for each area: its goals, its indicators, what is known and what is not."""

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from monitoring.reports import blocks
from monitoring.reports.action_origins import Which
from monitoring.reports.blocks import Block, cell, column
from monitoring.reports.frozen import Frozen, period
from monitoring.reports.notes import Notes
from monitoring.reports.reader import Reader, has_data
from monitoring.status.aggregation import Coverage
from monitoring.status.sentences import known_sentence
from strategy.indicators.periods import Frequency
from strategy.models import Goal, Indicator

from .actions import action_section
from .chapter import Chapter
from .forums import forum_section
from .indicator import indicator_blocks
from .money import money_section
from .wording import count_indicators, status_rows


def chapter_id(code: str) -> str:
    """The id of an area's chapter."""
    return f"area-{code}"


def chapter_title(roman: str, name: str) -> str:
    """`IV. Gospodarka`."""
    return f"{roman}. {name}"


def chapters(reader: Reader) -> Iterable[Chapter]:
    """One chapter for each area, in the official order."""
    for area in reader.areas:
        notes, actions = Notes(), reader.actions_of(area["code"])
        indicators = reader.indicators_of(area["code"])
        parts = [
            blocks.lead(" ".join([_lead(reader, area), *_coverage(reader, indicators)])),
            *_statuses(reader, area),
            *reader.narrative(chapter_id(area["code"])),
            *_goals(reader, area, notes),
            *indicator_section(reader, indicators, notes),
            *action_section(reader, actions, notes),
            *(money_section(reader, actions, Which(area=area["code"])) if actions else []),
            *forum_section(reader, area["code"]),
        ]
        title = chapter_title(area["roman"], reader.text(area["name"]))
        yield Chapter(chapter_id(area["code"]), title, parts, reader.colour(area)).with_notes(notes)


def indicator_section(reader: Reader, indicators: list[Frozen], notes: Notes) -> list[Block]:
    """Those with data one by one; the others in one table, since there is nothing to draw."""
    known = [row for row in indicators if has_data(row)]
    unknown = [row for row in indicators if not has_data(row)]
    section = [blocks.heading(_("Indicators"))] if known else []
    for row in known:
        section += indicator_blocks(reader, row, notes)
    return [*section, *_without_data(reader, unknown)]


def _lead(reader: Reader, area: Frozen) -> str:
    summary = reader.summary_of(area["code"])
    if not summary["total"]:
        return _("The area has no indicators yet.")
    has = ngettext(
        "The area has %(count)s indicator.", "The area has %(count)s indicators.", summary["total"]
    ) % {"count": summary["total"]}
    if not summary["with_data"]:
        return f"{has} " + _("None of them has a verified value yet.")
    facts = {"with_data": count_indicators(summary["with_data"])}
    data = _("Verified values exist for %(with_data)s.") % facts
    if not summary["with_target"]:
        return f"{has} {data} " + _("None of them has a target yet.")
    return f"{has} {data} " + _("Indicators with a target: %(with_target)s of %(total)s.") % summary


def _coverage(reader: Reader, indicators: list[Frozen]) -> list[str]:
    """From how many municipalities values for the period came, where any indicator asks municipalities."""
    sent = reader.sent_for(row for row in indicators if row["scope"] == Indicator.Scope.MUNICIPALITY)
    if not sent:
        return []
    return [known_sentence(Coverage(len(sent), len(reader.members)), period(reader.term))]


def _statuses(reader: Reader, area: Frozen) -> list[Block]:
    summary = reader.summary_of(area["code"])
    return [blocks.strip(status_rows(summary))] if summary["with_target"] else []


def _goals(reader: Reader, area: Frozen, notes: Notes) -> list[Block]:
    goals = reader.goals_of(area["code"])
    title = blocks.heading(_("Goals"))
    if not goals:
        return [
            title,
            blocks.paragraph(_("No wording of the goals of this area was found in public sources.")),
        ]
    return [title, blocks.goals(_tree(reader, goals, notes))]


def _tree(reader: Reader, goals: list[Frozen], notes: Notes) -> list[dict]:
    """Main goals with all below them; what hangs straight under the area is gathered by its level."""
    tops = [goal for goal in goals if goal["parent"] is None]
    items = [_branch(reader, goals, goal, notes) for goal in tops if goal["level"] == Goal.Level.MAIN]
    for level, label in ((Goal.Level.SPECIFIC, _("Specific goals")), (Goal.Level.DIRECTION, _directions())):
        loose = [_branch(reader, goals, goal, notes) for goal in tops if goal["level"] == level]
        if loose:
            items.append({"level": label, "text": "", "marks": [], "children": loose})
    return items


def _directions() -> str:
    return pgettext("heading", "Directions of action")


def _branch(reader: Reader, goals: list[Frozen], goal: Frozen, notes: Notes) -> dict:
    marks = notes.provenance(goal["provenance"])
    below = [other for other in goals if other["parent"] == goal["code"]]
    return {
        "level": capfirst(str(Goal.Level(goal["level"]).label)),
        "text": reader.text(goal["text"]),
        "marks": marks,
        "children": [_branch(reader, goals, other, notes) for other in below],
    }


def _without_data(reader: Reader, indicators: list[Frozen]) -> list[Block]:
    if not indicators:
        return []
    columns = [
        column(_("Code")),
        column(_("Indicator"), width=5),
        column(_("Unit"), width=2),
        column(_("Frequency"), width=2),
        column(_("Supplied by"), width=3),
    ]
    rows = [
        [
            cell(row["code"], strong=True, indicator=row["code"]),
            cell(reader.text(row["name"])),
            cell(reader.text(row["unit"])),
            cell(str(Frequency(row["frequency"]).label)),
            cell(str(Indicator.Supplier(row["supplier"]).label)),
        ]
        for row in indicators
    ]
    title = _("Indicators without data")
    return [blocks.heading(title), blocks.table(_("No verified value has been published yet"), columns, rows)]
