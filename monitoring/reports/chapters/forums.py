"""What forums and bodies did in the period: consultations, opinions, resolutions, adopted versions."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.models import Opinion
from metropolis.ui.dates import long_date, short_date
from monitoring.reports import blocks
from monitoring.reports.blocks import Block, cell, column
from monitoring.reports.frozen import Frozen
from monitoring.reports.reader import Reader


def forum_section(reader: Reader, area: str | None = None) -> list[Block]:
    """The work on plans of an area, or of all areas, day by day."""
    if not reader.tells_actions:
        return []
    rows = reader.work_in_order(area)
    if not rows:
        nothing = _("No consultation, opinion or resolution on an adopted plan falls in the period.")
        return [blocks.quiet(nothing)]
    columns = [
        column(_("Day"), width=2),
        column(_("Plan"), width=4),
        column(_("What was done"), width=5),
        column(_("Body"), width=3),
    ]
    lines = [
        [
            cell(_date(row["day"])),
            cell(reader.text(row["name"]), strong=True),
            cell(_WORDS[kind](row)),
            _body(reader, row),
        ]
        for kind, row in rows
    ]
    title = blocks.heading(_("Work of forums and bodies in the period"))
    return [title, blocks.table(_("Work on action plans in the period"), columns, lines)]


def decisions(reader: Reader) -> list[str]:
    """What was decided in the period, a sentence each: resolutions, then opinions."""
    return [_resolved(reader, row) for row in reader.work_of("resolutions")] + [
        _found(reader, row) for row in reader.work_of("opinions")
    ]


def _resolved(reader: Reader, row: Frozen) -> str:
    return _("“%(plan)s”: adopted by resolution no. %(number)s of %(day)s (%(body)s).") % {
        "plan": reader.text(row["name"]),
        "number": row["number"],
        "day": _long(row["day"]),
        "body": reader.text(row["body"]),
    }


def _found(reader: Reader, row: Frozen) -> str:
    said = {"plan": reader.text(row["name"]), "verdict": _verdict(row), "day": _long(row["day"])}
    if row["body"] is None:
        return _("“%(plan)s”: opinion %(verdict)s, %(day)s.") % said
    return _("“%(plan)s”: opinion %(verdict)s, %(day)s (%(body)s).") % {
        **said,
        "body": reader.text(row["body"]),
    }


def _verdict(row: Frozen) -> str:
    return str(Opinion.Verdict(row["verdict"]).label)


def _consultation(row: Frozen) -> str:
    until = _("consultation among the teams until %(day)s") % {"day": _long(row["deadline"])}
    answers = ngettext("%(n)s answer", "%(n)s answers", row["answers"]) % {"n": row["answers"]}
    if not row["with_remarks"]:
        return f"{until}; {answers}"
    return f"{until}; {answers}, " + _("with remarks: %(n)s") % {"n": row["with_remarks"]}


def _opinion(row: Frozen) -> str:
    return _("opinion: %(verdict)s") % {"verdict": _verdict(row)}


def _resolution(row: Frozen) -> str:
    return _("adopted by resolution no. %(number)s") % {"number": row["number"]}


def _version(row: Frozen) -> str:
    return _("adopted version %(number)s became public") % {"number": row["number"]}


def _body(reader: Reader, row: Frozen) -> blocks.Cell:
    body = row.get("body")
    return cell(reader.text(body)) if body else cell("–", quiet=True)


def _date(text: str) -> str:
    return short_date(datetime.date.fromisoformat(text))


def _long(text: str) -> str:
    return long_date(datetime.date.fromisoformat(text))


_WORDS = {
    "consultations": _consultation,
    "opinions": _opinion,
    "resolutions": _resolution,
    "versions": _version,
}
