"""Actions of public plans: done, late, next; and what the report says of all of them together."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from metropolis.ui.dates import short_date
from metropolis.ui.numbers import format_decimal
from monitoring.progress.standing import SOON, Counts
from monitoring.reports import blocks
from monitoring.reports.action_origins import Which
from monitoring.reports.blocks import Block, Cell, cell, column
from monitoring.reports.frozen import Frozen, period
from monitoring.reports.notes import Notes
from monitoring.reports.reader import Reader
from monitoring.status.sentences import PERCENT, with_unit

from .chapter import Chapter
from .money import money_section

ID = "actions"
TITLE = gettext_lazy("Actions and money")
LATE_ID = "late"
LATE_TITLE = gettext_lazy("Actions that are late")


def chapters(reader: Reader) -> Iterable[Chapter]:
    """One chapter on the actions of all areas together, when the snapshot knows of actions."""
    if not reader.tells_actions:
        return
    parts = [blocks.lead(_lead(reader.actions)), *reader.narrative(ID)]
    if reader.actions:
        parts += [_by_area(reader), *money_section(reader, reader.actions, Which(), by_area=not reader.where)]
    yield Chapter(ID, str(TITLE), parts)


def late_chapters(reader: Reader) -> Iterable[Chapter]:
    """One chapter on what is late, when the snapshot knows of actions."""
    if not reader.tells_actions:
        return
    late, notes = _at(reader.actions, "late"), Notes()
    count = ngettext("%(n)s action late", "%(n)s actions late", len(late)) % {"n": len(late)}
    lead = f"{count}. {counts_of(reader.actions).sentence}" if late else _("No action is known to be late.")
    if not reader.actions:
        lead = nothing_known()
    parts = [blocks.lead(lead), *reader.narrative(LATE_ID), *_late(reader, late, notes)]
    yield Chapter(LATE_ID, str(LATE_TITLE), parts).with_notes(notes)


def action_section(reader: Reader, actions: list[Frozen], notes: Notes) -> list[Block]:
    """The actions of an area or a municipality: how many are where, then late, done and next."""
    if not reader.tells_actions:
        return []
    if not actions:
        return [blocks.quiet(nothing_known())]  # a heading over nothing would only fill the contents
    return [
        blocks.heading(_("Actions")),
        blocks.paragraph(in_words(actions)),
        *_late(reader, _at(actions, "late"), notes),
        *_ended(reader, _at(actions, "done", "abandoned"), notes),
        *_next(reader, _at(actions, "going", "soon", "unknown"), notes),
        *_milestones(reader, actions, notes),
    ]


def nothing_known() -> str:
    """What is said where no plan tells of actions."""
    return _("No action of an adopted plan is known to the portal.")


def counts_of(actions: list[Frozen]) -> Counts:
    """How many actions are where, as `monitoring.progress` counts them."""
    at = Counter(action["place"] for action in actions)
    return Counts(
        total=len(actions), reported=sum(bool(action["report"]) for action in actions), done=at["done"],
        late=at["late"], going=at["going"], soon=at["soon"], abandoned=at["abandoned"],
    )  # fmt: skip


def in_words(actions: list[Frozen]) -> str:
    """`3 działania zakończone, 1 działanie spóźnione. Zaakceptowano sprawozdania z 4 z 9 działań.`"""
    counts = counts_of(actions)
    told = ", ".join(words for _badge, words in counts.lines)
    silent = sum(action["place"] == "unknown" and not action["report"] for action in actions)
    said = [f"{told}." if told else "", counts.sentence, _silent(silent) if silent else ""]
    return " ".join(part for part in said if part)


def _silent(count: int) -> str:
    text = ngettext(
        "On %(n)s action there is neither a report nor a day that tells how it stands.",
        "On %(n)s actions there is neither a report nor a day that tells how they stand.",
        count,
    )
    return text % {"n": format_decimal(count)}


def _lead(actions: list[Frozen]) -> str:
    if not actions:
        return nothing_known()
    count = ngettext("The plans hold %(n)s action.", "The plans hold %(n)s actions.", len(actions))
    return f"{count % {'n': format_decimal(len(actions))}} {in_words(actions)}"


def _at(actions: list[Frozen], *places: str) -> list[Frozen]:
    return [action for action in actions if action["place"] in places]


def _by_area(reader: Reader) -> Block:
    heads = [
        pgettext("actions", "All"), pgettext("actions", "Done"), pgettext("actions", "Late"),
        pgettext("actions", "Going on"), pgettext("actions", "Start within a year"),
        pgettext("actions", "Abandoned"),
    ]  # fmt: skip
    columns = [column(_("Area"), width=5), *(column(head, number=True, width=2) for head in heads)]
    rows = []
    for area in reader.areas:
        counts = counts_of(reader.actions_of(area["code"]))
        numbers = (
            ("", counts.total), ("done", counts.done), ("late", counts.late), ("going", counts.going),
            ("soon", counts.soon), ("abandoned", counts.abandoned),
        )  # fmt: skip
        name = cell(f"{area['roman']}. {reader.text(area['name'])}", strong=True)
        rows.append([name, *(_count(area["code"], place, number) for place, number in numbers)])
    return blocks.table(_("Actions of adopted plans by area"), columns, rows)


def _count(area: str, place: str, number: int) -> Cell:
    return cell(format_decimal(number), actions=Which(area=area, place=place).query if number else None)


def place_name(place: str) -> str:
    """Where an action stands, in words."""
    return {
        "done": pgettext("where an action stands", "done"),
        "late": pgettext("where an action stands", "late"),
        "going": pgettext("where an action stands", "going on"),
        "soon": pgettext("where an action stands", "starts within a year"),
        "abandoned": pgettext("where an action stands", "abandoned"),
    }.get(place) or pgettext("where an action stands", "not known")


def _late(reader: Reader, actions: list[Frozen], notes: Notes) -> list[Block]:
    if not actions:
        return []
    columns = [*_columns(), column(_("What holds it back"), width=5)]
    rows = [
        [*_cells(reader, action), _said(action, "blocks", _("no report says why"), notes)]
        for action in actions
    ]
    return [blocks.table(_("Late actions"), columns, rows)]


def _ended(reader: Reader, actions: list[Frozen], notes: Notes) -> list[Block]:
    if not actions:
        return []
    columns = [*_columns(), column(_("What was done"), width=5)]
    rows = [[*_cells(reader, action), _said(action, "done", _("not described"), notes)] for action in actions]
    return [blocks.table(_("Actions that have ended"), columns, rows)]


def _next(reader: Reader, actions: list[Frozen], notes: Notes) -> list[Block]:
    if not actions:
        return []
    columns = [*_columns(), column(_("Next milestone"), width=5)]
    rows = [[*_cells(reader, action), _next_step(action)] for action in actions]
    return [blocks.table(_("Actions going on and to come"), columns, rows)]


def _columns() -> list[dict]:
    return [
        column(pgettext("column", "Action"), width=6),
        column(pgettext("column", "Led by"), width=3),
        column(pgettext("column", "Until"), width=3),
        column(_("Done in per cent"), number=True, width=2),
    ]


def _cells(reader: Reader, action: Frozen) -> list[Cell]:
    lead = reader.text(action["lead"]) if action["lead"] else ""
    report = action["report"]
    return [
        cell(f"{action['code']} {action['title']}", strong=True),
        cell(lead) if lead else cell(_("not given"), quiet=True),
        cell(_date(action["end"])) if action["end"] else cell(_("not given"), quiet=True),
        _percent(action) if report else cell(_("no report"), quiet=True),
    ]


def _percent(action: Frozen) -> Cell:
    said = with_unit(Decimal(action["report"]["percent"]), PERCENT)
    return cell(said, actions=Which(action=action["code"]).query)


def _said(action: Frozen, what: str, silence: str, notes: Notes) -> Cell:
    """What the latest report says, with the period that it is on; the explanation as a note."""
    report = action["report"]
    text = report[what].strip() if report else ""
    if not text:
        return cell(silence, quiet=True)
    return cell(f"{text} ({period(report['period']).label})", marks=notes.mark(report["explanation"]))


def _next_step(action: Frozen) -> Cell:
    """The first milestone that is not reached yet."""
    coming = [one for one in action["milestones"] if one["place"] in ("late", "to_come")]
    if not coming:
        return cell(_("none left"), quiet=True)
    day = coming[0]["expected_on"] or coming[0]["due"]
    return cell(f"{_date(day)}: {coming[0]['name']}" if day else coming[0]["name"])


def _milestones(reader: Reader, actions: list[Frozen], notes: Notes) -> list[Block]:
    """Milestones reached in the period of the report, late ones, and those of the year to come, by action."""
    term = period(reader.content["report"]["period"])
    told = [
        (action, found)
        for action in actions
        if (found := [one for one in action["milestones"] if _is_told(one, term, reader.day)])
    ]
    if not told:
        return []
    columns = [
        column(pgettext("column", "Action"), width=5),
        column(pgettext("milestones", "Reached"), width=4),
        column(pgettext("milestones", "Late"), width=4),
        column(pgettext("milestones", "To come"), width=4),
    ]
    rows = [
        [
            cell(f"{action['code']} {action['title']}", strong=True),
            _listed([one for one in found if one["reached_on"]], _reached, notes),
            _listed([one for one in found if one["place"] == "late"], _expected, notes),
            _listed([one for one in found if one["place"] == "to_come"], _expected, notes),
        ]
        for action, found in told
    ]
    return [blocks.table(_("Milestones: reached in the period, late, and next"), columns, rows)]


def _listed(milestones: list[Frozen], days: Callable[[Frozen], str], notes: Notes) -> Cell:
    """`Projekt: 12.03.2026; przetarg: 01.09.2026`."""
    if not milestones:
        return cell(pgettext("milestones", "none"), quiet=True)
    lines = [f"{one['name']}: {told}" if (told := days(one)) else one["name"] for one in milestones]
    return cell("; ".join(lines), marks=[mark for one in milestones for mark in notes.mark(one["note"])])


def _reached(one: Frozen) -> str:
    day = _date(one["reached_on"])
    if one["place"] != "reached_late":
        return day
    return _("%(day)s (planned for %(due)s)") % {"day": day, "due": _date(one["due"])}


def _expected(one: Frozen) -> str:
    if one["expected_on"] and one["due"]:
        days = {"day": _date(one["expected_on"]), "due": _date(one["due"])}
        return _("%(day)s (planned for %(due)s)") % days
    day = one["expected_on"] or one["due"]
    return _date(day) if day else ""


def _is_told(one: Frozen, term, day: datetime.date) -> bool:
    reached, due = _day(one["reached_on"]), _day(one["expected_on"]) or _day(one["due"])
    if reached:
        return term.start <= reached <= max(term.end, day)
    return one["place"] == "late" or (due is not None and due <= day + SOON)


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _date(text: str) -> str:
    return short_date(datetime.date.fromisoformat(text))
