"""What changed since the report before: statuses, values, targets, names, and who is in it."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from metropolis.ui.dates import long_date
from metropolis.ui.numbers import format_decimal
from monitoring.reports import blocks
from monitoring.reports.blocks import Block, cell, column
from monitoring.reports.comparing import is_empty
from monitoring.reports.frozen import Frozen, period
from monitoring.reports.reader import Reader

from .chapter import Chapter
from .wording import shortened, status_name

ID = "changes"
TITLE = gettext_lazy("What changed since the last report")
# More corrected values than this are read in the snapshot.
MOST_REVISED = 40
MOST_LINES = 40


def chapters(reader: Reader) -> Iterable[Chapter]:
    """One chapter, when there is a report to compare with."""
    if reader.previous is None or reader.changes is None:
        return
    parts = [blocks.lead(lead_text(reader)), *reader.narrative(ID)]
    for title, lines in _lists(reader, reader.changes):
        if lines:
            parts += [blocks.heading(title), blocks.bullets(shortened(lines, MOST_LINES))]
    parts += _revised(reader, reader.changes["values"]["revised"])
    yield Chapter(ID, str(TITLE), parts)


def compared_with(reader: Reader) -> str:
    """The report that this one is compared with, in a sentence."""
    previous = reader.previous
    if previous is None:
        return _("No earlier report of this scope was published, so nothing is compared with one.")
    day = long_date(datetime.date.fromisoformat(previous["as_of"]))
    return _("Compared with the report “%(title)s”, data as of %(day)s.") % {
        "title": reader.text(previous["title"]),
        "day": day,
    }


def lead_text(reader: Reader) -> str:
    """What it is compared with, and how much changed."""
    changes = reader.changes
    if changes is None:
        return compared_with(reader)
    if is_empty(changes):
        return f"{compared_with(reader)} " + _("Nothing has changed since then.")
    counts = [
        (len(moved(changes, "improved")), _improved),
        (len(moved(changes, "slipped")), _slipped),
        (sum(row["count"] for row in changes["values"]["new"]), _new),
        (len(changes["values"]["revised"]), _revised_count),
    ]
    said = [words(count) % {"n": format_decimal(count)} for count, words in counts if count]
    told = _("Since then: %(changes)s.") % {"changes": ", ".join(said)} if said else ""
    return f"{compared_with(reader)} {told}".strip()


def moved(changes: Frozen, course: str) -> list[Frozen]:
    """Statuses that went one way."""
    return [row for row in changes["statuses"] if row["course"] == course]


def status_line(reader: Reader, row: Frozen) -> str:
    """`4.2 Nowe podmioty: zgodnie z planem (poprzednio: zagrożone)`."""
    return _("%(indicator)s: %(after)s (before: %(before)s)") % {
        "indicator": reader.called(reader.by_code[row["indicator"]]),
        "after": status_name(row["after"]),
        "before": status_name(row["before"]),
    }


def _improved(n: int) -> str:
    return ngettext("%(n)s indicator has a better status", "%(n)s indicators have a better status", n)


def _slipped(n: int) -> str:
    return ngettext("%(n)s indicator has a worse status", "%(n)s indicators have a worse status", n)


def _new(n: int) -> str:
    return ngettext("%(n)s value is new", "%(n)s values are new", n)


def _revised_count(n: int) -> str:
    return ngettext("%(n)s value was revised", "%(n)s values were revised", n)


def _lists(reader: Reader, changes: Frozen) -> list[tuple[str, list[str]]]:
    def statuses(course: str) -> list[str]:
        return [status_line(reader, row) for row in moved(changes, course)]

    return [
        (_("Statuses that improved"), statuses("improved")),
        (_("Statuses that slipped"), statuses("slipped")),
        (_("Judged for the first time"), statuses("judged")),
        (_("No longer judged"), statuses("unjudged")),
        (_("New values"), _new_values(reader, changes["values"]["new"])),
        (_("Actions"), _actions(reader, changes["actions"])),
        (_("Targets that changed"), [_target(reader, row) for row in changes["targets"]]),
        (_("Names that changed"), [_name(reader, row) for row in _renamed(reader, changes)]),
        (_("What is new in the report, and what is gone"), _sides(reader, changes)),
    ]


def _new_values(reader: Reader, rows: list[Frozen]) -> list[str]:
    """`4.4 Bezrobotni: 15 wartości (2024)`: a line for each indicator with its periods."""
    by_indicator: dict[str, list[Frozen]] = {}
    for row in rows:
        by_indicator.setdefault(row["indicator"], []).append(row)
    return [_new_line(reader, code, found) for code, found in by_indicator.items()]


def _new_line(reader: Reader, code: str, rows: list[Frozen]) -> str:
    count = sum(row["count"] for row in rows)
    periods = sorted(period(row["period"]) for row in rows)
    first, last = periods[0].label, periods[-1].label
    values = ngettext("%(n)s value", "%(n)s values", count) % {"n": format_decimal(count)}
    span = first if first == last else f"{first}–{last}"
    return f"{reader.called(reader.by_code[code])}: {values} ({span})"


def _actions(reader: Reader, rows: list[Frozen]) -> list[str]:
    titles = {action["code"]: action["title"] for action in reader.actions}
    return [
        _("%(action)s: %(after)s (before: %(before)s)")
        % {
            "action": f"{row['action']} {titles[row['action']]}",
            "after": place_name(row["after"]),
            "before": place_name(row["before"]),
        }
        for row in rows
    ]


def place_name(place: str) -> str:
    """Where an action is, in words."""
    return {
        "done": pgettext("where an action is", "done"),
        "late": pgettext("where an action is", "late"),
        "going": pgettext("where an action is", "going on"),
        "soon": pgettext("where an action is", "starts within a year"),
        "abandoned": pgettext("where an action is", "abandoned"),
    }.get(place) or pgettext("where an action is", "not known")


def _target(reader: Reader, row: Frozen) -> str:
    indicator = reader.by_code[row["indicator"]]

    def told(targets: list[Frozen]) -> str:
        if not targets:
            return pgettext("targets", "none")
        return ", ".join(
            f"{reader.with_unit(indicator, one['value'])} ({period(one['period']).label})" for one in targets
        )

    return _("%(indicator)s: %(after)s; before: %(before)s") % {
        "indicator": reader.called(indicator),
        "after": told(row["after"]),
        "before": told(row["before"]),
    }


def _renamed(reader: Reader, changes: Frozen) -> list[Frozen]:
    """What has another name in the reader's language: the other one may have changed alone."""
    return [row for row in changes["names"] if reader.text(row["before"]) != reader.text(row["after"])]


def _name(reader: Reader, row: Frozen) -> str:
    return _("%(code)s: “%(after)s”; before: “%(before)s”") % {
        "code": row["code"],
        "after": reader.text(row["after"]),
        "before": reader.text(row["before"]),
    }


def _sides(reader: Reader, changes: Frozen) -> list[str]:
    def names(kind: str, side: str) -> str:
        return ", ".join(reader.text(row["name"]) for row in changes[kind][side])

    words = [
        (_("New indicators: %(names)s."), names("indicators", "added")),
        (_("Indicators that are gone: %(names)s."), names("indicators", "gone")),
        (_("Municipalities that joined: %(names)s."), names("municipalities", "added")),
        (_("Municipalities that left: %(names)s."), names("municipalities", "gone")),
    ]
    lines = [text % {"names": found} for text, found in words if found]
    if changes["rules"]:
        lines.append(_("The thresholds of the statuses were changed: statuses may differ for that alone."))
    return lines


def _revised(reader: Reader, rows: list[Frozen]) -> list[Block]:
    if not rows:
        return []
    columns = [
        column(_("Indicator"), width=6),
        column(_("Municipality"), width=4),
        column(_("Period"), width=3),
        column(pgettext("a revised value", "Was"), number=True, width=3),
        column(pgettext("a revised value", "Is"), number=True, width=3),
    ]
    lines = [_revised_row(reader, row) for row in rows[:MOST_REVISED]]
    blocks_of = [
        blocks.heading(_("Values that were revised")),
        blocks.table(_("Values that were revised since the last report"), columns, lines),
    ]
    if left := len(rows) - len(lines):
        text = ngettext(
            "%(n)s more is in the snapshot of this report.",
            "%(n)s more are in the snapshot of this report.",
            left,
        )
        blocks_of.append(blocks.quiet(text % {"n": format_decimal(left)}))
    return blocks_of


def _revised_row(reader: Reader, row: Frozen) -> list[blocks.Cell]:
    indicator, place = reader.by_code[row["indicator"]], row["municipality"]
    before, after = (reader.number(indicator, Decimal(row[side]["value"])) for side in ("before", "after"))
    where = {"indicator": indicator["code"], "period": row["period"]}
    return [
        cell(reader.called(indicator), indicator=indicator["code"]),
        cell(reader.municipalities.get(place, place) if place else _("Metropolis")),
        cell(period(row["period"]).label),
        cell(before, **where),
        cell(after, strong=True, **where),
    ]
