"""The summary on one page: what improved, what slipped, what is missing, what was decided."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from metropolis.ui.numbers import format_decimal
from monitoring.reports import blocks
from monitoring.reports.blocks import Block
from monitoring.reports.frozen import Frozen, period
from monitoring.reports.reader import Reader, moved

from . import changes
from .actions import counts_of
from .chapter import Chapter
from .forums import decisions
from .generated import with_office_text
from .indicator import change_text
from .missing import counted
from .overview import nothing_moved
from .wording import count_areas, count_indicators, of, shortened, status_rows

ID = "summary"
TITLE = gettext_lazy("Summary")
# So that all four lists fit on one page.
MOST = 4


def chapters(reader: Reader) -> Iterable[Chapter]:
    """One chapter."""
    parts = [
        blocks.lead(lead_text(reader)),
        _facts(reader),
        *_statuses(reader),
        *_list(_("What improved"), _improved(reader), _nothing_improved(reader)),
        *_list(_("What slipped"), _slipped(reader), _nothing_slipped(reader)),
        *_list(_("What is missing"), counted(reader), _("Nothing is missing.")),
        *_decided(reader),
    ]
    if reader.tells_actions:
        parts.append(blocks.quiet(changes.compared_with(reader)))
    yield Chapter(ID, str(TITLE), with_office_text(parts, reader.narrative(ID)))


def lead_text(reader: Reader) -> str:
    """What the report covers, for what there are data and targets, and where it goes."""
    whole = reader.summary_of(None)
    if not whole["with_data"]:
        return " ".join([_covers(reader), _("There are no verified values yet, so it shows no changes.")])
    return " ".join([_covers(reader), _targets(whole), _direction(reader)]).strip()


def _covers(reader: Reader) -> str:
    whole = reader.summary_of(None)
    facts = {
        "areas": count_areas(len(reader.areas)),
        "indicators": count_indicators(whole["total"]),
        "with_data": whole["with_data"],
        "total": whole["total"],
    }
    covers = _("The report covers %(areas)s and %(indicators)s.") % facts
    return f"{covers} " + _("Indicators with verified values: %(with_data)s of %(total)s.") % facts


def _targets(whole: Frozen) -> str:
    if not whole["with_target"]:
        return _("No indicator has a target yet, so the report shows changes and gives no statuses.")
    return _("Indicators with a target: %(with_target)s of %(total)s.") % whole


def _direction(reader: Reader) -> str:
    good, bad = len(moved(reader.indicators, True)), len(moved(reader.indicators, False))
    if not good and not bad:
        return ""
    return _("Change since the baseline: in the desired direction %(good)s, in the wrong one %(bad)s.") % {
        "good": count_indicators(good),
        "bad": count_indicators(bad),
    }


def _facts(reader: Reader) -> Block:
    whole = reader.summary_of(None)
    label = _("municipalities with a value for %(period)s") % {"period": period(reader.term).label}
    return blocks.facts(
        [
            (of(whole["with_data"], whole["total"]), _("indicators with data"), True),
            (of(whole["with_target"], whole["total"]), _("indicators with a target"), True),
            (of(len(reader.reporting), len(reader.members)), label, False),
        ],
        area=reader.where.get("area"),
    )


def _statuses(reader: Reader) -> list[Block]:
    whole = reader.summary_of(None)
    return [blocks.strip(status_rows(whole))] if whole["with_target"] else []


def _list(title: str, lines: list[str], nothing: str) -> list[Block]:
    """A heading with its lines, as many as fit; a sentence where there are none."""
    body = blocks.bullets(shortened(lines, MOST)) if lines else blocks.paragraph(nothing)
    return [blocks.heading(title), body]


def _improved(reader: Reader) -> list[str]:
    return [*_statuses_moved(reader, "improved"), *_trends(reader, good=True)]


def _slipped(reader: Reader) -> list[str]:
    late = counts_of(reader.actions).late
    text = ngettext("%(n)s action late", "%(n)s actions late", late) % {"n": format_decimal(late)}
    return [*_statuses_moved(reader, "slipped"), *([text] if late else []), *_trends(reader, good=False)]


def _statuses_moved(reader: Reader, course: str) -> list[str]:
    """Statuses that went this way since the last report."""
    if reader.changes is None:
        return []
    return [changes.status_line(reader, row) for row in changes.moved(reader.changes, course)]


def _trends(reader: Reader, *, good: bool) -> list[str]:
    """Changes since the baseline, the largest share first."""
    rows = sorted(moved(reader.indicators, good), key=lambda row: -abs(Decimal(row["trend"]["share"] or 0)))
    return [
        _("%(indicator)s: %(change)s (%(since)s–%(until)s)")
        % {
            "indicator": reader.called(row),
            "change": change_text(reader, row),
            "since": period(row["trend"]["since"]["period"]).label,
            "until": period(row["trend"]["until"]["period"]).label,
        }
        for row in rows
    ]


def _nothing_improved(reader: Reader) -> str:
    return _("No indicator moved in the desired direction.") if _any_change(reader) else nothing_moved()


def _nothing_slipped(reader: Reader) -> str:
    return _("No indicator moved in the wrong direction.") if _any_change(reader) else nothing_moved()


def _any_change(reader: Reader) -> bool:
    return any(row["trend"] for row in reader.indicators)


def _decided(reader: Reader) -> list[Block]:
    if not reader.tells_actions:
        return []
    nothing = _("No resolution and no opinion on an adopted plan falls in the period.")
    return _list(_("What was decided"), decisions(reader), nothing)
